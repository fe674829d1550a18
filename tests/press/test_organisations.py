"""An organisation in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


def test_an_organisation(desk):
    organisation = desk.an_organisation(
        slug="test-miti",
        name_en="Ministry of Trade",
        name_ja="通商省",
        abbreviation="MoT",
        kind="ministry",
        place=desk.a_place(slug="test-japan", name_en="Japan", name_ja="日本"),
        founded=1949,
        ended=2001,
        successor=desk.an_organisation(slug="test-meti"),
        description="Made policy.",
    )
    passage = first_passage(organisation)
    (sheet,) = sheets(organisation)
    assert payload(sheet) == {
        "name": {"en": "Ministry of Trade", "ja": "通商省"},
        "abbreviation": "MoT",
        "kind": "ministry",
        "place": ref("place", "test-japan"),
        "founded": 1949,
        "ended": 2001,
        "successor": ref("organisation", "test-meti"),
        "description": "Made policy.",
        "evidence": [evidence(passage)],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "organisation",
        "slug": "test-miti",
        "title_en": "Ministry of Trade",
        "title_ja": "通商省",
        "year_from": 1949,
        "year_to": 2001,
        "number": None,
        "text": "ministry of trade 通商省 mot made policy. japan 日本",
        "facets": {"kind": ["ministry"], "place": ["place:test-japan"], "source": sources(passage)},
    }


def test_what_no_source_says_is_missing_in_words(desk):
    (sheet,) = sheets(desk.an_organisation())
    absent = ["description", "ended", "founded", "place"]
    assert payload(sheet)["missing"] == dict.fromkeys(absent, "not-reported")
    assert payload(sheet)["successor"] is None
    assert sheet.facets["place"] == []
