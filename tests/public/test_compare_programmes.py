"""Programmes side by side keep figures that disagree beside each other, and findings where they belong."""

import json

import pytest

from tests.fixtures.shipped import rows
from tests.public.comparing import INDUSTRIAL, KNOWLEDGE, address, cell, compared, words
from tests.public.taken import rows_of

pytestmark = pytest.mark.django_db

BUDGET = "programme-annual-budget"
DISPUTE = "industrial-cluster-project-annual-budget"


@pytest.fixture
def programmes(reading):
    return compared(reading, "programmes", INDUSTRIAL, KNOWLEDGE, "technopolis-programme")


def test_two_budgets_stand_side_by_side_each_with_its_passage_and_whose_it_is(programmes):
    own, another, first_stage, second_stage = cell(programmes, BUDGET, INDUSTRIAL).items
    assert (another.words, another.period, another.whose) == ("JPY 56.7 billion per year", "FY 2006", "")
    assert (own.words, own.period, own.whose) == ("JPY 680 million per year", "FY 2004", "")
    assert (
        own.evidence[0].quote == "The budget for the Industrial Cluster Project amounts to 680 million yen in FY 2004"
    )
    assert (first_stage.words, first_stage.period) == ("JPY 1.5 billion per year", "2005")
    assert first_stage.whose == "Industrial Cluster Project, 1st stage"
    assert first_stage.evidence[0].quote == "1.5bn JPY pa (2005) (2001- 2005)"
    assert (second_stage.words, second_stage.period) == ("JPY 1.2 billion per year", "2008")


def test_each_budget_says_where_its_sources_disagree(programmes):
    own, another, first_stage, second_stage = cell(programmes, BUDGET, INDUSTRIAL).items
    of_the_programme = [DISPUTE, "industrial-cluster-project-budget-other-scope"]
    assert [card.slug for card in own.disagreements] == of_the_programme
    assert [card.slug for card in another.disagreements] == of_the_programme
    assert [card.slug for card in first_stage.disagreements] == [DISPUTE]
    assert [card.slug for card in second_stage.disagreements] == of_the_programme[1:]
    for item in cell(programmes, BUDGET, KNOWLEDGE).items:
        assert item.disagreements == [], "Nobody contradicts these."
    assert DISPUTE in {card.slug for card, _row, _column in programmes.disputed}


def test_budgets_per_region_keep_qualifier_and_range(programmes):
    assert [item.words for item in cell(programmes, f"{BUDGET}-per-region", KNOWLEDGE).items] == [
        "about JPY 500 million per region per year",
        "JPY 500 million per region per year",
        "about JPY 500 million per region per year",
        "about JPY 500 million–1 billion per region per year",
    ]


def test_a_budget_that_no_source_gives_is_not_reported(programmes):
    missing = cell(programmes, BUDGET, "technopolis-programme")
    assert (missing.kind_of_missing, missing.absent) == ("not-reported", "not reported")


def test_projects_areas_and_duration(programmes):
    assert words(programmes, "programme-projects") == [
        ["18 projects", "19 projects", "19 projects", "17 projects"],
        ["10 projects", "13 projects", "13 projects"],
        ["not reported"],
    ]
    assert words(programmes, "technopolis-areas-designated") == [["not reported"], ["not reported"], ["26 sites"] * 3]
    assert words(programmes, "programme-duration") == [["not reported"], ["5 years"], ["15 years"]]


def test_stages_stand_in_their_order_with_their_years(programmes):
    found = [(item.words, item.detail) for item in cell(programmes, "stages", KNOWLEDGE).items]
    assert found == [
        ("Knowledge Cluster Initiative, 1st stage", "2002–2006"),
        ("Knowledge Cluster Initiative, 2nd stage", "2007–2011"),
    ]


def test_relations_are_read_from_both_ends(programmes):
    assert words(programmes, "relation-back-competes-with") == [
        ["Knowledge Cluster Initiative"],
        ["Industrial Cluster Project"],
        ["not reported"],
    ]
    assert words(programmes, "relation-back-coordinates")[:2] == [["Regional Cluster Plan"]] * 2
    technopolis_law = "Law for Accelerating Regional Development Based on High-Technology Industrial Complexes"
    assert words(programmes, "relation-back-enables")[2][0].startswith(technopolis_law)


def test_a_mutual_relation_has_one_row(programmes):
    labels = [row.label for group in programmes.groups for row in group.rows]
    assert labels.count("Competes with") == 1


def test_every_finding_about_a_programme_stands_under_its_dimension(programmes):
    evaluations = {r["slug"] for r in rows("evaluations") if r["subject_slug"] == "technopolis-programme"}
    for dimension in {r["dimension"] for r in rows("findings") if r["evaluation_slug"] in evaluations}:
        expected = {
            r["title"] for r in rows("findings") if r["evaluation_slug"] in evaluations and r["dimension"] == dimension
        }
        row = next(
            row
            for group in programmes.groups
            for row in group.rows
            if row.code.startswith("dimension-") and row.code.endswith(dimension)
        )
        found = {item.words for item in cell(programmes, row.code, "technopolis-programme").items}
        assert found == expected, f"The findings on {dimension} are not those of the facts."


def test_findings_say_verdict_evaluator_and_year(programmes):
    item = next(i for _, row, _, c in programmes.cells() if row.code.startswith("dimension-") for i in c.items)
    assert item.verdict_words in {"Positive", "Mixed", "Negative", "Open"}
    assert item.detail
    assert item.evidence


