"""Bringing back what was deleted, and putting passages back to what they were."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.history import deletions, events_of
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale
from policyatlas.curation.snapshots import snapshot
from policyatlas.records.models import Passage, Policy, Term
from tests.curation.sending import stored

pytestmark = pytest.mark.django_db


# --- Bringing back what was deleted


def deleted(record, by) -> int:
    """The primary key of a record that was deleted just now."""
    key = record.pk
    actions.delete(record, by=by, expected_version=record.version, reason="Entered twice.")
    return key


def test_a_deleted_draft_comes_back_as_it_was(desk, hanako, kenji):
    policy = desk.a_policy(places=[desk.a_place()])
    was = snapshot(policy)
    key = deleted(policy, kenji)
    assert [event.record_id for event in deletions(Policy)] == [key]
    again = actions.undelete(Policy, key, by=hanako, reason="It was another one.")
    assert snapshot(again) == was
    assert (again.pk, again.status, again.version) == (key, "draft", 2)
    assert (again.created_by, again.updated_by) == (hanako, hanako)
    assert [(event.action, event.reason) for event in events_of(again)] == [
        ("restore", "It was another one."),
        ("delete", "Entered twice."),
        ("create", ""),
    ]
    assert not deletions(Policy)


def test_it_comes_back_once(desk, hanako, kenji):
    key = deleted(desk.a_policy(), kenji)
    actions.undelete(Policy, key, by=hanako)
    with pytest.raises(Refused, match="There is no deleted policy to bring back: somebody may have done it already"):
        actions.undelete(Policy, key, by=hanako)


def test_it_comes_back_as_often_as_it_is_deleted(desk, hanako, kenji):
    key = deleted(desk.edit(desk.a_policy(summary="One."), summary="Two."), kenji)
    again = actions.undelete(Policy, key, by=hanako)
    assert again.version == 3
    assert events_of(again)[0].reason == "It had been deleted."
    key = deleted(desk.edit(again, summary="Three."), kenji)
    assert deletions(Policy).count() == 1
    assert actions.undelete(Policy, key, by=hanako).summary == "Three."


def test_a_draft_deleted_before_the_log_kept_it_is_gone(desk, hanako, kenji):
    key = deleted(desk.a_policy(), kenji)
    Event.objects.filter(record_id=key, noun="policy").update(snapshot=None)
    with pytest.raises(Refused, match="or it was deleted before the log kept whole records"):
        actions.undelete(Policy, key, by=hanako)


def test_the_log_need_not_know_who_began_it(desk, hanako, kenji):
    key = deleted(desk.a_policy(), kenji)
    Event.objects.filter(record_id=key, noun="policy", action="create").delete()
    assert actions.undelete(Policy, key, by=hanako).created_by == kenji


def test_who_may_not_add_records_brings_none_back(desk, kenji, mallory):
    key = deleted(desk.a_policy(), kenji)
    with pytest.raises(NotAllowed, match="You may not add policies"):
        actions.undelete(Policy, key, by=mallory)


def test_a_deleted_draft_may_have_lost_its_address(desk, hanako, kenji):
    key = deleted(desk.a_policy(slug="the-law"), kenji)
    other = desk.a_policy(slug="the-law", title_en="Another law")
    with pytest.raises(Refused, match=f"“{other}” has the slug “the-law” now"):
        actions.undelete(Policy, key, by=hanako)
    assert not Policy.objects.filter(pk=key).exists()


def test_a_deleted_term_may_have_lost_its_code(desk, hanako, kenji):
    key = deleted(desk.a_term("field", code="light"), kenji)
    desk.a_term("field", code="light")
    with pytest.raises(Refused, match="This list already has a term with that code"):
        actions.undelete(Term, key, by=hanako)


def test_what_has_a_record_in_a_list_of_many_keeps_it(desk, kenji):
    policy = desk.a_policy()
    disagreement = desk.a_disagreement(policies=[policy])
    with pytest.raises(Refused, match=f"is still used by “{disagreement}”. Remove it there first"):
        actions.delete(policy, by=kenji, expected_version=1)
    assert [*disagreement.policies.all()] == [policy]


# --- Passages


def reworded(passage, by, quote: str) -> Passage:
    """`passage` with other words."""
    seen = actions.fingerprint(passage)
    passage.quote = quote
    return actions.edit_passage(passage, by=by, seen=seen)


def test_a_passage_gets_the_words_back_that_it_had(a_passage, hanako, kenji):
    passage = reworded(a_passage(quote="As printed."), hanako, "As printd.")
    actions.restore_passage(passage, by=kenji, seen=actions.fingerprint(passage), version=1, reason="A slip.")
    assert stored(passage).quote == passage.quote == "As printed."
    event = events_of(passage)[0]
    assert (event.action, event.by, event.reason) == ("restore", kenji, "A slip.")
    actions.restore_passage(passage, by=kenji, seen=actions.fingerprint(passage), version=2)
    assert stored(passage).quote == "As printd."
    assert events_of(passage)[0].reason == "As it was at version 2."


def test_a_passage_is_not_restored_to_what_nobody_knows(a_passage, hanako):
    passage = reworded(a_passage(quote="As printed."), hanako, "As printd.")
    seen = actions.fingerprint(passage)
    for version in (0, 3):
        with pytest.raises(Refused, match=f"at version {version}: choose a later version"):
            actions.restore_passage(passage, by=hanako, seen=seen, version=version)
    with pytest.raises(Refused, match="The passage reads as it did then already"):
        actions.restore_passage(passage, by=hanako, seen=seen, version=2)


def test_a_passage_changed_meanwhile_is_not_restored(a_passage, hanako, mallory):
    passage = a_passage(quote="As printed.")
    seen = actions.fingerprint(passage)
    reworded(passage, hanako, "As printd.")
    with pytest.raises(Stale, match="hanako changed this passage"):
        actions.restore_passage(passage, by=hanako, seen=seen, version=1)
    with pytest.raises(NotAllowed, match="You may not change passages"):
        actions.restore_passage(passage, by=mallory, seen=actions.fingerprint(passage), version=1)


def test_words_that_another_passage_has_by_now_are_not_given_twice(a_passage, hanako):
    passage = reworded(a_passage(quote="As printed."), hanako, "As printd.")
    a_passage(passage.source, quote="As printed.")
    with pytest.raises(Refused, match="This passage is already there"):
        actions.restore_passage(passage, by=hanako, seen=actions.fingerprint(passage), version=1)


def test_a_deleted_passage_comes_back(a_passage, hanako, kenji):
    passage = a_passage()
    key, quote = passage.pk, passage.quote
    actions.delete_passage(passage, by=kenji)
    again = actions.undelete(Passage, key, by=hanako)
    assert (stored(again).pk, stored(again).quote) == (key, quote)
    assert events_of(again)[0].action == "restore"


def test_a_passage_that_a_finding_names_besides_is_not_deleted(desk, kenji):
    finding = desk.an_evaluation().findings.get()
    further = desk.a_passage()
    finding.further_passages.add(further)
    with pytest.raises(Refused, match="is still used by “A finding”"):
        actions.delete_passage(further, by=kenji)
