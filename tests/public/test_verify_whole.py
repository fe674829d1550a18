"""`manage.py verify_download` for files of whole editions: their entries by the digest, and what stands beside them."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from policyatlas.public.files.verifying import ALTERED, UNALTERED, UNKNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(visitor, tmp_path):
    """Takes the file of a whole edition."""

    def taken(ending: str, label: str = "2026.1") -> Path:
        path = tmp_path / f"whole.{ending}"
        path.write_bytes(visitor.get(f"/editions/{label}.{ending}").getvalue())
        return path

    return taken


@pytest.fixture
def run(capsys):
    """The exit code of the command and what it prints."""

    def said(path: Path) -> tuple[int, str]:
        try:
            call_command("verify_download", str(path))
            code = 0
        except SystemExit as ended:
            code = ended.code
        return code, capsys.readouterr().out

    return said


def rewritten(path: Path, name: str, change) -> None:
    """The package with one of its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    assert change(parts[name]) != parts[name]
    with zipfile.ZipFile(path, "w") as package:
        for one, content in parts.items():
            package.writestr(one, change(content) if one == name else content)


def altered(path: Path, statement: str) -> None:
    """The database with a statement carried out."""
    with closing(sqlite3.connect(path)) as file, file:
        assert file.execute(statement).rowcount


@pytest.mark.parametrize("ending", ["zip", "sqlite"])
def test_a_whole_edition_is_unaltered_whatever_its_name(kept, run, ending, desk):
    path = kept(ending)
    desk.close("2999.1")
    other = shutil.copy(path, path.with_name("renamed.bin"))
    for one in (path, Path(other)):
        code, text = run(one)
        assert code == UNALTERED, text
        assert "Its entries are exactly those of edition 2026.1." in text
        assert "All else in it is what this atlas makes of them." in text


def test_an_altered_entry_is_found(kept, run):
    package, database = kept("zip"), kept("sqlite")
    rewritten(package, "entries.jsonl", lambda content: content.replace(b"Technopolis", b"Technopolix", 1))
    altered(database, "UPDATE entry SET title_en = 'Another' WHERE slug = 'technopolis-law'")
    for path in (package, database):
        code, text = run(path)
        assert code == ALTERED
        assert "Altered: it names the digest" in text
        assert "These are not the entries that edition 2026.1 holds." in text


def test_an_altered_table_beside_whole_entries_is_found(kept, run):
    package, database = kept("zip"), kept("sqlite")
    rewritten(package, "policies.csv", lambda content: content.replace(b"1983", b"1984", 1))
    altered(database, "UPDATE policies SET title_en = 'Another' WHERE slug = 'technopolis-law'")
    for path, name in ((package, "policies.csv"), (database, "policies")):
        code, text = run(path)
        assert code == ALTERED
        assert "Its entries are exactly those of edition 2026.1." in text
        assert f"Yet {name} is not what this atlas makes of them" in text


def test_other_words_about_the_data_alter_no_data(kept, run):
    path = kept("zip")
    rewritten(path, "README.md", lambda content: content + b"\nRead by me.\n")
    code, text = run(path)
    assert code == UNALTERED
    assert "README.md is worded in another way than by this atlas." in text


def test_an_edition_of_another_atlas_is_unknown(kept, run):
    path = kept("sqlite")
    altered(path, "UPDATE edition SET label = '2019.1'")
    code, text = run(path)
    assert code == UNKNOWN
    assert "no edition 2019.1" in text


@pytest.mark.parametrize("ending", ["zip", "sqlite"])
def test_half_a_file_is_unreadable(kept, run, ending):
    path = kept(ending)
    path.write_bytes(path.read_bytes()[:5000])
    assert run(path)[0] == UNKNOWN


def test_a_package_without_its_description_is_unreadable(tmp_path, run):
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("entries.jsonl", "")
    assert run(path)[0] == UNKNOWN
