"""Extracts: every page that can be cited is a table of cells with keys and a fingerprint, which says all it shows."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.editions.models import Entry
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Line as ExtractLine
from policyatlas.public.extracts.table import as_text, distinct, fingerprint
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import MISSING
from tests.house.addresses import two_of_each
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU

pytestmark = pytest.mark.django_db

ABSENT = set(dict(MISSING).values())
# Views of the shipped edition with their fingerprints.
CITED = [
    ("policies", "kind=law", "79f60d8615859fc7dbf33d2a844273ea9c2f96e643b9104634174a8aead1ab65"),
    ("observations", "", "30982889677f148a492e20a59a197d9eb9f156351ac7c26d2e22d1a7524e056d"),
    ("policies/technopolis-programme", "", "008caa29f68db5c8a51be844516e749644d210844aad7c69c903caaa1cbfcfe9"),
    ("prefectures/iwate", "", "a5956ab07a86e92b561387a081f55a526a05fb65124ee8cf8e7e7b9d88d44ca7"),
    ("compare/prefectures", "s=aomori&s=iwate", "2810e421fc9d19f825cfec66edc7212efb4478c388edb4ee40205ecc7d619fe7"),
    (
        "compare/programmes",
        f"s={INDUSTRIAL}&s={KNOWLEDGE}",
        "e2ad97eeaf81be77459f94369bf1e836cb1a9c4f424bf4f4ddde180288d5f8ff",
    ),
    ("search", "q=iwate", "50f88949432772bc5c0065438ecebedf18c862d66886aee9be2eb444b1d39874"),
]
COMPARED = {"prefectures": TOHOKU, "programmes": (INDUSTRIAL, KNOWLEDGE), "clusters": CHARTED}


def at(reading, stem: str, question: str = ""):
    """The extract at an address."""
    return extract_at(stem, reading, QueryDict(question))


def stems(reading) -> list[tuple[str, str]]:
    """An address of every sort, with a question: each list, two records of each kind, each comparison, a search."""
    found = [(kind.address, "") for kind in KINDS.values()]
    found += [(f"{KINDS[kind].address}/{slug}", "") for kind, slug in two_of_each(reading)]
    found += [(f"compare/{noun}", "&".join(f"s={slug}" for slug in slugs)) for noun, slugs in COMPARED.items()]
    return [*found, ("search", "q=iwate"), ("search", ""), ("compare/clusters", "")]


def test_every_line_has_a_key_of_its_own_and_a_cell_for_each_column(reading):
    for stem, question in stems(reading):
        extract = at(reading, stem, question)
        assert len({line.key for line in extract.lines}) == len(extract.lines), f"{stem}: two lines have one key."
        for line in extract.lines:
            assert len(line.cells) == len(extract.columns), f"{stem}: {line.key}"
            assert all(isinstance(cell, (str, int, float)) for cell in line.cells), f"{stem}: {line}"
            assert line.label, f"{stem}: {line.key} does not say which line it is."
        assert extract.title, stem


def test_a_fingerprint_is_the_same_for_the_same_data_in_two_editions(reading, pinned):
    for stem, question in stems(reading):
        assert at(reading, stem, question).fingerprint == at(pinned, stem, question).fingerprint, stem


def test_what_is_cited_does_not_depend_on_how_a_database_sorts(reading, monkeypatch):
    expected = {view: at(reading, *view).fingerprint for view in stems(reading)}
    monkeypatch.setattr(Entry._meta, "ordering", ["-kind", "-slug"])
    for view in stems(reading):
        assert at(reading, *view).fingerprint == expected[view], f"{view}: sort it in Python, by code point."


def test_what_is_cited_does_not_depend_on_how_a_database_keeps_json(pinned):
    # Computed on SQLite; PostgreSQL keeps the keys of payloads in an order of its own.
    for stem, question, cited in CITED:
        assert at(pinned, stem, question).fingerprint == cited, (
            f"The words of {stem} are not what they were: whoever cited it in edition 2026.1 has the fingerprint "
            f"{cited[:12]}…. If the words must change, say so in CHANGELOG.md and write down the new one here."
        )


def test_a_fingerprint_changes_with_the_data(reading, desk):
    from policyatlas.records.models import Policy

    before = [at(reading, stem).fingerprint for stem in ("policies", "policies/technopolis-law", "search")]
    desk.republish(Policy.objects.get(slug="technopolis-law"), summary="Another summary.")
    after = [at(reading, stem).fingerprint for stem in ("policies", "policies/technopolis-law", "search")]
    assert [was == now for was, now in zip(before, after, strict=True)] == [False, False, True]


def leaves(data, key: str = ""):
    """Every plain value of a payload that is not empty, references by their slugs."""
    if isinstance(data, dict):
        if data.keys() == {"kind", "slug"}:
            return
        for name, value in data.items():
            if name not in ("missing", "tile_column", "tile_row", "supports"):
                yield from leaves(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, key)
    elif data not in ("", None):
        yield key, data


@pytest.mark.parametrize("kind", KINDS)
def test_the_extract_of_a_record_says_all_that_its_entry_says(reading, kind):
    for slug in [slug for one, slug in two_of_each(reading) if one == kind]:
        entry = reading.entry(kind, slug)
        extract = at(reading, f"{KINDS[kind].address}/{slug}")
        told = " ".join(str(cell) for line in extract.lines for cell in line.cells)
        for key, value in leaves(entry.payload):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                assert value in {cell for line in extract.lines for cell in line.cells}, f"{slug}: {key} {value}"
            elif not isinstance(value, bool) and not _is_code(value):
                assert value in told, f"{kind}:{slug}: nothing says {key}: {value}"
        for name in entry.payload["missing"]:
            absences = [line for line in extract.lines if line.key.split("_en")[0].split("_ja")[0] == name]
            assert not absences or absences[0].cells[2] in ABSENT, f"{slug}: {name} is missing and {absences[0]}"


def _is_code(value: str) -> bool:
    # A word of a vocabulary is said by its label.
    from policyatlas.values import vocabularies

    return any(value in one.codes for one in vars(vocabularies).values() if isinstance(one, vocabularies.Vocabulary))


def test_only_addresses_of_views_have_an_extract(reading):
    for stem in ("", "about", "admin", "policies/no-such-policy", "compare/no-such", "editions/2026.1", "a/b/c"):
        assert at(reading, stem) is None, stem


def test_the_extract_of_a_list_has_all_its_pages(reading):
    assert len(at(reading, "findings", "per_page=25&page=2").lines) == reading.entries("finding").count()
    assert at(reading, "findings", "per_page=25&page=2").query == ""


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.floats(-1e9, 1e9))
def test_a_number_as_text_is_the_same_number(number):
    text = as_text(number)
    assert Decimal(text) == Decimal(str(number))
    assert "E" not in text.upper()


def test_numbers_have_one_text_whatever_their_type():
    assert as_text(12) == as_text(12.0) == as_text(Decimal("12.000")) == "12"
    assert as_text(0) == as_text(-0.0) == as_text(Decimal("0.00")) == "0"
    assert as_text("012") == "012"


def test_a_fingerprint_tells_cells_from_rows_and_headings():
    tables = [
        (["a", "b"], [["1", "2"]]),
        (["a", "b"], [["1"], ["2"]]),
        (["a"], [["b"], ["1", "2"]]),
        (["a", "b"], [["12", ""]]),
        (["a", "b"], [["2", "1"]]),
    ]
    assert len({fingerprint(*table) for table in tables}) == len(tables)


def test_lines_that_would_share_a_key_are_numbered():
    lines = [ExtractLine("a", "A", (1,)), ExtractLine("a", "A", (2,)), ExtractLine("b", "B", (3,))]
    assert [line.key for line in distinct(lines)] == ["a", "a (2)", "b"]
