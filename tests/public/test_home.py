"""The first page: search, map, examples, what there is, and how sure it is."""

import html

import pytest

from policyatlas.records.models import Observation, Place
from tests.public.mapping import figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def see(visitor):
    """Opens the first page."""

    def opened(path: str = "/"):
        response = visitor.get(path)
        assert response.status_code == 200, f"{path} answers {response.status_code}."
        assert "[no such variable" not in response.content.decode(), path
        return response

    return opened


def example(response, code: str):
    """One of the worked examples."""
    return next(one for one in response.context["examples"] if one.code == code)


def test_every_tile_leads_to_its_prefecture(see, reading):
    text = see().content.decode()
    for slug in reading.entries("prefecture").values_list("slug", flat=True):
        assert f'<a href="/prefectures/{slug}/" class="tile' in text


def test_its_tiles_show_what_the_address_asks_for(see, desk):
    laboratories = figures(desk, {"iwate": 10, "akita": 20})
    response = see(f"/?show=indicator:{laboratories.slug}")
    assert "Iwate: 10 persons, rank 2" in response.content.decode()
    assert response.context["whole_map"] == f"/map/?period=2000&show=indicator:{laboratories.slug}"
    assert response.context["canonical"].endswith(f"/?period=2000&show=indicator:{laboratories.slug}")


def test_what_is_asked_wrongly_is_left_out_and_said(see):
    text = see("/?show=<i>nonsense</i>").content.decode()
    assert "<i>nonsense" not in text
    assert html.escape("<i>nonsense</i>") in text


def test_the_examples_say_figures_that_are_in_print(see, reading):
    response = see()
    for code in ("tohoku", "programmes"):
        for said in example(response, code).said:
            address, slug = said.address.strip("/").split("/")
            if said.words == "not yet researched":
                assert address == "policies"
            else:
                assert address == "observations"
                assert reading.entry("observation", slug).payload["value"] is not None
    years = [said.words for said in example(response, "tohoku").said]
    assert len(years) == 6
    assert years == sorted(years)


def test_both_cluster_programmes_are_told_of_by_figures_of_one_year_that_no_curator_doubts(see, reading):
    said = example(see(), "programmes").said
    assert [(one.about, one.words, one.aside) for one in said] == [
        ("Industrial Cluster Project", "JPY 680 million per year", "FY 2004"),
        ("Knowledge Cluster Initiative", "JPY 9 billion per year", "2004"),
    ]
    doubted = reading.entry("observation", "programme-annual-budget-industrial-cluster-project-2006").payload
    assert [found["confidence"] for found in doubted["evidence"]] == ["medium"], "There is one to keep away from."


def test_a_figure_on_which_sources_disagree_leads_to_the_disagreement(see):
    response = see("/2026.1/")
    industrial, knowledge = example(response, "programmes").said
    assert industrial.disputed == "/2026.1/disagreements/industrial-cluster-project-annual-budget/"
    assert knowledge.disputed == ""
    assert f'<a class="example-disputed" href="{industrial.disputed}">sources disagree</a>' in response.content.decode()


def test_a_doubted_figure_is_told_of_where_there_is_no_other(see, desk):
    kept = "programme-annual-budget-industrial-cluster-project-2006"
    for one in Observation.objects.filter(policy__slug="industrial-cluster-project", status="published"):
        if one.indicator.slug == "programme-annual-budget" and one.slug != kept:
            desk.withdraw(one)
    industrial, knowledge = example(see(), "programmes").said
    assert (industrial.words, industrial.aside) == ("JPY 56.7 billion per year", "FY 2006")
    assert industrial.disputed
    assert (knowledge.words, knowledge.aside) == ("JPY 10 billion per year", "FY 2006")
    desk.withdraw(Observation.objects.get(slug=kept))
    assert example(see(), "programmes").said[0].words == "not yet researched"


def test_the_disagreement_has_both_claims_with_their_documents(see):
    told = example(see(), "disagreement")
    assert len(told.said) >= 2
    assert len({one.aside for one in told.said}) >= 2
    assert all(one.address.startswith("/sources/") for one in told.said)


def test_an_example_of_which_nothing_is_in_print_says_so(see, desk):
    for one in Observation.objects.filter(indicator__slug="prefecture-st-policy-year", status="published"):
        desk.withdraw(one)
    text = see().content.decode()
    assert "nothing in print about it in this edition" in text


def test_it_says_how_much_was_printed_after_the_newest_edition(see, desk):
    assert "Nothing has been printed since." in see().content.decode()
    desk.republish(Place.objects.get(slug="iwate"), note="Seen again.", remark="Seen again.")
    assert "1 entry has been printed since." in see().content.decode()
    pinned = see("/2026.1/").content.decode()
    assert "printed since" not in pinned
    assert "It never changes." in pinned


def test_what_it_promises_of_passages_holds(see, reading):
    promised = "Every figure, finding and event opens to the passage it came from; every policy, cluster, organisation"
    assert promised in see().content.decode()
    kinds = ["observation", "finding", "event", "policy", "cluster", "organisation", "place", "prefecture"]
    for kind in kinds:
        without = [entry.slug for entry in reading.entries(kind) if not entry.payload["evidence"]]
        assert not without, f"{kind}: {', '.join(without)} names no passage."
    ratings = [one for entry in reading.entries("evaluation") for one in entry.payload["ratings"]]
    assert ratings
    assert all(one["evidence"] for one in ratings), "README.md says so of every rating."


def test_in_japanese_it_stays_in_japanese(see):
    text = see("/ja/").content.decode()
    assert 'href="/ja/prefectures/iwate/"' in text
    assert 'action="/ja/"' in text
