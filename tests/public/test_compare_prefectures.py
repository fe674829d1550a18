"""Prefectures side by side say what the facts say, and of what nobody has looked for that nobody has."""

import pytest

from tests.fixtures.shipped import rows
from tests.public.comparing import TOHOKU, address, cell, compared, words

pytestmark = pytest.mark.django_db

TECHNOPOLIS = {
    "technopolis-approval-year": ["1985", "1984", "1987", "1986", "1987", "1986"],
    "technopolis-invited-companies": [
        *("198 companies", "104 companies", "not reported", "155 companies", "not reported", "133 companies")
    ],
    "technopolis-high-tech-companies": [
        *("20 companies", "20 companies", "not reported", "17 companies", "not reported", "25 companies")
    ],
    "technopolis-relocated-research-institutes": [
        *("0 institutes", "0 institutes", "1 institute", "16 institutes", "1 institute", "0 institutes")
    ],
}


@pytest.fixture
def tohoku(reading):
    return compared(reading, "prefectures", *TOHOKU)


def test_years_of_policies_and_committees(tohoku):
    assert words(tohoku, "prefecture-st-policy-year") == [["1998"], ["2000"], ["1990"], ["1999"], ["1999"], ["2002"]]
    assert words(tohoku, "prefecture-st-committee-year") == [["1997"], ["2002"], ["1992"], ["1998"], ["1999"], ["1997"]]


def test_focus_areas_are_those_of_the_facts(tohoku):
    expected = {slug: [] for slug in TOHOKU}
    for row in rows("prefecture_focus"):
        expected[row["prefecture_slug"]].append(row["focus_printed"])
    assert words(tohoku, "focus") == list(expected.values())
    remark = cell(tohoku, "focus", "akita").items[0].remark
    assert remark == "for nano-tech, medical, ubiquitous, transportation"


@pytest.mark.parametrize("indicator", TECHNOPOLIS)
def test_results_of_technopolis_with_their_zeros_and_absences(tohoku, indicator):
    assert words(tohoku, indicator) == [[said] for said in TECHNOPOLIS[indicator]]


def test_each_result_names_its_technopolis_area_and_opens_its_passage(tohoku):
    item = cell(tohoku, "technopolis-invited-companies", "miyagi").items[0]
    assert item.whose == "Northern Sendai Core Technopolis area"
    assert [(one.quote, one.locator) for one in item.evidence] == [
        ("Northern Sendai Core (Miyagi) 1986 155 17 16", "Table 1")
    ]


def test_a_counted_zero_and_a_dash_are_not_the_same(tohoku):
    zero = cell(tohoku, "technopolis-relocated-research-institutes", "aomori").items[0]
    dash = cell(tohoku, "technopolis-invited-companies", "iwate").items[0]
    assert (zero.value, zero.missing) == (0, "")
    assert (dash.value, dash.missing, dash.words) == (None, "not-reported", "not reported")


def test_what_nobody_has_entered_is_not_yet_researched(reading):
    comparison = compared(reading, "prefectures", "gunma", "wakayama")
    for row in ("prefecture-st-policy-year", "focus", "technopolis-area", *TECHNOPOLIS, "clusters", "policies"):
        assert words(comparison, row) == [["not yet researched"]] * 2, f"{row} claims to know something."


def test_policies_of_larger_places_are_only_counted(tohoku):
    national = sum("japan" in row["places"].split(";") for row in rows("policies"))
    assert words(tohoku, "policies-larger")[0] == ["1 names Tohoku Region", f"{national} name Japan"]
    assert "Second Science and Technology Basic Plan" not in words(tohoku, "policies")[0]


def test_policies_say_by_which_place_they_reach_the_prefecture(tohoku):
    named = {item.words: item.whose for item in cell(tohoku, "policies", "fukushima").items}
    assert named["Fukushima prefecture S&T policy"] == ""
    assert named["Technopolis Programme"] == "Koriyama"


def test_findings_of_what_lies_in_a_prefecture_are_labelled(tohoku):
    found = cell(tohoku, "findings-parts", "iwate").items
    assert {item.whose for item in found} == {"Iwate Network Systems", "Iwate University"}
    assert len(found) == 12


def test_every_statement_but_counts_and_uncited_ones_has_a_passage(tohoku):
    # The bureaus are general knowledge and say so; counts are of the atlas itself; a disagreement named by a figure
    # of another subject is only linked.
    uncited = {"bureau", "policies-larger", "disagreements"}
    for _, row, column, one in tohoku.cells():
        for item in one.items:
            assert item.evidence or one.evidence or row.code in uncited, f"{row.label}, {column.title}: {item.words}"


def test_a_bureau_without_a_passage_is_marked_beside_its_value(tohoku, visitor):
    item = cell(tohoku, "bureau", "aomori").items[0]
    assert (item.evidence, item.doubt) == ([], "low confidence: no passage quoted")
    page = visitor.get(address("prefectures", *TOHOKU)).content.decode()
    assert page.count('class="compare-doubt"') == len(TOHOKU)


def test_no_cell_is_blank(reading):
    comparison = compared(reading, "prefectures", *TOHOKU, "tokyo", "okinawa")
    for _, row, column, one in comparison.cells():
        said = [item.words for item in one.items] or [one.absent]
        assert all(said), f"{row.label}, {column.title} is blank."


def test_all_of_a_region_of_a_bureau_or_of_the_country_is_one_click_away(visitor):
    page = visitor.get("/compare/prefectures/").content.decode()
    slugs = [row["slug"] for row in rows("places") if row["kind"] == "prefecture" and row["parent_slug"] == "shikoku"]
    in_order = sorted(slugs, key=lambda slug: next(r["code"] for r in rows("places") if r["slug"] == slug))
    assert "?" + "&amp;".join(f"s={slug}" for slug in in_order) in page
    assert "The six Tohoku prefectures" in page
    assert "Chubu (9)" in page
    bureaus = {row["meti_bureau"] for row in rows("places") if row["kind"] == "prefecture"}
    for bureau in bureaus:
        members = [row for row in rows("places") if row["meti_bureau"] == bureau]
        assert (f"{bureau} ({len(members)})" in page) == (len(members) > 1), bureau
    assert "All 47 prefectures" in page