def test_a_finding_tells_who_judged_how_and_how_strongly_apart_with_absences_in_words(programmes, visitor):
    items = [i for _, row, _, c in programmes.cells() if row.code.startswith("dimension-") for i in c.items]
    by = {item.words: {part.label: (part.words, part.missing) for part in item.judged} for item in items}
    assert by["Technopolis: plans almost identical"] == {
        "by": ("Michi Fukushima, year not reported", ""),
        "method:": ("Relocation counts (Table 1, Ito 1998)", ""),
        "strength:": ("not reported", "not-reported"),
    }
    assert all(part.words for item in items for part in item.judged)
    page = " ".join(
        visitor.get(address("programmes", INDUSTRIAL, KNOWLEDGE, "technopolis-programme")).content.decode().split()
    )
    assert '<dt>strength:</dt> <dd class="missing">not reported</dd>' in page
    assert "<dt>method:</dt> <dd>Relocation counts (Table 1, Ito 1998)</dd>" in page


def test_never_evaluated_and_no_finding_on_this_dimension_are_told_apart(programmes):
    absences = {
        (column.slug, one.absent)
        for _, row, column, one in programmes.cells()
        if row.code.startswith("dimension-") and one.absent
    }
    assert (INDUSTRIAL, "no finding on this dimension in the sources read") in absences
    assert (KNOWLEDGE, "never evaluated on its own in the sources read") in absences
    assert not any(slug == "technopolis-programme" and "never" in said for slug, said in absences)


def test_a_programme_without_a_finding_is_none_found_in_every_form(programmes, visitor):
    assert cell(programmes, "findings-all", KNOWLEDGE).kind_of_missing == "none-found"
    path = address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".csv")
    lines = rows_of(visitor.get(path))
    said = ("never evaluated", "no finding on this dimension")
    found = {line["missing"] for line in lines if line["value_words"].startswith(said)}
    assert found == {"none-found"}


def test_clusters_nobody_has_entered_are_not_yet_researched(programmes):
    for _, row, column, one in programmes.cells():
        if row.code == "clusters" and not one.items:
            assert (one.kind_of_missing, one.absent) == ("not-yet-researched", "not yet researched"), column.title


def test_years_and_approach_rest_on_passages_of_their_own(programmes):
    years = cell(programmes, "years", KNOWLEDGE).items[0]
    assert [passage.quote for passage in years.evidence] == [
        "MEXT started a program called “Knowledge Clusters” in 2002."
    ]
    assert not years.general
    approach = cell(programmes, "approach", KNOWLEDGE).items[0]
    assert ["bottom up" in passage.quote for passage in approach.evidence] == [True]


def test_a_year_without_a_passage_is_not_covered_by_that_of_the_other(programmes):
    item = cell(programmes, "years", "technopolis-programme").items[0]
    assert (item.words, item.remark) == ("1983–1998", "no passage for the end alone")
    assert all("1983" in passage.quote for passage in item.evidence)


def test_the_passages_for_the_whole_stand_once_and_are_linked_from_where_there_are_no_others(programmes, visitor):
    phase = cell(programmes, "phase", KNOWLEDGE).items[0]
    assert (phase.general, phase.evidence) == (True, [])
    whole = cell(programmes, "whole", KNOWLEDGE).items[0]
    assert whole.words == f"{len(whole.evidence)} passages"
    page = visitor.get(address("programmes", INDUSTRIAL, KNOWLEDGE)).content.decode()
    assert page.count('id="whole"') == 1
    assert 'no passage for this alone: <a href="#whole">' in page
    data = json.loads(visitor.get(address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".json")).content)
    rows_by_code = {row["code"]: row for group in data["groups"] for row in group["rows"]}
    statement = rows_by_code["phase"]["cells"][1]["statements"][0]
    assert (statement["evidence_for"], statement["evidence"]) == ("whole", [])
    assert rows_by_code["years"]["cells"][1]["statements"][0]["evidence_for"] == "statement"


def test_findings_about_the_whole_are_linked_and_not_mixed_in(programmes):
    together = [r for r in rows("evaluations") if r["subject_slug"] == "japanese-cluster-initiatives"]
    number = sum(r["evaluation_slug"] in {t["slug"] for t in together} for r in rows("findings"))
    item = cell(programmes, "findings-apart", KNOWLEDGE).items[0]
    assert item.value == number
    assert item.address == "/policies/japanese-cluster-initiatives/#findings"
    assert cell(programmes, "findings-all", KNOWLEDGE).items == []


def test_disagreements_are_listed_with_what_each_source_claims(programmes):
    found = {item.words: item for item in cell(programmes, "disagreements", INDUSTRIAL).items}
    item = found["Industrial Cluster Project: annual budget"]
    assert item.remark == "680 million yen in FY 2004 ↔ 1.5bn yen per year (figure for 2005, stage 2001–2005)"
    assert len(item.evidence) == 2


def test_an_umbrella_shows_the_figures_of_its_parts_as_theirs(reading):
    comparison = compared(reading, "programmes", "japanese-cluster-initiatives", "technopolis-programme")
    whose = {item.whose for item in cell(comparison, BUDGET, "japanese-cluster-initiatives").items}
    assert whose == {"Industrial Cluster Project", "Knowledge Cluster Initiative"}


def test_any_policy_in_print_can_be_asked_for_though_only_programmes_are_offered(visitor):
    offered = visitor.get("/compare/programmes/").content.decode()
    assert 'value="technopolis-law"' not in offered
    asked = visitor.get("/compare/programmes/?s=technopolis-law&s=tlo-law").content.decode()
    assert 'value="technopolis-law"' in asked


def test_no_cell_is_blank(reading):
    slugs = [r["slug"] for r in rows("policies") if r["kind"] == "programme"][:8]
    for _, row, column, one in compared(reading, "programmes", *slugs).cells():
        said = [item.words for item in one.items] or [one.absent]
        assert all(said), f"{row.label}, {column.title} is blank."
