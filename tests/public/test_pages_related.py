"""What a page shows beside its own attributes: relations both ways, figures, ratings, passages, disagreements."""

import re

import pytest
from django.utils.html import escape

from policyatlas.editions.reading import Reading
from policyatlas.public.figures import disputed
from policyatlas.public.sources import source_page
from policyatlas.values.vocabularies import RELATION, RELATION_BACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(visitor):
    """The page at an address, with white space folded."""

    def of(path: str) -> str:
        response = visitor.get(path)
        assert response.status_code == 200, f"{path} answers {response.status_code}."
        return " ".join(response.content.decode().split())

    return of


def rows(page: str) -> list[str]:
    """The rows of the tables of a page."""
    return re.findall(r"<tr.*?</tr>", page)


def test_a_relation_is_told_by_both_policies(text):
    relations = [(policy, found) for policy in Reading.now().entries("policy") for found in policy.payload["relations"]]
    assert relations, "The shipped atlas relates no policies: nothing was tested."
    for policy, found in relations:
        here, there = f"/policies/{policy.slug}/", f"/policies/{found['policy']['slug']}/"
        for path, words, other in ((here, RELATION, there), (there, RELATION_BACK, here)):
            said = words.label(found["relation"])
            told = [row for row in rows(text(path)) if f'href="{other}"' in row and f">{said}<" in row]
            assert told, f"{path} does not say that it “{said}” {other}."
            assert (
                any(escape(passage["quote"]) in row for row in told for passage in found["evidence"][:1])
                or not (found["evidence"])
            ), f"{path} says “{said}” {other} without the passage."


def test_a_designation_is_told_by_the_cluster_and_by_the_programme(text):
    for cluster in Reading.now().entries("cluster"):
        for designation in cluster.payload["designations"]:
            programme = f"/policies/{designation['programme']['slug']}/"
            here = f"/clusters/{cluster.slug}/"
            assert f'href="{programme}"' in text(here), f"{here} does not name {programme}."
            assert f'href="{here}"' in text(programme), f"{programme} does not name {here}."


def test_stages_of_a_policy_include_those_of_the_policies_that_are_stages_of_it(text):
    page = text("/policies/industrial-cluster-project/")
    timeline = re.search(r'<ol class="record-timeline">.*?</ol>', page)[0]
    assert 'href="/policies/industrial-cluster-project-stage-1/"' in timeline
    years = [int(year) for year in re.findall(r'class="timeline-years">(\d{4})', timeline)]
    assert years == sorted(years)
    assert len(years) > 1


@pytest.mark.parametrize("slug", ["industrial-cluster-project", "japanese-cluster-initiatives"])
def test_figures_of_a_policy_stand_beside_those_of_its_stages(text, slug):
    page = text(f"/policies/{slug}/")
    table = re.search(r'<table class="record-table figures-table">.*?</table>', page)[0]
    (budgets,) = [body for body in re.findall(r"<tbody>.*?</tbody>", table) if "/programme-annual-budget/" in body]
    of_stage = [row for row in rows(budgets) if "JPY 1,500 million" in row or "JPY 1.5 billion" in row]
    assert of_stage, (
        f"/policies/{slug}/ leaves out what the first stage cost, or shows it away from the same indicator."
    )
    assert 'Figure of <a href="/policies/industrial-cluster-project-stage-1/">' in of_stage[0], "Whose figure is it?"
    own = [row for row in rows(budgets) if "680 million" in row]
    assert ("Figure of" in own[0]) == (slug != "industrial-cluster-project"), "Only figures of others name a policy."


def test_figures_of_a_whole_do_not_stand_with_its_stage(text):
    figure = 'href="/observations/programme-annual-budget-industrial-cluster-project-2004/"'
    assert figure in text("/policies/industrial-cluster-project/")
    assert figure not in text("/policies/industrial-cluster-project-stage-1/")


def test_a_zero_is_a_zero_and_a_dash_is_not_reported(text):
    by_subject = {
        re.search(r"/clusters/([a-z-]+)/", row)[1]: row
        for row in rows(text("/indicators/technopolis-relocated-research-institutes/"))
        if "/clusters/" in row
    }
    assert ">0 institutes</a>" in by_subject["aomori-technopolis"]
    assert "missing" not in by_subject["aomori-technopolis"], "A real zero must not look like something missing."
    invited = [row for row in rows(text("/indicators/technopolis-invited-companies/")) if "kitakami-river-basin" in row]
    assert 'class="figure-value missing"' in invited[0]
    assert ">not reported</a>" in invited[0]
    assert ">0 companies" not in invited[0], "A dash in print is not a zero."


