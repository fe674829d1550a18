"""What is written for people leads somewhere: links, headings, pictures, addresses, buttons and commands are there."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policyatlas.curation.handbook import PAGES, anchor
from tests.house.tree import ROOT, files
from tests.house.wording import is_said, nouns

DOCUMENTS = [path for path in files("*.md") if path.parent == ROOT or "docs" in path.relative_to(ROOT).parts]
# Without what is written for files: it has no buttons and no tasks.
HANDBOOK = [ROOT / "docs" / file for name, file in PAGES.items() if name != "imports"]
# What a picture may weigh: people read the handbook over slow lines as well.
LARGEST_PICTURE = 80_000


def name(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


@cache
def tokens(path: Path) -> list[Token]:
    """The pieces of a document, those within paragraphs included."""
    found = MarkdownIt("js-default", {"linkify": False}).parse(path.read_text(encoding="utf-8"))
    return [piece for token in found for piece in (token, *(token.children or []))]


@cache
def headings(path: Path) -> set[str]:
    """The ids of a document's headings."""
    found = tokens(path)
    return {anchor(found[place + 1].content) for place, token in enumerate(found) if token.type == "heading_open"}


def links(path: Path) -> list[str]:
    """Where a document leads within the project, pictures included."""
    found = [token.attrs.get("href") or token.attrs.get("src") for token in tokens(path)]
    return [link for link in found if link and "://" not in link]


def bold(path: Path) -> list[str]:
    """What a document sets in bold letters."""
    found = tokens(path)
    opened = [place for place, token in enumerate(found) if token.type == "strong_open"]
    words = []
    for place in opened:
        end = next(end for end in range(place, len(found)) if found[end].type == "strong_close")
        words.append("".join(piece.content or " " for piece in found[place + 1 : end]))
    return words


def said(path: Path) -> list[str]:
    """The sentences that a document sets in as the desk's own: one for each paragraph set in."""
    found, inside, sentences = tokens(path), 0, []
    for token in found:
        inside += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if inside and token.type == "inline":
            sentences.append(token.content.replace("\n", " "))
    return sentences


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(path):
    lost = []
    for link in links(path):
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (place and target.suffix == ".md" and place not in headings(target)):
            lost.append(link)
    assert not lost, f"{name(path)} leads nowhere: put these links right, or what they led to back: {lost}"


def test_every_picture_is_used_and_light():
    used = {
        (path.parent / str(token.attrs["src"])).resolve()
        for path in DOCUMENTS
        for token in tokens(path)
        if token.type == "image" and "://" not in str(token.attrs["src"])
    }
    there = set((ROOT / "docs" / "pictures").glob("*.png"))
    assert not there - used, f"Show these pictures on a page, or remove them: {sorted(map(name, there - used))}"
    desk = [path for path in there if path.name.startswith("desk-")]
    heavy = {name(path): path.stat().st_size for path in desk if path.stat().st_size > LARGEST_PICTURE}
    assert not heavy, f"Show less in these pictures (docs/pictures/take.py), so that they load quickly: {heavy}"


def test_every_picture_says_what_it_shows():
    silent = [
        f"{name(path)}: {token.attrs['src']}"
        for path in DOCUMENTS
        for token in tokens(path)
        if token.type == "image" and not token.content
    ]
    assert not silent, f"Say between the brackets what these show, for people who do not see them: {silent}"


@pytest.mark.parametrize("path", HANDBOOK, ids=name)
def test_every_task_of_the_handbook_is_on_its_first_page_and_has_a_picture(path):
    text = path.read_text(encoding="utf-8")
    here = path.relative_to(ROOT / "docs").as_posix()
    first = set(links(HANDBOOK[0]))
    for task in re.split(r"(?m)^## ", text)[1:]:
        heading = task.partition("\n")[0]
        link = f"#{anchor(heading)}" if path == HANDBOOK[0] else f"{here}#{anchor(heading)}"
        assert link in first, f"Name “{heading}” of docs/{here} in the table on the first page of the handbook."
        assert path == HANDBOOK[0] or "](../pictures/" in task, f"Show a picture in “{heading}” of docs/{here}."


@pytest.mark.parametrize("path", HANDBOOK, ids=name)
def test_what_the_handbook_names_in_bold_stands_on_the_desks_pages(path):
    unknown = [words for words in bold(path) if not is_said(words) and not _adds_something(words)]
    assert not unknown, f"No page of the desk has these words any more; write what stands there now: {unknown}"


def _adds_something(words: str) -> bool:
    found = re.fullmatch(r"Add (?:another )?(.+)", words)
    return bool(found) and found[1].lower() in nouns()


@pytest.mark.parametrize("path", HANDBOOK, ids=name)
def test_what_the_handbook_quotes_is_what_the_desk_says(path):
    unknown = [sentence for sentence in said(path) if not is_said(sentence)]
    assert not unknown, f"The desk does not say this any more; write what it says now: {unknown}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_address_of_the_desk_leads_to_a_page(path):
    code = [token.content for token in tokens(path) if token.type == "code_inline"]
    lost = [address for address in code if re.fullmatch(r"/admin/[\w/.-]*", address) and not _is_a_page(address)]
    assert not lost, f"{name(path)} names addresses where the desk has no page: {lost}"


def _is_a_page(address: str) -> bool:
    try:
        # What the admin knows nothing of has no name.
        return bool(resolve(address).url_name)
    except Resolver404:
        return False


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_that_is_named_is_there(path):
    named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text(encoding="utf-8")))
    lost = named - set(get_commands())
    assert not lost, f"{name(path)} names commands that manage.py does not have: {lost}"


def test_headings_are_found_as_readers_of_markdown_make_their_ids():
    assert anchor("What “fit to print” means") == "what-fit-to-print-means"
    assert anchor("Where to put …") == "where-to-put-"
    assert anchor("`policyatlas/values/`, and more") == "policyatlasvalues-and-more"
