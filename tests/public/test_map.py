"""The map: tiles and ranked table of one selection, and what it refuses to mix, to shade or to leave unsaid."""

import csv
import io
import json
import re

import pytest

from policyatlas.records.models import Place
from tests.public.mapping import figures, standings

pytestmark = pytest.mark.django_db


def tile(response, slug: str) -> str:
    """The tile of a prefecture, as the page has it."""
    found = re.search(rf'<a href="#{slug}".*?</a>', response.content.decode(), re.DOTALL)
    assert found, f"No tile leads to the row of {slug}."
    return found[0]


# --- What is usual


def test_every_prefecture_is_a_tile_that_leads_to_its_row(see_map, reading):
    response = see_map("/map/")
    text = response.content.decode()
    tiles = response.context["drawing"].tiles
    assert len(tiles) == len({(one.x, one.y) for one in tiles}) == 47
    for slug in reading.entries("prefecture").values_list("slug", flat=True):
        assert f'<a href="#{slug}"' in text
        assert text.count(f'<tr id="{slug}"') == 1


def test_without_a_question_it_counts_policies_and_clusters(see_map, reading):
    located = reading.entries().filter(kind__in=("policy", "cluster")).with_facet("place", ["prefecture:iwate"])
    iwate = standings(see_map("/map/"))["iwate"]
    assert iwate.value == located.count() > 0


@pytest.mark.parametrize(
    ("show", "kind", "address"), [("policies", "policy", "policies"), ("clusters", "cluster", "clusters")]
)
def test_a_count_leads_to_the_list_of_just_what_is_counted(see_map, visitor, reading, show, kind, address):
    iwate = standings(see_map(f"/map/?show={show}"))["iwate"]
    assert iwate.first.address == f"/{address}/?place=prefecture:iwate"
    assert visitor.get(iwate.first.address).context["found_words"].startswith(f"{iwate.value:f} ")


def test_findings_are_counted_where_their_subject_lies(see_map, visitor):
    for one in standings(see_map("/map/?show=findings")).values():
        if one.first:
            assert visitor.get(one.first.address).context["found_words"].startswith(f"{one.value:f} ")
    assert standings(see_map("/map/?show=findings"))["iwate"].value > 0


def test_nothing_in_print_is_no_class_and_is_said(see_map, reading):
    empty = [one for one in standings(see_map("/map/?show=fields")).values() if not one.statements]
    assert empty
    assert {one.said for one in empty} == {"none in print"}
    assert {one.number for one in empty} == {0}


# --- Figures


def test_figures_stand_in_words_with_a_link_to_their_entry(ask_map, desk):
    laboratories = figures(desk, {"iwate": 1200, "akita": 30})
    response = ask_map(laboratories)
    iwate = standings(response)["iwate"]
    assert iwate.said == "1,200 persons"
    assert iwate.first.address.startswith("/observations/")
    assert f'<a href="{iwate.first.address}">1,200 persons</a>' in response.content.decode()
    assert 'aria-label="Iwate: 1,200 persons, rank 1"' in tile(response, "iwate")


def test_equal_figures_share_a_rank_and_a_class(ask_map, desk):
    found = standings(ask_map(figures(desk, {"iwate": 7, "akita": 9, "aomori": 7, "miyagi": 3})))
    assert [found[slug].rank_words for slug in ("akita", "aomori", "iwate", "miyagi")] == ["1", "2=", "2=", "4"]
    assert found["aomori"].number == found["iwate"].number == 2


def test_years_are_ranked_from_the_earliest_and_have_no_period(ask_map, desk):
    founded = desk.an_indicator(name_en="Founded", unit="year")
    figures(desk, {"iwate": 1990}, indicator=founded, period_start=1990, period_end=1990)
    figures(desk, {"akita": 2002}, indicator=founded, period_start=2002, period_end=2002)
    response = ask_map(founded)
    assert [one.prefecture.slug for one in response.context["answer"].ranked] == ["iwate", "akita"]
    assert not response.context["periods"]
    assert "The earliest first." in response.content.decode()


@pytest.mark.parametrize("kind", ["not-reported", "none-found", "unknown"])
def test_a_missing_figure_is_said_and_hatched_and_never_the_lowest_class(ask_map, desk, kind):
    response = ask_map(figures(desk, {"iwate": 0, "akita": 5, "aomori": kind}))
    found = standings(response)
    said = kind.replace("-", " ")
    assert found["aomori"].said == said
    assert (found["aomori"].number, found["aomori"].rank) == (0, 0)
    assert "url(#tile-hatch)" in tile(response, "aomori")
    assert f"Aomori: {said}" in tile(response, "aomori")
    # A counted zero is a figure, and the lowest class.
    assert found["iwate"].number == 1
    assert "url(#tile-hatch)" not in tile(response, "iwate")
    assert found["miyagi"].said == "not yet researched"


def test_of_two_different_figures_neither_stands_for_the_prefecture(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10, "akita": 20})
    figures(desk, {"iwate": 12}, indicator=laboratories)
    response = ask_map(laboratories)
    iwate = standings(response)["iwate"]
    assert (iwate.state, iwate.number, iwate.rank) == ("disputed", 0, 0)
    assert set(iwate.said.split(" / ")) == {"10 persons", "12 persons"}
    assert "sources disagree" in tile(response, "iwate")
    assert any("none is preferred" in note for note in response.context["answer"].notes)


