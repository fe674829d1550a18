"""A context event in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


def test_an_event(desk):
    event = desk.an_event(
        slug="test-shock",
        kind="shock",
        title_en="A shock",
        title_ja="ショック",
        year=1973,
        end_year=1974,
        place=desk.a_place(slug="test-japan", name_en="Japan"),
    )
    passage = first_passage(event)
    (sheet,) = sheets(event)
    assert payload(sheet) == {
        "name": {"en": "A shock", "ja": "ショック"},
        "kind": "shock",
        "year": 1973,
        "end_year": 1974,
        "place": ref("place", "test-japan"),
        "evidence": [evidence(passage)],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "event",
        "slug": "test-shock",
        "title_en": "A shock",
        "title_ja": "ショック",
        "year_from": 1973,
        "year_to": 1974,
        "number": None,
        "text": "a shock ショック japan",
        "facets": {"kind": ["shock"], "place": ["place:test-japan"], "source": sources(passage)},
    }


def test_an_event_of_one_year_nowhere_in_particular(desk):
    (sheet,) = sheets(desk.an_event(year=1995))
    assert (sheet.year_from, sheet.year_to, payload(sheet)["end_year"]) == (1995, 1995, None)
    assert payload(sheet)["missing"] == {"place": "not-reported"}
    assert sheet.facets["place"] == []
