"""Nothing gets lost on the way to a file: no line whatever is asked, no absence, no qualifier, no range."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from urllib.parse import urlencode

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import MISSING, QUALIFIER
from tests.public.comparing import INDUSTRIAL
from tests.public.listing import found
from tests.public.taken import READERS

pytestmark = pytest.mark.django_db

# --- No line


@cache
def values(kind: str) -> dict[str, list[str]]:
    """The values that each facet of a list has in the edition with which the atlas ships."""
    reading = Reading(Edition.objects.get(label="2026.1"), pinned=True)
    counts = reading.facet_counts({choice.name: reading.entries(kind) for choice in LISTS[kind].filters})
    return {name: sorted(counted) for name, counted in counts.items() if counted}


@st.composite
def questions(draw, kind: str) -> dict[str, list[str]]:
    """A question to a list: a few values of a few of its facets, perhaps words, years and an order."""
    asked = {}
    for name, there in values(kind).items():
        if draw(st.integers(0, 3)) == 0:
            asked[name] = draw(st.lists(st.sampled_from(there), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        asked["q"] = [draw(st.sampled_from(["a", "technopolis", "岩手", "cluster", "1995", "no such words"]))]
    if LISTS[kind].years and draw(st.booleans()):
        years = st.integers(1950, 2010).map(str)
        asked |= {"year_from": [draw(years)], "year_to": [draw(years)]}
    asked["sort"] = [draw(st.sampled_from(LISTS[kind].sorts))]
    return asked


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_page_counts_as_many_as_every_file_has_lines(kind, data, visitor):
    question = urlencode(data.draw(questions(kind)), doseq=True)
    address = f"/2026.1/{KINDS[kind].address}"
    counted = found(visitor.get(f"{address}/?{question}"))
    slugs = set()
    for ending, read in READERS.items():
        facts, _, rows = read(visitor.get(f"{address}.{ending}?{question}"))
        assert len(rows) == int(facts["rows"]) == counted, f"{ending}?{question}"
        slugs.add(tuple(row[0] for row in rows))
    assert len(slugs) == 1, f"{question}: the files do not have the same lines in the same order."


# --- No absence, no qualifier, no range


@dataclass(frozen=True)
class Said:
    """A figure as it was entered, and what must stand wherever it is shown."""

    slug: str
    words: str
    value: int | str
    upper: int | str
    qualifier: str


@pytest.fixture
def said(desk) -> list[Said]:
    """A programme with a figure for every kind of missing, and for every qualifier with and without a range."""
    programme = desk.publish(desk.a_policy(slug="a-measured-programme", kind="programme"))
    indicator = desk.publish(desk.an_indicator(slug="a-measure", name_en="A measure", unit="persons"))
    made = []
    for code, word in MISSING:
        figure = desk.publish(desk.an_observation(policy=programme, indicator=indicator, missing=code))
        made.append(Said(figure.slug, word, word, word, word))
    for code in QUALIFIER.codes:
        for upper in (None, 1900):
            fields = {"value": Decimal(1200), "upper_value": upper and Decimal(upper), "qualifier": code}
            figure = desk.publish(desk.an_observation(policy=programme, indicator=indicator, **fields))
            number = "1,200–1,900 persons" if upper else "1,200 persons"
            words = number if code == "exact" else f"{code.replace('-', ' ')} {number}"
            made.append(Said(figure.slug, words, 1200, upper or "not applicable", code))
    return made


def text_of_page(visitor, address: str) -> str:
    """A page as text."""
    response = visitor.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def lines(visitor, address: str, ending: str) -> list[dict]:
    """The lines of a file by its headings; numbers of a CSV file as numbers."""
    _, headings, rows = READERS[ending](visitor.get(address.replace("ENDING", ending)))
    if ending == "csv":
        rows = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows]
    return [dict(zip(headings, row, strict=False)) for row in rows]


@pytest.mark.parametrize("ending", READERS)
def test_lists_say_every_absence_qualifier_and_range(visitor, said, ending):
    rows = {
        row["slug"]: row for row in lines(visitor, "/observations.ENDING?subject=policy:a-measured-programme", ending)
    }
    assert rows.keys() == {one.slug for one in said}
    for one in said:
        row = rows[one.slug]
        assert (row["value"], row["upper_value"], row["qualifier"]) == (one.value, one.upper, one.qualifier)
        assert row["unit"] == "persons"


def test_the_page_of_a_list_says_them_too(visitor, said):
    response = visitor.get("/observations/?subject=policy:a-measured-programme&per_page=200")
    rows = {row.cells[0][1].parts[0].address: row.cells[1][1].words for row in response.context["rows"]}
    assert rows == {f"/observations/{one.slug}/": one.words for one in said}
    text = response.content.decode()
    assert all(escape(one.words) in text for one in said)


@pytest.mark.parametrize("ending", READERS)
def test_records_say_every_absence_qualifier_and_range(visitor, said, ending):
    for one in said:
        assert escape(one.words) in text_of_page(visitor, f"/observations/{one.slug}/")
        rows = {row["attribute"]: row["value"] for row in lines(visitor, f"/observations/{one.slug}.ENDING", ending)}
        if one.value == one.words:
            assert rows["Value missing"] == one.words
            assert "Value" not in rows, "There is no value, and so there is no line for one."
        else:
            assert (rows["Value"], rows["Qualifier"]) == (one.value, QUALIFIER.label(one.qualifier))
            assert rows.get("Upper value", "not applicable") == one.upper


@pytest.mark.parametrize("ending", READERS)
def test_the_record_they_are_about_says_them(visitor, said, ending):
    text = text_of_page(visitor, "/policies/a-measured-programme/")
    values = [row["value"] for row in lines(visitor, "/policies/a-measured-programme.ENDING", ending)]
    for one in said:
        assert escape(one.words) in text
        assert any(str(value).startswith(f"{one.words} (") for value in values)


@pytest.mark.parametrize("ending", READERS)
def test_comparisons_say_every_absence_qualifier_and_range(visitor, said, ending):
    question = f"s=a-measured-programme&s={INDUSTRIAL}"
    text = text_of_page(visitor, f"/compare/programmes/?{question}")
    rows = [
        row for row in lines(visitor, f"/compare/programmes.ENDING?{question}", ending) if row["row"] == "A measure"
    ]
    measured = [row for row in rows if row["subject"] == "A plan"]
    expected = sorted((one.words, str(one.value), str(one.upper), one.qualifier) for one in said)
    cells = ("value_words", "value_number", "upper_number", "qualifier")
    assert sorted(tuple(str(row[cell]) for cell in cells) for row in measured) == expected
    assert {row["missing"] for row in measured} == {"", *MISSING.codes}
    for one in said:
        assert escape(one.words) in text


def test_nested_and_printed_json_says_them(visitor, said):
    listed = json.loads(visitor.get("/observations.json?subject=policy:a-measured-programme").content)
    by_slug = {one["slug"]: one["payload"] for one in listed["results"]}
    compared = json.loads(visitor.get(f"/compare/programmes.json?s=a-measured-programme&s={INDUSTRIAL}").content)
    statements = [
        statement
        for group in compared["groups"]
        for row in group["rows"]
        if row["row"] == "A measure"
        for statement in row["cells"][0]["statements"]
    ]
    assert sorted(one["words"] for one in statements) == sorted(one.words for one in said)
    for one in said:
        payload = by_slug[one.slug]
        if one.value == one.words:
            assert (payload["value"], MISSING.label(payload["value_missing"])) == (None, one.words)
        else:
            assert (payload["value"], payload["qualifier"]) == (one.value, one.qualifier)
    for statement in statements:
        assert (statement["value"] is None) == bool(statement["missing"])
        assert statement["value"] != 0


@pytest.mark.parametrize("ending", READERS)
def test_a_zero_that_a_source_counted_stays_a_zero(visitor, desk, ending):
    figure = desk.publish(desk.an_observation(value=Decimal(0)))
    row = next(row for row in lines(visitor, "/observations.ENDING", ending) if row["slug"] == figure.slug)
    assert row["value"] == 0


@pytest.mark.parametrize("ending", READERS)
def test_no_cell_of_a_list_or_a_search_is_blank(visitor, said, ending):
    for address in [*(f"/{kind.address}.ENDING" for kind in KINDS.values()), "/search.ENDING?q=a"]:
        for row in lines(visitor, address, ending):
            blank = [heading for heading, value in row.items() if not str(value).strip()]
            assert not blank, f"{address}: {row} is blank at {blank}."
