"""Whether a file of a whole edition, a data package or an SQLite file, is what its edition holds."""

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from policyatlas.editions.models import Edition
from policyatlas.editions.verifying import digest_of_package
from policyatlas.public.editions.files import FORMATS
from policyatlas.public.editions.whole import Whole

from .verifying import ALTERED, UNKNOWN, Report

_SQLITE = b"SQLite format 3\0"
_ENTRIES = "entries.jsonl"
# They say in words what the other parts hold, and may be worded better one day.
_WORDED = {"README.md", "datapackage.json"}


def ending_of(path: Path) -> str:
    """The ending of the whole edition that the file holds, whatever its name; empty for every other file."""
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return "sqlite"
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as package:
            # A workbook is a zip file too.
            return "zip" if _ENTRIES in package.namelist() else ""
    except (OSError, zipfile.BadZipFile):
        return ""


def verify_whole(path: Path, ending: str) -> Report:
    """What can be said of the file of a whole edition; a bad file raises nothing."""
    report = Report()
    try:
        label, named = _sealed(path, ending)
        computed = digest_of_package(path)
    except (AttributeError, KeyError, OSError, TypeError, ValueError, sqlite3.Error, zipfile.BadZipFile):
        report.say("It is not a whole edition of the atlas, or cannot be read any more.", code=UNKNOWN)
        return report
    if computed == named:
        report.say(f"Unaltered: its entries have the digest that it names, {named[:12]}…")
    else:
        report.say(f"Altered: it names the digest {named[:12]}…, but its entries have {computed[:12]}…", code=ALTERED)
    edition = Edition.objects.closed().filter(label=label).first()
    if edition is None:
        report.say(
            f"This atlas has no edition {label}, so it cannot say what that edition holds.",
            code=report.code or UNKNOWN,
        )
    elif computed != edition.digest:
        report.say(f"These are not the entries that edition {label} holds.", code=ALTERED)
    else:
        report.say(f"Its entries are exactly those of edition {label}.")
        _beside_the_entries(report, path, ending, edition)
    return report


def _sealed(path: Path, ending: str) -> tuple[str, str]:
    """The label of the edition that a file names, and the digest."""
    if ending == "zip":
        with zipfile.ZipFile(path) as package:
            described = json.loads(package.read("datapackage.json"))
        return str(described["version"]), str(described["digest"])
    with _opened(path) as file:
        label, digest = file.execute("SELECT label, digest FROM edition").fetchone()
    return str(label), str(digest)


def _beside_the_entries(report: Report, path: Path, ending: str, edition: Edition) -> None:
    """The tables and all else that the digest does not cover, against the file as the atlas makes it."""
    parts = _parts_of_package if ending == "zip" else _parts_of_database
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        FORMATS[ending].write(Whole(edition), made)
        try:
            found, held = parts(path), parts(made)
        except (OSError, ValueError, sqlite3.Error, zipfile.BadZipFile):
            report.say("Altered outside its entries: what stands beside them cannot be read.", code=ALTERED)
            return
    differing = sorted(name for name in found.keys() | held.keys() if found.get(name) != held.get(name))
    spoilt = [name for name in differing if name not in _WORDED]
    if spoilt:
        report.say(
            f"Yet {', '.join(spoilt)} is not what this atlas makes of them: either it was altered, or another version "
            "of the atlas made it.",
            code=ALTERED,
        )
    if worded := [name for name in differing if name in _WORDED]:
        report.say(f"{', '.join(worded)} is worded in another way than by this atlas.")
    if not differing:
        report.say("All else in it is what this atlas makes of them.")


def _parts_of_package(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _parts_of_database(path: Path) -> dict[str, tuple]:
    """Each table, index and view: how it was made, and its rows in whatever order."""
    with _opened(path) as file:
        made = file.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {name: (sql, _rows(file, name) if kind == "table" else []) for kind, name, sql in made}


def _rows(file: sqlite3.Connection, table: str) -> list[tuple]:
    quoted = table.replace('"', '""')
    return sorted(file.execute(f'SELECT * FROM "{quoted}"').fetchall(), key=repr)  # noqa: S608 - quoted above


def _opened(path: Path):
    # By its address and to be read only: a file that is not there must not come into being.
    return closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))
