"""A term in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import TermCitation
from tests.press.expected import card, evidence, payload, ref, sources

pytestmark = pytest.mark.django_db


def test_a_term(desk):
    term = desk.a_term(
        slug="test-robots",
        code="robots",
        label_en="Robots",
        label_ja="ロボット",
        parent=desk.a_term(slug="test-machines"),
        stip_code="TC12",
    )
    (sheet,) = sheets(term)
    assert payload(sheet) == {
        "name": {"en": "Robots", "ja": "ロボット"},
        "scheme": "field",
        "code": "robots",
        "parent": ref("term", "test-machines"),
        "stip_code": "TC12",
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "term",
        "slug": "test-robots",
        "title_en": "Robots",
        "title_ja": "ロボット",
        "year_from": None,
        "year_to": None,
        "number": None,
        "text": "robots ロボット robots",
        "facets": {"scheme": ["field"], "source": []},
    }


def test_a_term_that_stands_alone(desk):
    (sheet,) = sheets(desk.a_term())
    assert payload(sheet)["parent"] is None
    assert payload(sheet)["missing"] == {"stip_code": "not-reported"}


def test_a_term_says_where_its_code_elsewhere_is_read(desk):
    term, passage = desk.a_term(stip_code="TC12"), desk.a_passage()
    TermCitation.objects.create(record=term, passage=passage, supports="stip_code")
    (sheet,) = sheets(term)
    assert payload(sheet)["evidence"] == [evidence(passage, supports="stip_code")]
    assert sheet.facets["source"] == sources(passage)
