"""The digest of an edition from a file of it alone, and what is no such file."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from policyatlas.editions.hashing import CARD, index_card
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.editions.verifying import digest_of_package
from policyatlas.public.editions import data_package, database
from policyatlas.public.editions.whole import Whole

pytestmark = pytest.mark.django_db

WRITE = {"zip": data_package.write, "sqlite": database.write}


@pytest.fixture
def edition() -> Edition:
    """The edition with which the atlas ships."""
    return Edition.objects.get(label="2026.1")


@pytest.fixture(params=list(WRITE))
def file(request, edition, tmp_path):
    """A file of the whole edition, in each form."""
    path = tmp_path / f"whole.{request.param}"
    WRITE[request.param](Whole(edition), path)
    return path


def alter(path, entries: str, **changed) -> None:
    """Change the index card of `entries`, `all` or `one`, in a file; with no change leave them out."""
    if path.suffix == ".sqlite":
        which = "" if entries == "all" else " WHERE slug = 'technopolis-law'"
        verb = f"UPDATE entry SET {', '.join(f'{name} = ?' for name in changed)}" if changed else "DELETE FROM entry"
        with closing(sqlite3.connect(path)) as made, made:
            made.execute(verb + which, list(changed.values()))
        return
    with zipfile.ZipFile(path) as package:
        lines = [json.loads(line) for line in package.read("entries.jsonl").splitlines()]
    chosen = [line for line in lines if entries == "all" or line["slug"] == "technopolis-law"]
    for line in chosen:
        line["card"] |= changed
    kept = lines if changed else [line for line in lines if line not in chosen]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("entries.jsonl", "".join(f"{json.dumps(line)}\n" for line in kept))


def test_a_file_that_nobody_touched_has_the_digest_of_its_edition(file, edition, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert digest_of_package(file) == edition.digest


def test_a_changed_title_makes_another_digest(file, edition):
    alter(file, "one", title_en="Something else")
    assert digest_of_package(file) != edition.digest


def test_an_entry_left_out_makes_another_digest(file, edition):
    alter(file, "one")
    assert digest_of_package(file) != edition.digest


def test_a_file_without_entries_is_refused(file):
    alter(file, "all")
    with pytest.raises(ValueError, match="holds no entries"):
        digest_of_package(file)


@pytest.mark.parametrize(
    "content", [b"", b"slug,title\nx,y\n", b"PK\x05\x06" + bytes(18)], ids=["empty", "csv", "an empty zip"]
)
def test_another_file_is_refused_with_a_sentence(content, tmp_path):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"other.csv is no data package and no SQLite file"):
        digest_of_package(path)


@pytest.mark.parametrize("line", ["[]", "{}", '{"card": {}, "payload": {}, "schema": 1, "facets": []}', "{", '"card"'])
def test_a_package_whose_entries_are_none_is_refused_with_a_sentence(line, tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("entries.jsonl", line)
    with pytest.raises(ValueError, match=r"other.zip is no data package"):
        digest_of_package(path)


def test_a_file_that_is_not_there_does_not_come_into_being(tmp_path):
    with pytest.raises(ValueError, match="is no data package"):
        digest_of_package(tmp_path / "nowhere.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_the_index_card_has_the_order_in_which_it_is_hashed(edition):
    entry = Reading(edition).entry("policy", "technopolis-law")
    assert tuple(index_card(entry)) == CARD
