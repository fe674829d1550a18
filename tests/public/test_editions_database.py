"""A whole edition as one SQLite file: every entry, every cell, and no absence that counts as nought."""

import json
from contextlib import closing
from decimal import Decimal

import pytest

from policyatlas.editions.models import Edition
from policyatlas.editions.payloads import references
from policyatlas.public.editions.whole import Whole
from policyatlas.public.extracts.table import as_text
from policyatlas.values.canonical import canonical, digest
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import MISSING
from tests.public.editions_taken import asked, database, in_print, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(visitor) -> bytes:
    """The file of the edition with which the atlas ships."""
    return taken(visitor, "2026.1", "sqlite")


@pytest.fixture
def whole(db) -> Whole:
    """The same edition as it is in print."""
    return Whole(Edition.objects.get(label="2026.1"))


def test_it_is_sound(shipped):
    assert asked(shipped, "PRAGMA integrity_check") == [("ok",)]
    assert asked(shipped, "PRAGMA foreign_key_check") == []


def test_it_says_which_edition_it_is(shipped, pinned):
    held = asked(shipped, "SELECT label, digest, entries, licence, citation FROM edition")
    assert len(held) == 1
    label, sum_, count, licence, citation = held[0]
    assert (label, sum_, count) == ("2026.1", pinned.edition.digest, pinned.entries().count())
    assert licence == "CC-BY-4.0"
    assert citation.startswith("PolicyAtlas. Edition 2026.1, closed on")


def test_it_has_every_entry_facet_and_reference(shipped):
    expected = in_print("2026.1")
    held = asked(shipped, "SELECT kind, slug, payload, sha256 FROM entry ORDER BY kind, slug")
    assert [(kind, slug, json.loads(payload), sha256) for kind, slug, payload, sha256 in held] == [
        (entry.kind, entry.slug, entry.payload, entry.sha256) for entry in expected
    ]
    assert set(asked(shipped, "SELECT * FROM facet")) == {
        (entry.kind, entry.slug, facet.name, facet.value) for entry in expected for facet in entry.facets.all()
    }
    assert set(asked(shipped, "SELECT * FROM reference")) == {
        (entry.kind, entry.slug, *target) for entry in expected for target in references(entry.payload)
    }


def test_its_digest_can_be_made_anew_from_the_file_alone(shipped):
    with closing(database(shipped)) as file:
        lines = []
        for row in file.execute("SELECT * FROM entry"):
            names = ("kind", "slug", "title_en", "title_ja", "year_from", "year_to", "number", "text")
            pairs = file.execute(
                "SELECT name, value FROM facet WHERE kind = ? AND slug = ?", (row["kind"], row["slug"])
            )
            hashed = [[row[name] for name in names], json.loads(row["payload"]), row["schema"]]
            sha256 = digest(canonical([*hashed, sorted(list(pair) for pair in pairs)]))
            assert sha256 == row["sha256"], row["slug"]
            lines.append((row["kind"], row["slug"], sha256))
        (published,) = file.execute("SELECT digest FROM edition").fetchone()
    assert digest("\n".join(" ".join(line) for line in sorted(lines))) == published


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_every_cell_of_the_list(kind, shipped, whole):
    (table,) = [table for table in whole.tables if table.kind.code == kind]
    with closing(database(shipped)) as file:
        held = {row["slug"]: row for row in file.execute(f"SELECT * FROM {table.name}")}
    assert len(held) == len(table.rows) == len([entry for entry in whole.all if entry.kind == kind])
    for cells in table.rows:
        row = held[cells[0]]
        for field, cell in zip(table.fields, cells, strict=True):
            found = row[field.name]
            if field.is_number and found is None:
                found = row[f"{field.name}_missing"]
            elif field.is_number:
                assert row[f"{field.name}_missing"] is None
                assert not isinstance(found, str), (field.name, found)
            assert as_text(found) == as_text(cell), (cells[0], field.name)


def test_every_column_is_described(shipped, whole):
    described = set(asked(shipped, 'SELECT "table", name FROM field'))
    for table in whole.tables:
        columns = {name for _, name, *_ in asked(shipped, f"PRAGMA table_info({table.name})")}
        told = {name for held, name in described if held == table.name}
        assert columns - told == {f"{field.name}_missing" for field in table.fields if field.is_number}
        assert told <= columns


def test_no_value_that_is_missing_counts_as_nought(desk, visitor):
    indicator = desk.an_indicator()
    for code in MISSING.codes:
        desk.publish(desk.an_observation(indicator=indicator, missing=code, value=None))
    for value in (2, 4):
        desk.publish(desk.an_observation(indicator=indicator, value=Decimal(value), qualifier="at-least"))
    desk.close("2999.1")
    file = taken(visitor, "2999.1", "sqlite")
    of_it = f"FROM observations WHERE indicator_slugs = '{indicator.slug}'"
    assert asked(file, f"SELECT AVG(value), MIN(value), COUNT(value), COUNT(*) {of_it}") == [(3, 2, 2, 7)]
    why = asked(file, f"SELECT code FROM missing WHERE word IN (SELECT value_missing {of_it})")
    assert {code for (code,) in why} == set(MISSING.codes)
    assert set(asked(file, f"SELECT qualifier {of_it} AND value IS NOT NULL")) == {("at-least",)}
    assert asked(file, f"SELECT COUNT(*) {of_it} AND (value IS NULL) = (value_missing IS NULL)") == [(0,)]


def test_a_researcher_finds_by_facet_and_by_reference(shipped, pinned):
    iwate = "name = 'place' AND value = 'prefecture:iwate' AND kind = 'cluster'"
    held = {slug for (slug,) in asked(shipped, f"SELECT slug FROM clusters JOIN facet USING (slug) WHERE {iwate}")}
    found = pinned.entries("cluster").with_facet("place", ["prefecture:iwate"])
    assert held == set(found.values_list("slug", flat=True)) != set()
    plan = asked(shipped, "EXPLAIN QUERY PLAN SELECT * FROM reference WHERE to_kind = 'policy' AND to_slug = 'x'")
    assert "reference_by_target" in str(plan)
