"""A framework in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import Criterion
from tests.press.expected import card, evidence, first_passage, payload, sources

pytestmark = pytest.mark.django_db


def test_a_framework(desk):
    framework = desk.a_framework(slug="test-framework", name_en="Two conditions", name_ja="二条件", description="Why.")
    first = framework.criteria.get()
    Criterion.objects.create(framework=framework, number=0, group="Formation", label="Money", description="Much of it.")
    (sheet,) = sheets(framework)
    assert payload(sheet) == {
        "name": {"en": "Two conditions", "ja": "二条件"},
        "description": "Why.",
        "criteria": [
            {"number": 0, "group": "Formation", "label": "Money", "description": "Much of it.", "evidence": []},
            {
                "number": 1,
                "group": "",
                "label": "A criterion",
                "description": "",
                "evidence": [evidence(first.passage)],
            },
        ],
        "evidence": [evidence(first_passage(framework))],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "framework",
        "slug": "test-framework",
        "title_en": "Two conditions",
        "title_ja": "二条件",
        "year_from": None,
        "year_to": None,
        "number": None,
        "text": "two conditions 二条件 why. money much of it. a criterion",
        "facets": {"source": sources(first.passage, first_passage(framework))},
    }


def test_a_framework_of_which_nobody_says_what_it_is_for(desk):
    (sheet,) = sheets(desk.a_framework())
    assert payload(sheet)["missing"] == {"description": "not-reported"}