def test_ratings_show_stars_in_words_doubts_and_rows_without_a_mark(text):
    by_number = {
        int(found[1]): row
        for row in rows(text("/clusters/fukui-nano/"))
        if (found := re.search(r'class="criterion-number">(\d+)<', row))
    }
    assert sorted(by_number) == list(range(1, 16)), "Each of the fifteen criteria has its row."
    assert "★★★" in by_number[3]
    assert "3 of 3" in by_number[3]
    assert "no mark printed" in by_number[1]
    assert "Confidence in the reading: low." in by_number[10], "A doubtful reading must say that it is."
    assert "Confidence in the reading" not in by_number[11], "A certain reading needs no remark."


def test_the_same_ratings_stand_with_the_evaluation_and_the_framework(text):
    for path in ("/evaluations/nistep-2004-chart-fukui-nano/", "/frameworks/nistep-conditions-of-success/"):
        assert "Confidence in the reading: low." in text(path)


def test_a_disagreement_shows_its_positions_and_is_shown_where_it_matters(text):
    for entry in Reading.now().entries("disagreement"):
        here = f"/disagreements/{entry.slug}/"
        page = text(here)
        for position in entry.payload["positions"]:
            assert escape(position["claim"]) in page, f"{here} does not show the claim “{position['claim']}”."
        for subject in entry.payload["subjects"]:
            path = {"policy": "policies", "cluster": "clusters", "prefecture": "prefectures"}.get(subject["kind"])
            if path:
                about = f"/{path}/{subject['slug']}/"
                notice = re.search(r'<div class="notice notice-shu.*?</div>', text(about))
                assert notice, f"{about} does not say prominently that sources disagree."
                assert f'href="{here}"' in notice[0], f"{about} does not name {here} where it says so."


def test_a_figure_names_the_disagreements_it_is_part_of(reading):
    slugs = ["industrial-cluster-project-annual-budget"]
    disagreement = reading.entries("disagreement").get(slug__in=slugs)
    figures = [position["observation"]["slug"] for position in disagreement.payload["positions"]]
    found = disputed(reading, reading.entries("observation"))
    for slug in figures:
        assert disagreement.slug in [card.slug for card in found[slug]]
    undisputed = reading.entries("observation").exclude(slug__in=found).first()
    assert undisputed is not None, "Not every figure is disputed."


def test_a_source_counts_every_passage_once_at_its_place(reading):
    for slug in ("fukushima-tohoku", "kitagawa-2005", "nistep-2004", "kitagawa-whither"):
        source = reading.entry("source", slug)
        page = source_page(reading, source, "en")
        listed = [section.locator for section in page["sections"] if section.listed]
        assert listed == [section["locator"] for section in source.payload["sections"]], "Sections in reading order."
        shown = {(section.locator, passage.quote) for section in page["sections"] for passage in section.passages}
        printed = set()
        for entry in reading.entries():
            printed |= _passages(entry.payload, {"kind": "source", "slug": slug})
        assert shown == printed, f"{slug}: some passages are not at their place."


def test_a_prefecture_shows_what_lies_in_places_within_it(text):
    page = text("/prefectures/iwate/")
    assert 'href="/clusters/kitakami-river-basin-technopolis/"' in page
    assert 'href="/places/kitakami-river-basin/"' in page
    assert "Year the prefecture’s S&amp;T policy was set" in page


def test_what_a_remark_says_of_an_attribute_stands_under_it_and_the_rest_by_itself(text):
    facts = dict(re.findall(r"<dt>([^<]*)</dt> <dd>(.*?)</dd>", text("/prefectures/kagawa/")))
    assert "METI bureau: general knowledge, no source cited." in facts["METI bureau"], (
        "A value without a source says so."
    )
    assert "general knowledge" not in facts["Remark"]
    assert "city or prefecture" in facts["Remark"]
    assert "Remark" not in dict(re.findall(r"<dt>([^<]*)</dt> <dd>(.*?)</dd>", text("/prefectures/iwate/")))
    assert "Kept apart from Kinki" in text("/places/kansai/")


def test_a_page_of_a_closed_edition_keeps_to_it(text):
    page = text("/2026.1/policies/technopolis-programme/")
    links = re.findall(r'href="(/[^"]*)"', re.search(r"<main.*</main>", page)[0])
    assert links
    assert all(link.startswith(("/2026.1/", "/static/")) for link in links)


def _passages(data, source: dict) -> set[tuple[str, str]]:
    if isinstance(data, list):
        return set().union(*(_passages(one, source) for one in data))
    if isinstance(data, dict):
        if "quote" in data and data["source"] == source:
            return {(data["locator"], data["quote"])}
        return set().union(*(_passages(one, source) for one in data.values()))
    return set()


def test_the_sections_of_a_page_are_listed_at_its_head(visitor):
    page = visitor.get("/policies/technopolis-programme/").content.decode()
    for anchor, name in (("timeline", "Timeline"), ("figures", "Figures"), ("findings", "Findings")):
        assert f'<a href="#{anchor}">{name}</a>' in page, f"The head of the page does not lead to {name}."
        assert f'id="{anchor}"' in page
