"""The curators' handbook as pages: what `docs/curating.md` says, with links and pictures where the desk has them."""

import posixpath
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs"
PICTURES = FOLDER / "pictures"
# What can be read at the desk: names in addresses, and the files. Other files of the project are for developers.
_TASKS = ("coming-in", "writing", "into-print", "nothing-lost", "addresses", "tables")
PAGES = {"": "curating.md"} | {name: f"curating/{name}.md" for name in _TASKS} | {"imports": "imports.md"}
_DESK = re.compile(r"/admin/[\w/.-]*")
# Without HTML of its own: what stands in angle brackets is shown as it is written.
_MARKDOWN = MarkdownIt("js-default", {"linkify": False})

Address = Callable[[str], str]


def anchor(heading: str) -> str:
    """The id of a heading, as readers of Markdown make it: “A passage, checked” is `a-passage-checked`."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def page(name: str, *, of_page: Address, of_picture: Address) -> SafeString:
    """A page of the handbook as HTML; the two functions give the addresses of pages and pictures by their names."""
    tokens = _MARKDOWN.parse((FOLDER / PAGES[name]).read_text(encoding="utf-8"))
    for place, token in enumerate(tokens):
        token.attrs.pop("style", None)  # How cells are set; no page of the site has styles inside.
        if token.type == "heading_open":
            token.attrs["id"] = anchor(_text(tokens[place + 1]))
        if token.type == "inline":
            token.children = list(_placed(token.children or [], PAGES[name], of_page, of_picture))
    return mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S308 - a file of the project


def title(name: str) -> str:
    """The first heading of a page."""
    first, _, _ = (FOLDER / PAGES[name]).read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("# ")


def picture(name: str) -> Path | None:
    """The file of a picture, None if there is none of that name."""
    # Looked for among those that are there, so that no name can lead elsewhere.
    return next((found for found in PICTURES.glob("*.png") if found.name == name), None)


def _text(inline: Token) -> str:
    return "".join(token.content for token in inline.children or [] if token.type in ("text", "code_inline"))


def _placed(tokens: list[Token], here: str, of_page: Address, of_picture: Address) -> Iterator[Token]:
    """The tokens of a paragraph in the file `here`, with addresses of the desk; links that lead nowhere there go."""
    shown = True
    for token in tokens:
        if token.type == "image":
            _place_picture(token, of_picture)
        elif token.type == "link_open":
            address = _placed_link(str(token.attrs["href"]), here, of_page)
            shown = address is not None
            token.hidden = not shown
            token.attrs["href"] = address or ""
        elif token.type == "link_close":
            token.hidden = not shown
        elif token.type == "code_inline" and _DESK.fullmatch(token.content):
            yield Token("link_open", "a", 1, attrs={"href": token.content})
            yield token
            yield Token("link_close", "a", -1)
            continue
        yield token


def _placed_link(address: str, here: str, of_page: Address) -> str | None:
    file, sign, place = address.partition("#")
    if not file or "://" in file:
        return address
    found = posixpath.normpath(posixpath.join(posixpath.dirname(here), file))
    names = {path: name for name, path in PAGES.items()}
    return f"{of_page(names[found])}{sign}{place}" if found in names else None


def _place_picture(token: Token, of_picture: Address) -> None:
    name = posixpath.basename(str(token.attrs["src"]))
    token.attrs["src"] = of_picture(name)
    found = picture(name)
    if found is not None:
        # Known before it is there, so that what one reads stays where it is; and only what is read is fetched.
        width, height = struct.unpack(">II", found.read_bytes()[16:24])
        token.attrs |= {"width": width, "height": height, "loading": "lazy"}
