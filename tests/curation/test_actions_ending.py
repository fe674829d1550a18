"""The verbs that end something (withdraw, delete), those for passages, and two people at once."""

import threading

import pytest
from django.db import connection, connections

from policyatlas.curation import actions
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, WrongState
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Passage, Place, PlaceCitation, Policy, Term
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db


# --- Withdrawing and deleting


def test_a_withdrawn_record_leaves_print_and_comes_back_as_a_draft(desk):
    policy = desk.publish(desk.a_policy())
    desk.withdraw(policy, reason="Entered twice.")
    assert Reading.now().entry("policy", policy.slug) is None
    assert events_of(policy)[0].reason == "Entered twice."
    desk.revise(policy)
    assert policy.status == "draft"
    desk.publish(policy)
    assert Reading.now().entry("policy", policy.slug) is not None


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_withdrawing_needs_a_reason(in_state, kenji, reason):
    policy = in_state("published")
    with pytest.raises(Refused, match="Give a reason"):
        apply("withdraw", policy, kenji, reason=reason)
    assert stored(policy).status == "published"


def test_what_has_been_in_print_cannot_be_deleted(in_state, desk, kenji):
    policy = desk.revise(in_state("withdrawn"))
    assert policy.status == "draft"
    assert "delete" not in actions.possible(policy, kenji)
    with pytest.raises(WrongState, match="its address stays for ever"):
        apply("delete", policy, kenji)
    assert Policy.objects.filter(pk=policy.pk).exists()


def test_what_others_need_cannot_be_deleted(desk, kenji):
    term = desk.a_term("field")
    narrower = desk.create(Term(scheme="field", slug="narrower", code="narrower", label_en="Narrower", parent=term))
    events = Event.objects.count()
    with pytest.raises(Refused, match=f"still used by “{narrower}”"):
        apply("delete", term, kenji)
    assert Term.objects.filter(pk=term.pk).exists()
    assert Event.objects.count() == events


# --- Passages


def test_passages_are_added_changed_and_deleted_by_verbs(desk, hanako, kenji):
    passage = actions.add_passage(Passage(source=desk.a_source(), locator="p. 1", quote="As printd."), by=hanako)
    seen = actions.fingerprint(passage)
    passage.quote = "As printed."
    actions.edit_passage(passage, by=hanako, seen=seen)
    assert stored(passage).quote == "As printed."
    key = passage.pk
    actions.delete_passage(passage, by=kenji)
    assert not Passage.objects.filter(pk=key).exists()
    log = Event.objects.filter(noun="passage", record_id=key).order_by("pk")
    assert [(event.action, event.by.username) for event in log] == [
        ("create", "hanako"),
        ("edit", "hanako"),
        ("delete", "kenji"),
    ]


@pytest.mark.parametrize("noticed", [True, False])
def test_a_passage_changed_meanwhile_is_stale(a_passage, hanako, kenji, noticed):
    passage = a_passage()
    seen = actions.fingerprint(passage)
    theirs = stored(passage)
    theirs.locator = "p. 2"
    actions.edit_passage(theirs, by=kenji, seen=seen)
    if not noticed:
        Event.objects.filter(noun="passage").delete()
    passage.locator = "p. 3"
    with pytest.raises(Stale, match=f"^{'kenji' if noticed else 'Somebody'} changed this passage"):
        actions.edit_passage(passage, by=hanako, seen=seen)
    assert stored(passage).locator == "p. 2"


def test_a_passage_that_was_deleted_meanwhile_is_stale(a_passage, hanako, kenji):
    passage = a_passage()
    theirs, seen = stored(passage), actions.fingerprint(passage)
    actions.delete_passage(theirs, by=kenji)
    for refused in (
        lambda: actions.edit_passage(passage, by=hanako, seen=seen),
        lambda: actions.delete_passage(passage, by=kenji),
    ):
        with pytest.raises(Stale, match="This passage was deleted after you opened it"):
            refused()


def test_a_passage_that_is_cited_cannot_be_deleted(desk, kenji):
    passage = desk.a_policy().citations.get().passage
    with pytest.raises(Refused, match="is still used by"):
        actions.delete_passage(passage, by=kenji)


def test_who_has_no_right_touches_no_passage(a_passage, mallory):
    passage = a_passage()
    with pytest.raises(NotAllowed, match="You may not add passages"):
        actions.add_passage(Passage(source=passage.source, locator="p. 9", quote="Theirs"), by=mallory)
    with pytest.raises(NotAllowed, match="You may not change passages"):
        actions.edit_passage(passage, by=mallory, seen=actions.fingerprint(passage))
    with pytest.raises(NotAllowed, match="You may not delete passages"):
        actions.delete_passage(passage, by=mallory)


# --- Two people at once


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verbs", [("edit", "edit"), ("edit", "publish"), ("publish", "publish")])
def test_of_two_people_at_once_exactly_one_wins(desk, alone, kenji, verbs):
    place = desk.a_place()
    desk.publish(PlaceCitation.objects.get(record=place).passage.source)
    start = threading.Barrier(2)
    outcomes = []

    def person(verb):
        mine = Place.objects.get(pk=place.pk)
        start.wait()
        try:
            apply(verb, mine, kenji)
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        finally:
            connections.close_all()

    people = [threading.Thread(target=person, args=[verb]) for verb in verbs]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(outcomes) == ["done", "stale"], f"on {connection.vendor} both or neither got through"
    assert stored(place).version == 2
    assert events_of(place).count() == 2
