"""Whole editions as the tests take them: made through the desk, downloaded, and opened."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing

from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Reading


def taken(visitor, label: str, ending: str, prefix: str = "") -> bytes:
    """The file of a whole edition."""
    response = visitor.get(f"{prefix}/editions/{label}.{ending}")
    assert response.status_code == 200, f"There is no {ending} of {label}: {response.status_code}."
    return response.getvalue()


def package(content: bytes) -> dict[str, str]:
    """The texts of a data package by the names of its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def entries(files: dict[str, str]) -> list[dict]:
    """The entries of a data package."""
    return [json.loads(line) for line in files["entries.jsonl"].splitlines()]


def database(content: bytes) -> sqlite3.Connection:
    """An SQLite file, read into memory; its rows can be asked by name."""
    file = sqlite3.connect(":memory:")
    file.deserialize(content)
    file.row_factory = sqlite3.Row
    return file


def asked(content: bytes, question: str) -> list[tuple]:
    """What an SQLite file answers."""
    with closing(database(content)) as file:
        return [tuple(row) for row in file.execute(question)]


def in_print(label: str) -> list[Entry]:
    """The entries of a closed edition by kind and slug."""
    found = Reading(Edition.objects.get(label=label), pinned=True).entries().prefetch_related("facets")
    return sorted(found, key=lambda entry: (entry.kind, entry.slug))
