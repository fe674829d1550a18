"""Publishing many records: the same entries, events, states and refusals as one after the other, in few queries."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from policyatlas.curation import actions
from policyatlas.curation.actions import publishing
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused
from policyatlas.editions.models import Edition, Entry, Withdrawal
from policyatlas.editions.writing import edition_digest
from policyatlas.records.models import RECORDS, Evaluation, Observation, Policy, PolicyCitation, Record

pytestmark = pytest.mark.django_db

_NAMES = ("title_en", "name_en", "label_en", "heading", "topic_en", "remark")


def one_by_one(records: list[Record], by) -> dict[Record, Refused]:
    """What `publish_many` is to be the same as."""
    refused = {}
    for record in records:
        try:
            actions.publish(record, by=by, expected_version=record.version, reason="Read again.")
        except Refused as refusal:
            refused[record] = refusal
    return refused


def together(records: list[Record], by) -> dict[Record, Refused]:
    """All at once."""
    return actions.publish_many(records, by=by, reason="Read again.")


def outcome(publish: Callable, records: list[Record], by) -> dict:
    """All that comes of publishing, which is then undone."""
    before = Event.objects.order_by("-pk").first().pk
    fresh = [type(record)._base_manager.get(pk=record.pk) for record in records]
    for record, given in zip(fresh, records, strict=True):
        record.version = given.version
    with transaction.atomic():
        refused = publish(fresh, by)
        model = type(records[0])
        printed = Entry.objects.filter(origin__startswith=f"{model._meta.model_name}:")
        events = Event.objects.filter(pk__gt=before).order_by("pk")
        found = {
            "digest": edition_digest(Edition.objects.open()),
            "entries": sorted(printed.values_list("kind", "slug", "origin", "since", "until", "sha256", "reason")),
            "words": sorted(printed.values_list("kind", "slug", "wording__names", "wording__words")),
            "events": list(
                events.values_list("by", "action", "noun", "record_id", "slug", "version", "reason", "snapshot")
            ),
            "stored": list(
                model._base_manager.filter(pk__in=[record.pk for record in records])
                .order_by("pk")
                .values_list("slug", "status", "version", "updated_by")
            ),
            "told": [(record.status, record.version, record.updated_by_id) for record in fresh],
            "gone": sorted(Withdrawal.objects.values_list("kind", "slug", "reason")),
            "refused": {record.slug: (type(why), why.sentences) for record, why in refused.items()},
        }
        transaction.set_rollback(True)
    return found


def same(records: list[Record], by) -> dict:
    """What comes of publishing them, which is the same one by one and together."""
    expected = outcome(one_by_one, records, by)
    assert outcome(together, records, by) == expected
    return expected


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_records_of_every_noun_are_printed_as_one_by_one(model, desk, monkeypatch):
    monkeypatch.setattr(publishing, "BATCH", 3)
    records = list(model.objects.in_print().order_by("pk")[:5])
    for record in records:
        desk.revise(record)
        name = next(name for name in _NAMES if hasattr(record, name))
        desk.approve(desk.edit(record, **{name: f"{getattr(record, name)} (read again)"}))
    found = same(records, desk.publisher)
    assert not found["refused"]
    assert [action for _, action, *_ in found["events"]] == ["publish"] * len(records)


def test_what_names_another_one_is_printed_after_it_or_refused(desk):
    passage = desk.a_passage(desk.publish(desk.a_source()))
    plans = [desk.a_policy(slug=f"plan-{number}", title_en=f"Plan {number}") for number in range(6)]
    PolicyCitation.objects.filter(record__in=plans).update(passage=passage)
    early, named, later, chained, bare, stale = plans
    for one, other in ((early, named), (later, named), (chained, later)):
        one.relations.create(relation="replaces", other=other, passage=passage)
    bare.citations.all().delete()
    for plan in plans:
        desk.approve(plan)
    stale.version -= 1
    unapproved = desk.a_policy(slug="unapproved")
    found = same([*plans, unapproved], desk.publisher)
    assert found["refused"].keys() == {"plan-0", "plan-4", "plan-5", "unapproved"}
    assert [slug for _, _, _, _, slug, *_ in found["events"]] == ["plan-1", "plan-2", "plan-3"]
    assert same([bare], desk.publisher)["events"] == []


def test_what_is_called_anew_is_called_so_by_what_is_printed_after_it(desk):
    evaluation = Evaluation.objects.in_print().filter(policy__isnull=False).first()
    policy = evaluation.policy
    desk.edit(desk.revise(policy), title_en="Another name")
    desk.approve(policy)
    desk.revise(evaluation)
    desk.approve(evaluation)
    assert not same([policy], desk.publisher)["refused"]
    assert not _called(same([evaluation], desk.publisher), "another name")
    desk.publish(policy)
    assert _called(same([evaluation], desk.publisher), "another name")


def _called(found: dict, words: str) -> bool:
    return any(words in searched for *_, searched in found["words"])


def test_passages_changed_after_the_approval_are_asked_for_each(desk):
    plans = [desk.a_policy(title_en=f"Plan {number}") for number in range(2)]
    for plan in plans:
        desk.publish(plan.citations.get().passage.source)
        desk.approve(plan)
    passage = plans[0].citations.get().passage
    passage.quote = "Other words."
    seen = actions.fingerprint(type(passage).objects.get(pk=passage.pk))
    actions.edit_passage(passage, by=desk.curator, seen=seen)
    found = same(plans, desk.publisher)
    assert list(found["refused"]) == [plans[0].slug]
    assert "was changed after it was approved" in found["refused"][plans[0].slug][1][0]


def test_what_is_deleted_meanwhile_is_refused_and_the_others_are_printed(alone, desk, kenji):
    plans = [desk.a_policy(title_en=f"Plan {number}") for number in range(2)]
    desk.publish(plans[1].citations.get().passage.source)
    gone = Policy.objects.get(pk=plans[0].pk)
    actions.delete(plans[0], by=desk.curator, expected_version=1)
    refused = actions.publish_many([gone, plans[1]], by=kenji)
    assert list(refused) == [gone]
    assert (plans[1].status, plans[1].version) == ("published", 2)


def test_many_are_for_those_who_may_publish(desk):
    plan = desk.approve(desk.a_policy())
    with pytest.raises(NotAllowed):
        actions.publish_many([plan], by=desk.curator)
    assert actions.publish_many([], by=desk.curator) == {}


def test_more_figures_take_no_more_queries(alone, desk, kenji):
    figures = list(Observation.objects.in_print().filter(place__isnull=False).order_by("pk")[:12])
    for one in figures:
        desk.edit(desk.revise(one), remark="Read again.")
    counts = []
    for some in (figures[:2], figures[2:12]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert actions.publish_many(some, by=kenji) == {}
        counts.append(len(queries))
    assert counts[1] <= counts[0]
