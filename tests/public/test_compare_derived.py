"""Derived rows: our own ratios say their formula and the passages of both parts, or why there is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card
from policyatlas.public.compare.derived import BUDGET_PER_PROJECT, BUDGET_PER_REGION, HIGH_TECH_SHARE, derived_rows
from policyatlas.public.compare.items import Scribe
from policyatlas.public.compare.table import Item
from policyatlas.values.vocabularies import MISSING, QUALIFIER
from tests.public.comparing import INDUSTRIAL, KNOWLEDGE, TOHOKU, cell, compared

A, B = "cluster:a", "cluster:b"
NAMES = {"technopolis-high-tech-companies": "High-tech", "technopolis-invited-companies": "Invited"}
CARDS = {("indicator", slug): Card("indicator", slug, name) for slug, name in NAMES.items()} | {
    ("source", slug): Card("source", slug, f"Report {slug}") for slug in NAMES
}
ABOVE, BELOW = HIGH_TECH_SHARE.numerator, HIGH_TECH_SHARE.denominator
SCRIBE = Scribe(CARDS)


def observation(indicator: str, value, slug: str = "a", **further) -> Entry:
    """A figure in print of one cluster: of 1995, in companies, with a passage of its own."""
    data = {
        "indicator": {"kind": "indicator", "slug": indicator},
        "subject": {"kind": "cluster", "slug": slug},
        "unit": "companies",
        "value": value,
        "upper_value": None,
        "qualifier": "" if value is None else "exact",
        "value_missing": "not-reported" if value is None else "",
        "period_start": 1995,
        "period_end": 1995,
        "fiscal": False,
        "period_printed": "",
        "rank": "normal",
        "remark": "",
        "evidence": [
            {"source": {"kind": "source", "slug": indicator}, "locator": "p. 1", "quote": "Words.", "supports": ""}
        ],
    }
    return Entry(kind="observation", slug=f"{indicator}-{slug}", payload=data | further)


def derived(*figures: Entry, column: str = A) -> list[Item]:
    """What stands in the one cell of a column with those figures; nothing where there is no row."""
    rows = derived_rows(SCRIBE, [column], {column: figures}, [HIGH_TECH_SHARE], missing="not-yet-researched")
    return rows[0].cells[0].items if rows else []


def test_a_ratio_says_its_formula_its_rounding_and_both_sources():
    (item,) = derived(observation(ABOVE, 20), observation(BELOW, 198))
    assert (item.words, item.unit, item.qualifier, item.period) == ("10.1%", "per cent", "exact", "1995")
    assert item.detail == "derived: 20 companies ÷ 198 companies × 100, rounded to 3 significant digits"
    assert item.derived
    assert [passage.title for passage in item.evidence] == [f"Report {ABOVE}", f"Report {BELOW}"]


def test_an_exact_ratio_is_not_said_to_be_rounded():
    (item,) = derived(observation(ABOVE, 20), observation(BELOW, 200))
    assert (item.words, item.detail) == ("10%", "derived: 20 companies ÷ 200 companies × 100")


def test_qualifiers_and_ranges_carry_over():
    (about,) = derived(observation(ABOVE, 20, qualifier="about"), observation(BELOW, 200))
    (over,) = derived(observation(ABOVE, 20, qualifier="over"), observation(BELOW, 200))
    (ranged,) = derived(observation(ABOVE, 20, upper_value=30), observation(BELOW, 200))
    assert [item.words for item in (about, over, ranged)] == ["about 10%", "over 10%", "10–15%"]


@pytest.mark.parametrize(
    ("below", "missing", "said"),
    [
        ({"value": None}, "not-reported", "not reported: Invited"),
        ({"value": 0}, "not-applicable", "nothing can be divided by Invited, which is or may be 0"),
        ({"value": 200, "qualifier": "over"}, "unknown", "Invited is given from one side only (over 200 companies)"),
        ({"value": 200, "unit": "sites"}, "not-applicable", "the units are not those of the formula"),
        (
            {"value": 200, "period_start": 1990},
            "unknown",
            "no two figures of one period: High-tech (1995) · Invited",
        ),
        ({"value": 200, "fiscal": True}, "unknown", "no two figures of one period"),
        (
            {"value": 200, "period_printed": "~1995", "period_start": None},
            "unknown",
            "no two figures of one period",
        ),
    ],
)
def test_why_there_is_no_ratio_is_said(below, missing, said):
    (item,) = derived(observation(ABOVE, 20), observation(BELOW, **below))
    assert (item.value, item.missing) == (None, missing)
    assert said in item.words
    assert item.words.startswith(MISSING.label(missing)), "A kind of missing is said in its own words."
    assert len(item.evidence) == 2


def test_two_figures_without_a_year_are_not_of_one_period():
    undated = {"period_start": None, "period_end": None}
    (item,) = derived(observation(ABOVE, 20, **undated), observation(BELOW, 200, **undated))
    assert item.missing == "unknown"


def test_figures_of_two_subjects_make_no_ratio():
    assert derived(observation(ABOVE, 20), observation(BELOW, 200, slug="b")) == []


def test_a_preferred_figure_goes_before_others_and_a_superseded_one_makes_no_ratio():
    below = observation(BELOW, 200)
    preferred = observation(ABOVE, 30, rank="preferred")
    (item,) = derived(observation(ABOVE, 20), preferred, below)
    assert item.words == "15%"
    assert derived(observation(ABOVE, 20, rank="deprecated"), below) == []


def test_two_figures_of_one_period_make_two_ratios():
    found = derived(observation(ABOVE, 20), observation(ABOVE, 30), observation(BELOW, 200))
    assert [item.words for item in found] == ["10%", "15%"]


def test_a_column_without_the_parts_says_which_are_missing():
    figures = {A: [observation(ABOVE, 20), observation(BELOW, 200)], B: [observation(ABOVE, 5, slug="b")]}
    (row,) = derived_rows(SCRIBE, [A, B], figures, [HIGH_TECH_SHARE], missing="not-yet-researched")
    assert row.cells[1].absent == "not yet researched: Invited"
    assert row.derived.startswith("High-tech ÷ Invited × 100, for one subject and one period.")


@st.composite
def parts(draw, indicator: str):
    """A figure of any value, qualifier and period; or a missing one."""
    value = draw(st.none() | st.integers(min_value=0, max_value=10**6))
    if value is None:
        return observation(indicator, None, value_missing=draw(st.sampled_from(MISSING.codes)))
    return observation(
        indicator,
        value,
        upper_value=draw(st.none() | st.just(value + draw(st.integers(min_value=1, max_value=10**4)))),
        qualifier=draw(st.sampled_from(QUALIFIER.codes)),
        period_start=draw(st.sampled_from([None, 1990, 1995])),
        period_end=draw(st.sampled_from([None, 1995])),
        unit=draw(st.sampled_from(["companies", "sites"])),
    )


@given(parts(ABOVE), parts(BELOW))
def test_either_a_number_with_unit_and_formula_or_a_kind_of_missing_with_words(one, other):
    (item,) = derived(one, other)
    assert (item.value is None) == bool(item.missing), "A missing ratio has no number, and no number is missing."
    assert len(item.evidence) == 2, "The passages of both parts stand there in any case."
    if item.missing:
        assert item.words.startswith(f"{MISSING.label(item.missing)}: ")
        assert item.detail == "" or item.detail.startswith("not derived: ")
    else:
        assert item.unit == "per cent"
        assert item.detail.startswith("derived: ")
        hedges = {one.payload["qualifier"], other.payload["qualifier"]} - {"exact"}
        assert {item.qualifier} - {"exact"} == hedges
        assert all(QUALIFIER.label(hedge) in item.words for hedge in hedges)


@pytest.mark.django_db
def test_shares_of_technopolis_areas(reading):
    tohoku = compared(reading, "prefectures", *TOHOKU)
    found = {slug: cell(tohoku, HIGH_TECH_SHARE.code, slug).items[0] for slug in TOHOKU}
    assert {slug: item.words for slug, item in found.items() if not item.missing} == {
        "aomori": "10.1%",
        "akita": "19.2%",
        "miyagi": "11%",
        "fukushima": "18.8%",
    }
    assert found["iwate"].missing == "not-reported"
    assert all(item.whose.endswith("Technopolis area") for item in found.values())
    areas = compared(reading, "clusters", "aomori-technopolis", "kobe-bio")
    assert replace(cell(areas, HIGH_TECH_SHARE.code, "aomori-technopolis").items[0], whose="").words == "10.1%"


@pytest.mark.django_db
def test_budget_and_projects_of_no_common_period_are_not_divided(reading):
    comparison = compared(reading, "programmes", INDUSTRIAL, KNOWLEDGE)
    item, first_stage, _second_stage = cell(comparison, BUDGET_PER_PROJECT.code, INDUSTRIAL).items
    assert (first_stage.words, first_stage.period) == ("JPY 78.9 million per project per year", "2005")
    assert (item.value, item.missing) == (None, "unknown")
    assert "(FY 2004, FY 2006)" in item.words
    assert "(no date given, FY 2009)" in item.words


@pytest.mark.django_db
def test_what_a_source_reports_per_region_is_no_derived_figure(reading):
    comparison = compared(reading, "programmes", INDUSTRIAL, KNOWLEDGE)
    rows = {row.code: row for group in comparison.groups for row in group.rows}
    assert not rows["programme-annual-budget-per-region"].derived
    assert not any(item.derived for cell in rows["programme-annual-budget-per-region"].cells for item in cell.items)
    assert {code for code, row in rows.items() if row.derived} == {BUDGET_PER_PROJECT.code, BUDGET_PER_REGION.code}
