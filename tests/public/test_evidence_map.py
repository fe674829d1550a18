"""The evidence map counts what the list of findings holds, and tells “read and not reported” from “nobody looked”."""

import csv
import io
import re
from html import unescape

import pytest
from django.http import QueryDict

from policyatlas.editions.models import Entry
from policyatlas.public.evidence_map.cells import made

pytestmark = pytest.mark.django_db


def map_of(reading, question=""):
    return made(reading, QueryDict(question))


def counted(visitor, address):
    """How many findings the list at an address shows, by its own words."""
    text = visitor.get(address).content.decode()
    words = re.search(r'id="count"[^>]*>([^<]*)<', text)[1]
    return int(re.match(r"\d+", words)[0])


@pytest.mark.parametrize(
    "question", ["", "rows=subjects", "verdict=negative&verdict=open", "year_from=2003&year_to=2005"]
)
def test_every_cell_opens_exactly_its_findings(question, reading, visitor):
    found = map_of(reading, question)
    cells = [cell for row in found.rows for cell in row.cells if cell.number]
    assert cells
    for cell in cells:
        assert counted(visitor, cell.address) == cell.number
        assert sum(one.number for one in cell.verdicts) == cell.number
    for row in found.rows:
        assert sum(cell.number for cell in row.cells) == row.total
        if row.total:
            assert counted(visitor, row.total_address) == row.total
    assert sum(cell.number for cell in found.totals) == found.total == sum(row.total for row in found.rows)


def test_all_that_was_judged_holds_every_finding(reading):
    assert map_of(reading, "rows=subjects").total == reading.entries("finding").count()


def test_findings_of_stages_stand_in_the_row_of_the_whole(reading):
    rows = {row.card.slug: row for row in map_of(reading).rows}
    stages = [
        entry.slug
        for entry in reading.entries("policy")
        if any(related["relation"] == "stage-of" for related in entry.payload["relations"])
    ]
    assert stages
    assert not set(stages) & set(rows)
    assert any(row.stages for row in rows.values())


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "with {} programmes or stages<"), ("/ja", "下位の事業・段階{}件を含む<")]
)
def test_what_stands_in_a_row_besides_is_not_called_stages_alone(prefix, said, reading, visitor):
    (most,) = {row.stages for row in map_of(reading).rows if row.stages > 1}
    assert said.format(most) in visitor.get(f"{prefix}/evidence/").content.decode()


def test_an_empty_cell_says_whether_anybody_looked(reading):
    judged = {one["slug"] for one in reading.entries("evaluation").values_list("payload__subject", flat=True)}
    found = map_of(reading)
    looked = {cell.missing for row in found.rows for cell in row.cells if row.card.slug in judged and not cell.number}
    unlooked = {cell.missing for row in found.rows for cell in row.cells if not row.evaluations}
    assert looked == {"not-reported"}
    assert unlooked == {"not-yet-researched"}


def test_a_filter_says_that_there_is_something_else(reading):
    found = map_of(reading, "verdict=positive")
    whole = {(row.card.slug, cell.dimension.slug) for row in map_of(reading).rows for cell in row.cells if cell.number}
    cells = [(row.card.slug, cell) for row in found.rows for cell in row.cells]
    filtered = {(slug, cell.dimension.slug) for slug, cell in cells if cell.missing == "filtered"}
    assert filtered
    assert filtered == whole - {(slug, cell.dimension.slug) for slug, cell in cells if cell.number}


def test_years_may_be_written_in_any_way_and_the_wrong_way_round(reading, visitor):
    years = {finding.payload["year"] for finding in reading.entries("finding")}
    assert {2004, 2005} <= years
    assert len(years) > 2
    expected = sum(finding.payload["year"] in (2004, 2005) for finding in reading.entries("finding"))
    for typed in ("year_from=2004&year_to=2005", "year_from=平成16年&year_to=FY2005", "year_from=2005&year_to=H16"):
        found = map_of(reading, f"rows=subjects&{typed}")
        assert (found.asked.year_from, found.asked.year_to, found.total) == (2004, 2005, expected)
    page = visitor.get("/evidence/?year_from=平成16").content.decode()
    assert 'name="year_from" value="2004"' in page
    assert "Years: from 2004" in visitor.get("/evidence.csv?year_from=平成16").content.decode("utf-8-sig")


def test_levels_choose_rows(reading):
    slugs = {row.card.slug for row in map_of(reading, "level=national").rows}
    levels = {entry.slug: entry.payload["level"] for entry in reading.entries("policy")}
    assert slugs
    assert {levels[slug] for slug in slugs} == {"national"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("rows=cats", "“cats”"),
        ("verdict=splendid", "“splendid”"),
        ("utm_source=x", "“utm_source”"),
        ("year_from=soon", "“soon” is not a year"),
        ("verdict=%00%3Cscript%3E", "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_asked_is_left_out_and_said(question, said, visitor):
    response = visitor.get(f"/evidence/?{question}")
    assert response.status_code == 200
    text = response.content.decode()
    assert said in text
    assert "<script>" not in text.replace('<script src="/static', "")
    canonical = re.search(r'rel="canonical" href="([^"]*)"', text)[1]
    assert canonical == "http://testserver/evidence/"


def test_the_order_of_the_question_does_not_matter(visitor):
    addresses = (
        "/evidence/?verdict=open&verdict=mixed&rows=subjects",
        "/evidence/?rows=subjects&verdict=mixed&verdict=open",
    )
    pages = [visitor.get(address).content.decode() for address in addresses]
    canonical = [unescape(re.search(r'rel="canonical" href="([^"]*)"', page)[1]) for page in pages]
    assert canonical[0] == canonical[1] == "http://testserver/evidence/?rows=subjects&verdict=mixed&verdict=open"


@pytest.mark.parametrize("prefix", ["", "/2026.1", "/ja", "/ja/2026.1"])
def test_it_is_a_page_a_file_and_can_be_cited(prefix, visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        text = visitor.get(f"{prefix}/evidence/").content.decode()
    assert "[no such variable" not in text
    assert f'href="{prefix}/findings/?' in text
    assert visitor.get(f"{prefix}/cite/evidence/").status_code == 200
    rows = list(csv.reader(io.StringIO(visitor.get(f"{prefix}/evidence.csv").content.decode("utf-8-sig"))))
    heading = next(number for number, row in enumerate(rows) if row and row[0] == "kind")
    lines = [dict(zip(rows[heading], row, strict=False)) for row in rows[heading + 1 :]]
    assert {line["missing"] for line in lines} == {"", "not-reported", "not-yet-researched"}
    assert all(line["findings"].isdigit() == (line["missing"] == "") for line in lines), "an absence is never a zero"


def test_a_map_of_nothing_says_so(visitor):
    Entry.objects.filter(kind="policy").delete()
    assert "Nothing in print is left by these filters" in visitor.get("/evidence/").content.decode()
    instruments = visitor.get("/evidence/?rows=instruments").content.decode()
    assert "No policy in print says yet by which instruments it works" in instruments
