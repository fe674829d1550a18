"""A disagreement in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import Position
from tests.press.expected import card, evidence, payload, ref, sources

pytestmark = pytest.mark.django_db


def test_a_disagreement(desk):
    disagreement = desk.a_disagreement(
        slug="test-budget",
        topic_en="Plan: budget",
        topic_ja="計画の予算",
        comment="Twice as much.",
        resolution="Keeps both.",
        policies=[desk.a_policy(slug="test-plan", title_en="Plan")],
    )
    disagreement.places.set([desk.a_place(slug="test-iwate", kind="prefecture", name_en="Iwate")])
    disagreement.clusters.set([desk.a_cluster(slug="test-valley", name_en="Valley")])
    disagreement.organisations.set([desk.an_organisation(slug="test-miti", name_en="Ministry")])
    disagreement.indicators.set([desk.an_indicator(slug="test-staff", name_en="Staff", unit="persons")])
    figure = desk.an_observation(slug="test-figure")
    Position.objects.create(disagreement=disagreement, claim="It was 14.", observation=figure)
    first, second, third = disagreement.positions.order_by("pk")
    (sheet,) = sheets(disagreement)
    assert payload(sheet) == {
        "name": {"en": "Plan: budget", "ja": "計画の予算"},
        "subjects": [
            ref("prefecture", "test-iwate"),
            ref("organisation", "test-miti"),
            ref("policy", "test-plan"),
            ref("indicator", "test-staff"),
            ref("cluster", "test-valley"),
        ],
        "comment": "Twice as much.",
        "resolution": "Keeps both.",
        "positions": [
            {"claim": "It was 12.", "observation": None, "evidence": [evidence(first.passage)]},
            {"claim": "It was 13.", "observation": None, "evidence": [evidence(second.passage)]},
            {"claim": third.claim, "observation": ref("observation", "test-figure"), "evidence": []},
        ],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "disagreement",
        "slug": "test-budget",
        "title_en": "Plan: budget",
        "title_ja": "計画の予算",
        "year_from": None,
        "year_to": None,
        "number": None,
        "text": "plan: budget 計画の予算 twice as much. keeps both. it was 12. it was 13. it was 14. "
        "iwate ministry plan staff (persons) valley",
        "facets": {
            "subject": [
                "cluster:test-valley",
                "indicator:test-staff",
                "organisation:test-miti",
                "policy:test-plan",
                "prefecture:test-iwate",
            ],
            "subject_kind": ["cluster", "indicator", "organisation", "policy", "prefecture"],
            "observation": ["observation:test-figure"],
            "source": sources(first.passage, second.passage),
            "settled": ["settled"],
        },
    }


def test_what_is_not_decided_is_missing_in_words(desk):
    (sheet,) = sheets(desk.a_disagreement(policies=[]))
    assert payload(sheet)["missing"] == {
        "comment": "not-reported",
        "resolution": "not-reported",
        "subjects": "not-applicable",
    }
