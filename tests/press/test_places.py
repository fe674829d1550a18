"""Places in print, in full; prefectures are a kind of their own, and larger places are named with the smaller."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import Place, PlaceFocus
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def tohoku(desk):
    """A region in an economy."""
    japan = desk.a_place(slug="test-japan", kind="economy", name_en="Japan")
    return desk.a_place(slug="test-tohoku", kind="region", name_en="Tohoku", parent=japan)


@pytest.fixture
def iwate(desk, tohoku):
    """A prefecture that focuses on two fields."""
    Place.objects.filter(code="03").update(code="")
    iwate = desk.a_place(
        slug="test-iwate",
        kind="prefecture",
        code="03",
        name_en="Iwate",
        name_ja="岩手県",
        parent=tohoku,
        meti_bureau="Tohoku Bureau",
        tile_column=98,
        tile_row=99,
        remark="In the north.",
    )
    PlaceFocus.objects.create(
        place=iwate,
        field=desk.a_term(slug="test-z", label_en="Zymurgy"),
        printed="Beer",
        remark="for all",
        passage=desk.a_passage(),
    )
    PlaceFocus.objects.create(place=iwate, field=desk.a_term(slug="test-a", label_en="Agronomy"))
    return iwate


def test_a_prefecture(iwate):
    (sheet,) = sheets(iwate)
    focus = iwate.focuses.get(printed="Beer")
    assert payload(sheet) == {
        "name": {"en": "Iwate", "ja": "岩手県"},
        "place_kind": "prefecture",
        "code": "03",
        "parent": ref("place", "test-tohoku"),
        "within": [ref("place", "test-tohoku"), ref("place", "test-japan")],
        "meti_bureau": "Tohoku Bureau",
        "tile_column": 98,
        "tile_row": 99,
        "remark": "In the north.",
        "focuses": [
            {
                "field": ref("term", "test-z"),
                "printed": "Beer",
                "remark": "for all",
                "evidence": [evidence(focus.passage)],
            },
            {"field": ref("term", "test-a"), "printed": "", "remark": "", "evidence": []},
        ],
        "evidence": [evidence(first_passage(iwate))],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "prefecture",
        "slug": "test-iwate",
        "title_en": "Iwate",
        "title_ja": "岩手県",
        "year_from": None,
        "year_to": None,
        "number": None,
        "text": "iwate 岩手県 in the north. zymurgy agronomy",
        "facets": {
            "place_kind": ["prefecture"],
            "within": ["place:test-japan", "place:test-tohoku"],
            "bureau": ["Tohoku Bureau"],
            "field": ["term:test-z", "term:test-a"],
            "source": sources(first_passage(iwate), focus.passage),
        },
    }


def test_a_city_in_a_prefecture_is_a_place_within_it(desk, iwate):
    (sheet,) = sheets(desk.a_place(slug="test-morioka", name_en="Morioka", parent=iwate))
    assert sheet.kind == "place"
    assert payload(sheet)["parent"] == ref("prefecture", "test-iwate")
    assert sheet.facets["within"] == ["place:test-japan", "place:test-tohoku", "prefecture:test-iwate"]
    assert payload(sheet)["missing"] == {}, "Only prefectures have a bureau of METI to miss."


def test_a_prefecture_of_which_nobody_says_the_bureau(desk):
    (sheet,) = sheets(desk.a_place(kind="prefecture"))
    assert payload(sheet)["missing"] == {
        "focuses": "not-yet-researched",
        "meti_bureau": "not-reported",
        "parent": "not-reported",
    }
    assert (payload(sheet)["parent"], payload(sheet)["within"]) == (None, [])
    assert sheet.facets["within"] == sheet.facets["bureau"] == []


def test_a_loop_of_parents_is_cut_where_it_closes(desk, tohoku):
    tohoku.parent.parent = tohoku
    tohoku.parent.save()
    assert [place.slug for place in tohoku.ancestors()] == ["test-japan"]
    assert [place.slug for place in desk.a_place(parent=tohoku).ancestors()] == ["test-tohoku", "test-japan"]
