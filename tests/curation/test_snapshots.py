"""Snapshots: all of a record but its state, as plain data, whatever its noun."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policyatlas.curation.history import deletions, events_of, snapshot_at
from policyatlas.curation.models import Event
from policyatlas.curation.snapshots import owner_of, parts_of, snapshot, snapshots
from policyatlas.records.models import (
    RECORDS,
    Evaluation,
    Passage,
    Policy,
    PolicyRelation,
    PolicyRole,
    PolicyStage,
    Source,
    WorkCited,
)

pytestmark = pytest.mark.django_db


def test_a_snapshot_is_all_of_a_record_but_its_state(desk):
    places, term = [desk.a_place(), desk.a_place()], desk.a_term("instrument")
    policy = desk.a_policy(slug="the-law", places=reversed(places), instruments=[term], start_year=1983)
    citation = policy.citations.get()
    texts = ("note", "title_ja", "level", "approach", "phase", "aims", "summary")
    assert snapshot(policy) == {
        "fields": dict.fromkeys(texts, "")
        | {"slug": "the-law", "title_en": "A plan", "kind": "plan", "start_year": 1983, "end_year": None},
        "links": {"places": [place.pk for place in places], "instruments": [term.pk], "target_groups": []},
        "parts": {
            "stages": [],
            "roles": [],
            "relations": [],
            "citations": [{"id": citation.pk, "passage": citation.passage_id, "supports": ""}],
        },
    }


def test_figures_keep_all_their_places_and_dates_are_words(desk):
    figure = desk.an_observation(value=Decimal("1234.5"), upper_value=Decimal("2000"))
    fields = snapshot(figure)["fields"]
    assert (fields["value"], fields["upper_value"]) == ("1234.500000", "2000.000000")
    assert fields["policy"] == figure.policy_id
    source = desk.a_source(date_read=date(2026, 5, 3))
    assert snapshot(source)["fields"]["date_read"] == "2026-05-03"


def test_what_is_stored_is_what_counts(desk):
    """Numbers typed into a form are words until they are read back."""
    figure = desk.an_observation(value=Decimal("12.5"))
    figure.value = "99"
    assert snapshot(figure)["fields"]["value"] == "12.500000"
    assert events_of(figure)[0].snapshot == snapshot(figure)


@pytest.mark.parametrize("number", range(len(RECORDS)), ids=[model._meta.model_name for model in RECORDS])
def test_the_log_keeps_every_noun_as_json(desk, number):
    record = desk.one_of_each()[number]
    taken = snapshot(record)
    assert json.loads(json.dumps(taken)) == taken
    assert Event.objects.get(noun=record._meta.model_name, record_id=record.pk).snapshot == taken
    assert taken["parts"].keys() == parts_of(type(record)).keys()


def test_a_finding_s_further_passages_belong_to_it(desk):
    evaluation = desk.an_evaluation()
    further = [desk.a_passage(), desk.a_passage()]
    evaluation.findings.get().further_passages.set(further)
    (finding,) = snapshot(evaluation)["parts"]["findings"]
    assert finding["further_passages"] == [passage.pk for passage in further]
    assert finding["id"] == evaluation.findings.get().pk
    assert "evaluation" not in finding


def test_the_parts_of_a_noun_are_what_would_be_deleted_with_it():
    assert {name: part.__name__ for name, part in parts_of(Policy).items()} == {
        "stages": "PolicyStage",
        "roles": "PolicyRole",
        "relations": "PolicyRelation",
        "citations": "PolicyCitation",
    }
    assert parts_of(Evaluation).keys() == {"findings", "ratings"}
    assert parts_of(Passage) == {}


def test_a_part_that_names_two_of_a_noun_belongs_to_one():
    assert owner_of(PolicyRelation, Policy).name == "policy"
    assert owner_of(WorkCited, Source).name == "work"
    assert [owner_of(part, Policy).name for part in (PolicyStage, PolicyRole)] == ["policy", "policy"]


def test_many_cost_no_more_than_one(desk, django_assert_num_queries):
    policies = [desk.a_policy(places=[desk.a_place()]) for _ in range(4)]
    with CaptureQueriesContext(connection) as one:
        snapshot(policies[0])
    with django_assert_num_queries(len(one)):
        found = snapshots(Policy, [policy.pk for policy in policies])
    assert found == {policy.pk: snapshot(policy) for policy in policies}


def test_a_passage_has_a_snapshot_too(a_passage):
    passage = a_passage(quote="As printed.")
    assert snapshot(passage) == {
        "fields": {"source": passage.source_id, "locator": "p. 1", "quote": "As printed.", "confidence": ""},
        "links": {},
        "parts": {},
    }
    assert events_of(passage)[0].snapshot == snapshot(passage)


# --- What the log has of a version


def test_a_version_that_changed_only_the_state_is_what_it_was_before(in_state):
    policy = in_state("published")
    assert policy.version == 4
    assert [event.snapshot is None for event in events_of(policy)] == [True, True, True, False]
    assert snapshot_at(policy, 4) == snapshot_at(policy, 1) == snapshot(policy)


def test_the_versions_of_a_passage_are_its_events(a_passage):
    passage = a_passage()
    assert snapshot_at(passage, 1) == snapshot(passage)
    assert snapshot_at(passage, 2) is None
    assert snapshot_at(passage, 0) is None


def test_nothing_is_deleted_at_first(a_policy):
    a_policy()
    assert not deletions(Policy)
