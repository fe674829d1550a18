"""An evaluation in print, in full, and its findings as entries of their own."""

import pytest

from policyatlas.curation import actions
from policyatlas.press.printing import sheets
from policyatlas.records.models import Evaluation, Finding, Rating
from tests.press.expected import card, evidence, payload, ref, sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(desk):
    """An evaluation with two findings and two ratings."""
    framework = desk.a_framework(slug="test-framework")
    evaluation = desk.an_evaluation(
        slug="test-evaluation",
        title_en="Nisato on a plan",
        title_ja="計画の評価",
        evaluator="Nisato",
        year=2004,
        method="Survey",
        strength="survey",
        framework=framework,
        source=desk.a_source(slug="test-report"),
        policy=desk.a_policy(slug="test-plan", title_en="A Plan"),
    )
    dimension = desk.a_term("dimension", slug="test-outcomes")
    evaluation.findings.update(dimension=dimension)
    second = Finding.objects.create(
        evaluation=evaluation,
        slug="test-a-finding-before",
        title_en="Plans alike",
        title_ja="似た計画",
        year=1999,
        method="Reading",
        dimension=dimension,
        verdict="negative",
        statement="They were alike.",
        passage=desk.a_passage(),
    )
    second.further_passages.set([desk.a_passage(locator="p. 9"), desk.a_passage(locator="p. 2")])
    criterion = framework.criteria.get()
    Rating.objects.create(evaluation=evaluation, criterion=criterion, aspect="unmarked", words="none", keyword="money")
    Rating.objects.create(
        evaluation=evaluation,
        criterion=criterion,
        aspect="strength-at-formation",
        stars=3,
        confidence="low",
        reading_note="Blurred.",
        printed_label="A crit.",
        printed_cells="★★★|x",
        passage=desk.a_passage(),
    )
    return evaluation


def test_the_payload_of_the_evaluation(evaluation):
    passage = evaluation.ratings.get(stars=3).passage
    shared = {"criterion": 1, "label": "A criterion", "group": ""}
    assert payload(sheets(evaluation)[0]) == {
        "name": {"en": "Nisato on a plan", "ja": "計画の評価"},
        "subject": ref("policy", "test-plan"),
        "evaluator": "Nisato",
        "year": 2004,
        "method": "Survey",
        "strength": "survey",
        "framework": ref("framework", "test-framework"),
        "source": ref("source", "test-report"),
        "findings": [ref("finding", "test-a-finding-before"), ref("finding", "test-evaluation-finding")],
        "ratings": [
            shared
            | {
                "aspect": "strength-at-formation",
                "stars": 3,
                "words": "",
                "keyword": "",
                "confidence": "low",
                "reading_note": "Blurred.",
                "printed_label": "A crit.",
                "printed_cells": "★★★|x",
                "evidence": [evidence(passage)],
            },
            shared
            | {
                "aspect": "unmarked",
                "stars": None,
                "words": "none",
                "keyword": "money",
                "confidence": "high",
                "reading_note": "",
                "printed_label": "",
                "printed_cells": "",
                "evidence": [],
            },
        ],
        "missing": {},
    }


def test_the_card_of_the_evaluation(evaluation):
    passage = evaluation.ratings.get(stars=3).passage
    assert card(sheets(evaluation)[0]) == {
        "kind": "evaluation",
        "slug": "test-evaluation",
        "title_en": "Nisato on a plan",
        "title_ja": "計画の評価",
        "year_from": 2004,
        "year_to": 2004,
        "number": None,
        "text": "nisato on a plan 計画の評価 nisato survey they were alike. it worked. money",
        "facets": {
            "subject": ["policy:test-plan"],
            "subject_kind": ["policy"],
            "evaluator": ["Nisato"],
            "strength": ["survey"],
            "verdict": ["negative", "positive"],
            "framework": ["framework:test-framework"],
            "source": sorted([*sources(passage), "source:test-report"]),
        },
    }


def test_a_finding(evaluation):
    finding = evaluation.findings.get(slug="test-a-finding-before")
    second, ninth = finding.further_passages.order_by("locator")
    sheet = sheets(evaluation)[1]
    assert payload(sheet) == {
        "name": {"en": "Plans alike", "ja": "似た計画"},
        "evaluation": ref("evaluation", "test-evaluation"),
        "subject": ref("policy", "test-plan"),
        "evaluator": "Nisato",
        "year": 1999,
        "method": "Reading",
        "strength": "survey",
        "dimension": ref("term", "test-outcomes"),
        "verdict": "negative",
        "statement": "They were alike.",
        "evidence": [evidence(finding.passage), evidence(second), evidence(ninth)],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "finding",
        "slug": "test-a-finding-before",
        "title_en": "Plans alike",
        "title_ja": "似た計画",
        "year_from": 1999,
        "year_to": 1999,
        "number": None,
        "text": "plans alike 似た計画 they were alike. nisato a plan",
        "facets": {
            "subject": ["policy:test-plan"],
            "subject_kind": ["policy"],
            "evaluator": ["Nisato"],
            "strength": ["survey"],
            "verdict": ["negative"],
            "dimension": ["term:test-outcomes"],
            "source": sources(finding.passage, second, ninth),
        },
    }


def test_a_finding_takes_year_and_method_of_its_evaluation(evaluation):
    found = payload(sheets(evaluation)[2])
    assert (found["year"], found["method"], found["name"]["en"]) == (2004, "Survey", "A finding")


def test_what_no_source_says_is_missing_in_words(desk):
    first, finding = sheets(desk.an_evaluation())
    for sheet in (first, finding):
        assert payload(sheet)["missing"] == dict.fromkeys(["method", "strength", "year"], "not-reported")
        assert sheet.facets["strength"] == []
    assert payload(first)["framework"] is None
    assert first.facets["framework"] == []


def test_a_rating_is_not_called_by_what_nobody_has_approved(desk, evaluation):
    def said() -> set[tuple[str, str]]:
        own, *_findings = sheets(Evaluation.objects.get(pk=evaluation.pk))
        return {(rating.label, rating.group) for rating in own.payload.ratings}

    framework = evaluation.framework
    desk.publish(framework)
    first = framework.criteria.get(number=1)
    first.label, first.group = "Draft words", "Draft group"
    actions.edit(desk.revise(framework), by=desk.curator, expected_version=framework.version, saving=first.save)
    assert said() == {("A criterion", "")}
    desk.publish(framework)
    assert said() == {("Draft words", "Draft group")}
