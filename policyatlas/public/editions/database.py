"""A whole edition as one SQLite file: a table for each kind, every entry whole, and what refers to what."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC
from pathlib import Path

from policyatlas.editions.hashing import index_card
from policyatlas.editions.payloads import references
from policyatlas.public.extracts.table import Value
from policyatlas.values.canonical import canonical

from .sayings import LICENCE, absences, citation
from .whole import Field, Table, Whole

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC"}
# Beside each column of numbers stands the word for why there is none: SQLite counts a word among numbers as 0.
_WHY = "_missing"
_FRAME = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE "edition" (
    "label" TEXT PRIMARY KEY, "closed_at" TEXT NOT NULL, "digest" TEXT NOT NULL, "entries" INTEGER NOT NULL,
    "notes" TEXT NOT NULL, "licence" TEXT NOT NULL, "licence_url" TEXT NOT NULL, "citation" TEXT NOT NULL
);
CREATE TABLE "missing" (
    "code" TEXT PRIMARY KEY, "word" TEXT NOT NULL UNIQUE, "word_ja" TEXT NOT NULL, "meaning" TEXT NOT NULL
);
CREATE TABLE "field" (
    "table" TEXT NOT NULL, "name" TEXT NOT NULL, "type" TEXT NOT NULL, "title" TEXT NOT NULL,
    "description" TEXT NOT NULL, PRIMARY KEY ("table", "name")
);
CREATE TABLE "entry" (
    "kind" TEXT NOT NULL, "slug" TEXT NOT NULL, "title_en" TEXT NOT NULL, "title_ja" TEXT NOT NULL,
    "year_from" INTEGER, "year_to" INTEGER, "number" TEXT, "text" TEXT NOT NULL, "schema" INTEGER NOT NULL,
    "payload" TEXT NOT NULL, "sha256" TEXT NOT NULL, PRIMARY KEY ("kind", "slug")
);
CREATE TABLE "facet" (
    "kind" TEXT NOT NULL, "slug" TEXT NOT NULL, "name" TEXT NOT NULL, "value" TEXT NOT NULL,
    PRIMARY KEY ("kind", "slug", "name", "value"), FOREIGN KEY ("kind", "slug") REFERENCES "entry" ("kind", "slug")
);
CREATE INDEX "facet_by_value" ON "facet" ("name", "value");
CREATE TABLE "reference" (
    "from_kind" TEXT NOT NULL, "from_slug" TEXT NOT NULL, "to_kind" TEXT NOT NULL, "to_slug" TEXT NOT NULL,
    PRIMARY KEY ("from_kind", "from_slug", "to_kind", "to_slug"),
    FOREIGN KEY ("from_kind", "from_slug") REFERENCES "entry" ("kind", "slug")
);
CREATE INDEX "reference_by_target" ON "reference" ("to_kind", "to_slug");
"""


def write(whole: Whole, path: Path) -> None:
    """The database as a new file; the same bytes whenever it is made on the same software."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(_FRAME)
        with made:
            _fill(made, "edition", [_edition(whole)])
            _fill(made, "missing", absences())
            _fill(made, "field", ((table.name, *_described(field)) for table in whole.tables for field in table.fields))
            _fill(made, "entry", _entries(whole))
            _fill(made, "facet", ((*named, *pair) for named, pairs in whole.facets.items() for pair in pairs))
            _fill(made, "reference", _references(whole))
            for table in whole.tables:
                _write_table(made, table)
        # Leaves no trace of how the file grew.
        made.execute("VACUUM")


def _fill(made: sqlite3.Connection, table: str, rows: Iterable[tuple]) -> None:
    for row in rows:
        made.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)  # noqa: S608 - our own names


def _edition(whole: Whole) -> tuple:
    edition = whole.edition
    closed = edition.closed_at.astimezone(UTC).isoformat(timespec="seconds")
    sealed = (edition.label, closed, edition.digest, len(whole.all), edition.notes)
    return (*sealed, LICENCE["name"], LICENCE["path"], citation(edition))


def _described(field: Field) -> tuple[str, ...]:
    return field.name, field.type, field.title, field.description


def _entries(whole: Whole) -> Iterable[tuple]:
    for entry in whole.all:
        yield (*index_card(entry).values(), entry.schema, canonical(entry.payload), entry.sha256)


def _references(whole: Whole) -> Iterable[tuple]:
    for entry in whole.all:
        yield from ((entry.kind, entry.slug, *target) for target in sorted(references(entry.payload)))


def _write_table(made: sqlite3.Connection, table: Table) -> None:
    columns = [part for field in table.fields for part in _columns(field)]
    made.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
    for field in table.fields:
        if field.is_number or field.name.endswith("_slugs"):
            made.execute(f'CREATE INDEX "{table.name}_by_{field.name}" ON "{table.name}" ("{field.name}")')
    _fill(made, table.name, (_row(table, row) for row in table.rows))


def _columns(field: Field) -> list[str]:
    name, why = f'"{field.name}"', f'"{field.name}{_WHY}"'
    if field.name == "slug":
        return [f"{name} TEXT PRIMARY KEY"]
    if not field.is_number:
        return [f"{name} TEXT NOT NULL"]
    return [f"{name} {_TYPES[field.type]}", f"{why} TEXT CHECK (({name} IS NULL) = ({why} IS NOT NULL))"]


def _row(table: Table, row: tuple[Value, ...]) -> tuple:
    """The cells, those of numbers in two: the number and nothing, or nothing and why there is none."""
    return tuple(
        part
        for field, value in zip(table.fields, row, strict=True)
        for part in (((None, value) if isinstance(value, str) else (value, None)) if field.is_number else (value,))
    )
