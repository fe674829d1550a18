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


def of_programme(reading, slug: str) -> list:
    """The budgets of a programme."""
    budgets = reading.entries("observation").with_facet("indicator", ["indicator:programme-annual-budget"])
    return list(budgets.with_facet("subject", [f"policy:{slug}"]))


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


def test_both_cluster_programmes_are_told_of_the_same_year_where_there_is_one(see, reading):
    said = example(see(), "programmes").said
    assert [one.about for one in said] == ["Industrial Cluster Project", "Knowledge Cluster Initiative"]
    periods = [
        {entry.payload["period_start"] for entry in of_programme(reading, slug)}
        for slug in ("industrial-cluster-project", "knowledge-cluster-initiative")
    ]
    shown = {one.aside for one in said}
    assert all(periods) == all(one.aside for one in said), "A programme without a figure is said to have none."
    assert len(shown) == 1 or not set.intersection(*periods)


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


def test_in_japanese_it_stays_in_japanese(see):
    text = see("/ja/").content.decode()
    assert 'href="/ja/prefectures/iwate/"' in text
    assert 'action="/ja/"' in text