def test_the_preferred_figure_is_placed_and_the_other_stays_beneath_it(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    figures(desk, {"iwate": 12}, indicator=laboratories, rank="preferred")
    figures(desk, {"iwate": 99}, indicator=laboratories, rank="deprecated")
    response = ask_map(laboratories)
    iwate = standings(response)["iwate"]
    assert (iwate.state, iwate.value) == ("given", 12)
    assert {one.words for one in iwate.statements} == {"12 persons", "10 persons", "99 persons"}
    assert "superseded" in response.content.decode()
    assert any("the atlas prefers" in note for note in response.context["answer"].notes)


def test_two_documents_that_say_the_same_do_not_disagree(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    figures(desk, {"iwate": 10}, indicator=laboratories)
    assert standings(ask_map(laboratories))["iwate"].state == "given"


# --- Periods and series


def test_the_last_period_is_shown_and_each_is_one_click_away(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    figures(desk, {"iwate": 25}, indicator=laboratories, period_start=2010, period_end=2010)
    response = ask_map(laboratories)
    assert standings(response)["iwate"].value == 25
    assert [(way.label, way.current) for way in response.context["periods"]] == [("2000", False), ("2010", True)]
    assert standings(ask_map(laboratories, "&period=2000"))["iwate"].value == 10


def test_a_fiscal_year_is_another_period_than_the_calendar_year(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    figures(desk, {"iwate": 11}, indicator=laboratories, fiscal_year=True)
    response = ask_map(laboratories)
    assert {way.label for way in response.context["periods"]} == {"2000", "FY 2000"}
    assert standings(ask_map(laboratories, "&period=2000-fy"))["iwate"].value == 11


def test_classes_are_of_the_period_unless_all_periods_are_asked_for(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10, "akita": 20})
    figures(desk, {"iwate": 1000, "akita": 2000}, indicator=laboratories, period_start=2010, period_end=2010)
    alone, together = ask_map(laboratories), ask_map(laboratories, "&scale=all")
    assert [one.words for one in alone.context["answer"].classes] == ["1,000 persons", "2,000 persons"]
    assert [one.prefectures for one in together.context["answer"].classes] == [0, 0, 1, 1]


def test_two_series_never_share_a_scale(ask_map, desk):
    old = figures(desk, {"iwate": 10, "akita": 20}, indicator=desk.an_indicator(name_en="Output (1990 base)"))
    new = figures(desk, {"iwate": 900, "akita": 800}, indicator=desk.an_indicator(name_en="Output (2015 base)"))
    for more in ("", "&scale=all", "&period=2000&scale=all"):
        bounds = [one.words for one in ask_map(old, more).context["answer"].classes]
        assert bounds == ["10 persons", "20 persons"]
    assert [one.words for one in ask_map(new, "&scale=all").context["answer"].classes] == ["800 persons", "900 persons"]


# --- Editions, languages, files


def test_a_pinned_map_stays_as_it_was_and_says_what_came_after(see_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    desk.close("2999.1")
    address = f"/2999.1/map/?show=indicator:{laboratories.slug}"
    before = see_map(address)
    figures(desk, {"akita": 50}, indicator=laboratories)
    after = see_map(address)
    assert [one.said for one in after.context["answer"].standings] == [
        one.said for one in before.context["answer"].standings
    ]
    assert "Nothing shown here has changed since." in before.content.decode()
    assert "Nothing shown here has changed since." not in after.content.decode()
    assert standings(see_map(address.replace("/2999.1", "")))["akita"].value == 50


def test_in_japanese_the_tiles_have_japanese_names(see_map):
    response = see_map("/ja/map/")
    assert next(one for one in response.context["drawing"].tiles if one.address == "#iwate").name == "岩手県"


@pytest.mark.parametrize(
    ("address", "said"), [("/map/", r"\d+–\d+ policies and clusters"), ("/ja/map/", r"政策・クラスター\d+〜\d+件")]
)
def test_a_class_of_counts_is_said_from_its_lowest_to_its_highest(address, said, see_map):
    classes = re.findall(r'tile-bounds">([^<]+)<', see_map(address).content.decode())
    assert re.fullmatch(said, classes[3]), classes


def test_the_files_have_each_figure_and_each_absence(see_map, visitor, desk):
    laboratories = figures(desk, {"iwate": 10, "akita": 20, "aomori": "not-reported"})
    text = b"".join(visitor.get(f"/map.csv?show=indicator:{laboratories.slug}")).decode("utf-8-sig")
    rows = list(csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#")))
    by_slug = {row["slug"]: row for row in rows}
    assert len(rows) == 47
    assert (by_slug["akita"]["place_in_order"], by_slug["akita"]["value_number"]) == ("1", "20")
    assert by_slug["aomori"]["value_number"] == by_slug["aomori"]["missing"].replace("-", " ") == "not reported"
    assert by_slug["miyagi"]["value_number"] == "not yet researched"
    data = json.loads(visitor.get(f"/map.json?show=indicator:{laboratories.slug}").content)
    assert [one["prefectures"] for one in data["classes"]] == [1, 1]


def test_it_can_be_cited(see_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    response = see_map(see_map(f"/map/?show=indicator:{laboratories.slug}").context["cite_address"])
    assert "Laboratories, 2000" in response.content.decode()


def test_the_picture_has_every_tile_the_legend_and_its_edition(see_map, desk):
    text = see_map("/2026.1/map.svg").content.decode()
    assert text.count("<title>") == 47
    assert "edition 2026.1" in text


def test_a_prefecture_without_a_tile_still_has_its_row(see_map, desk):
    place = Place.objects.get(slug="iwate")
    desk.republish(place, tile_column=None, tile_row=None)
    response = see_map("/map/")
    assert len(response.context["drawing"].tiles) == 46
    assert '<tr id="iwate"' in response.content.decode()
