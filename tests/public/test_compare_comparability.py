"""Rows that cannot simply be compared say why, in words, on the page and in files."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from policyatlas.public.compare.comparability import noted, said_in_short
from policyatlas.public.compare.table import Cell, Column, Comparison, Group, Item, Row
from policyatlas.public.extracts.finding import extract_at
from policyatlas.values.periods import Period
from tests.public.comparing import INDUSTRIAL, KNOWLEDGE, TOHOKU, address, cell, compared

COLUMNS = [Column(name.lower(), name, "", "", "") for name in ("A", "B", "C")]


def figure(words: str = "5 sites", start=2005, end=2005, *, fiscal=False, printed="", **further) -> Item:
    """A figure of 2005."""
    span = Period(start, end, fiscal, printed)
    said = {"value": Decimal(5), "unit": "sites", "qualifier": "exact", "period": span.words(), "span": span}
    return Item(words, **said | further)


def notes(*cells: list[Item], numeric: bool = True) -> dict[str, str]:
    """The notes of a row with those figures: code and what is said."""
    row = Row("row", "A row", [Cell(items) for items in cells], numeric=numeric)
    made = noted(Comparison(COLUMNS[: len(cells)], [Group("group", "A group", [row])]))
    return {note.code: note.said for note in made.groups[0].rows[0].notes}


def test_figures_that_agree_in_everything_have_no_note():
    assert notes([figure()], [figure("9 sites", value=Decimal(9))]) == {}


@pytest.mark.parametrize(
    ("other", "code", "said"),
    [
        (figure(start=2004, end=2004), "periods", "2005 (A) · 2004 (B)"),
        (figure(start=None, end=None), "periods", "2005 (A) · no date given (B)"),
        (figure(start=2001, printed="2005"), "periods", "2005 (A) · 2005, for 2001–2005 (B)"),
        (figure(fiscal=True), "calendar", "years not said to be fiscal (A) · fiscal years (April to March) (B)"),
        (figure(unit="areas"), "units", "sites (A) · areas (B)"),
        (figure(qualifier="about"), "qualifiers", "a plain number (A) · about (B)"),
        (figure(qualifier="over", upper=Decimal(7)), "qualifiers", "a plain number (A) · over a range (B)"),
        (figure(whose="Stage 1", whose_kind="policy"), "subjects", "the subject itself (A) · another policy (Stage 1)"),
    ],
)
def test_what_differs_between_columns_is_said(other, code, said):
    found = notes([figure()], [other])
    assert found[code] == said
    assert notes([figure()], [figure()], [other]).keys() == found.keys(), "A third column that agrees hides nothing."


def test_the_same_years_written_in_two_ways_do_not_differ():
    assert notes([figure(start=2001, printed="2001-5")], [figure(start=2001, printed="2001–2005")]) == {}


def test_years_that_are_themselves_the_figures_have_no_period_to_differ():
    years = [figure(str(year), year, year, unit="year") for year in (1985, 1987)]
    assert notes([years[0]], [years[1]]) == {}


def test_figures_none_of_which_has_a_year_are_undated():
    undated = figure(start=None, end=None)
    assert notes([undated], [undated]).keys() == {"undated"}


def test_what_is_missing_differs_from_nothing():
    missing = Item("not reported", missing="not-reported", unit="areas", span=Period(1990, 1990))
    assert notes([figure()], [missing], []) == {}


def test_rows_without_figures_have_no_notes():
    assert notes([figure()], [figure(unit="areas")], numeric=False) == {}


def test_figures_of_the_areas_of_all_columns_are_said_by_their_group():
    areas = [figure(whose=name, whose_kind="cluster") for name in ("X", "Y")]
    assert notes([areas[0]], [areas[1]]) == {}
    assert notes([areas[0]], [figure()]).keys() == {"subjects"}


@pytest.mark.django_db
def test_budgets_of_several_years_stages_and_kinds_of_year_say_so(reading, visitor):
    asked = (INDUSTRIAL, "regional-innovation-programme")
    rows = {row.code: row for group in compared(reading, "programmes", *asked).groups for row in group.rows}
    assert said_in_short(rows["programme-annual-budget"]) == "periods differ, kinds of year differ, subjects differ"
    page = visitor.get(address("programmes", *asked)).content.decode()
    assert "FY 2006 (Industrial Cluster Project) · 2005 (Industrial Cluster Project, 1st stage)" in page
    assert '<span class="tag tag-mixed">periods differ</span>' in page


@pytest.mark.django_db
def test_files_say_what_keeps_a_row_from_being_compared(reading):
    found = extract_at("compare/programmes", reading, QueryDict(f"s={INDUSTRIAL}&s=regional-innovation-programme"))
    place = [column.key for column in found.columns].index("comparability")
    said = {line.key.split("/")[0]: line.cells[place] for line in found.lines}
    assert said["programme-annual-budget"] == "periods differ, kinds of year differ, subjects differ"
    assert said["summary"] == "not applicable"
    assert all(line.cells[place] for line in found.lines), "An absence is a word."


@pytest.mark.django_db
def test_results_of_technopolis_areas_can_be_compared(reading):
    rows = {row.code: row for group in compared(reading, "prefectures", *TOHOKU).groups for row in group.rows}
    assert said_in_short(rows["technopolis-invited-companies"]) == "no difference found"


# --- Verdicts


@pytest.mark.django_db
def test_contradicting_verdicts_on_one_dimension_are_marked_in_cell_and_row(reading, visitor):
    comparison = compared(reading, "programmes", "technopolis-programme", KNOWLEDGE)
    rows = {row.label: row for group in comparison.groups for row in group.rows}
    assert rows["Outcomes"].cells[0].contradictions == ["1 positive, 1 mixed, 4 negative"]
    (note,) = rows["Outcomes"].notes
    assert (note.words, note.said) == ("verdicts differ", "1 positive, 1 mixed, 4 negative (Technopolis Programme)")
    assert rows["Finance"].cells[0].contradictions == []
    page = " ".join(visitor.get(address("programmes", "technopolis-programme", KNOWLEDGE)).content.decode().split())
    assert 'verdicts differ:</span> <span class="tag tag-positive">1 positive</span>' in page


@pytest.mark.django_db
def test_verdicts_on_different_subjects_or_dimensions_do_not_contradict_each_other(reading):
    comparison = compared(reading, "prefectures", "iwate", "aomori")
    one = cell(comparison, "findings-parts", "iwate")
    verdicts = {(item.whose, item.dimension, item.verdict) for item in one.items}
    assert {"positive", "negative"} <= {item.verdict for item in one.items}
    both = {key[:2] for key in verdicts if key[2] == "positive"} & {key[:2] for key in verdicts if key[2] == "negative"}
    assert len(one.contradictions) == len(both)
