"""Each verb of the desk: when it is allowed, what it refuses and in which words, and that it leaves one event."""

import threading

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, connections

from policyatlas.curation import actions
from policyatlas.curation.history import events_of, ever_published
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, NotFit, Refused, Stale, WrongState
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Passage, Place, PlaceCitation, Policy, PolicyCitation, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(kenji):
    """Kenji, who may also delete."""
    deleting = Permission.objects.filter(content_type__app_label="records", codename__startswith="delete_")
    kenji.user_permissions.add(*deleting)
    return type(kenji).objects.get(pk=kenji.pk)


@pytest.fixture
def in_state(desk):
    """Makes a policy in the wished state, through the verbs alone."""

    def make(state: str) -> Policy:
        policy = desk.a_policy()
        desk.publish(policy.citations.get().passage.source)
        if state != "draft":
            desk.publish(policy)
        if state == "revising":
            desk.revise(policy)
        if state == "withdrawn":
            desk.withdraw(policy)
        assert policy.status == state
        return policy

    return make


def apply(verb: str, record, by, **given):
    """Ask `verb` with whatever else it needs."""
    needs = {"reason": "Entered twice."} if verb == "withdraw" else {}
    return getattr(actions, verb)(record, by=by, **{"expected_version": record.version} | needs | given)


def as_stored(record):
    return type(record).objects.get(pk=record.pk)


# --- The table of states and verbs

ALLOWED = {
    ("draft", "edit"): "draft",
    ("revising", "edit"): "revising",
    ("draft", "publish"): "published",
    ("revising", "publish"): "published",
    ("published", "revise"): "revising",
    ("withdrawn", "revise"): "draft",
    ("published", "withdraw"): "withdrawn",
    ("revising", "withdraw"): "withdrawn",
    ("draft", "delete"): None,
}
STATES = ("draft", "published", "revising", "withdrawn")
VERBS = ("edit", "publish", "revise", "withdraw", "delete")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_a_verb_is_allowed_from_some_states_and_refused_from_the_others(in_state, admin, state, verb):
    policy = in_state(state)
    version, events = policy.version, Event.objects.count()
    if (state, verb) in ALLOWED:
        apply(verb, policy, admin)
        leads_to = ALLOWED[state, verb]
        if leads_to is None:
            assert not Policy.objects.filter(pk=policy.pk).exists()
        else:
            assert policy.status == as_stored(policy).status == leads_to
            assert policy.version == as_stored(policy).version == version + 1
            assert as_stored(policy).updated_by == admin
        assert Event.objects.count() == events + 1, f"“{verb}” must leave exactly one event"
        event = Event.objects.first()
        assert (event.action, event.by, event.noun, event.slug) == (verb, admin, "policy", policy.slug)
    else:
        with pytest.raises(WrongState) as refusal:
            apply(verb, policy, admin)
        (sentence,) = refusal.value.sentences
        assert sentence.startswith(f"“{policy}” is “")
        assert f"to {verb} it, it must be" in sentence
        assert (as_stored(policy).status, as_stored(policy).version) == (state, version)
        assert Event.objects.count() == events


@pytest.mark.parametrize("state", STATES)
def test_the_possible_verbs_are_those_of_the_table(in_state, admin, state):
    expected = [verb for verb in VERBS if (state, verb) in ALLOWED]
    assert actions.possible(in_state(state), admin) == expected


def test_the_possible_verbs_follow_the_rights(in_state, hanako, kenji, mallory):
    policy = in_state("draft")
    assert actions.possible(policy, hanako) == ["edit"]
    assert actions.possible(policy, kenji) == ["edit", "publish"]
    assert actions.possible(policy, mallory) == []


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_applies_a_verb_without_its_right(in_state, mallory, verb):
    state = next(state for state, other in ALLOWED if other == verb)
    policy = in_state(state)
    with pytest.raises(NotAllowed, match=f"You may not {verb} policies"):
        apply(verb, policy, mallory)
    assert as_stored(policy).status == state


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_version_is_refused_and_the_sentence_names_who_and_when(in_state, admin, verb):
    policy = in_state(next(state for state, other in ALLOWED if other == verb))
    with pytest.raises(Stale) as refusal:
        apply(verb, policy, admin, expected_version=policy.version - 1)
    stored = as_stored(policy)
    assert str(refusal.value).startswith(f"{stored.updated_by.username} changed “{policy}” at ")
    assert f"it is now version {policy.version}" in str(refusal.value)
    assert stored.version == policy.version


def test_a_stale_record_without_stamps_is_somebodys(a_policy, hanako):
    policy = a_policy()
    Policy.objects.filter(pk=policy.pk).update(version=7, updated_by=None, updated_at=None)
    with pytest.raises(Stale, match=r"^Somebody changed “A plan”, after you opened it"):
        actions.edit(policy, by=hanako, expected_version=1)


def test_a_record_deleted_meanwhile_is_stale(a_policy, hanako, admin):
    policy, same = (lambda made: (made, as_stored(made)))(a_policy())
    actions.delete(same, by=admin, expected_version=1)
    with pytest.raises(Stale, match="was deleted after you opened it"):
        actions.edit(policy, by=hanako, expected_version=1)


# --- Adding and editing


def test_a_new_record_is_a_draft_with_its_parts_and_links(desk, hanako):
    term = desk.a_term("instrument")
    policy = Policy(slug="a-new-law", title_en="A new law", kind="law", status="published", version=9)
    citation = PolicyCitation(record=policy, passage=desk.a_passage())
    actions.create(policy, by=hanako, parts=[citation], links={"instruments": [term]})
    stored = as_stored(policy)
    assert (stored.status, stored.version) == ("draft", 1), "whatever the caller set, a new record is a draft"
    assert stored.created_by == stored.updated_by == hanako
    assert stored.citations.get() == citation
    assert stored.instruments.get() == term
    assert [event.action for event in events_of(stored)] == ["create"]


def test_who_may_not_add_adds_nothing(mallory):
    with pytest.raises(NotAllowed, match="You may not add policies"):
        actions.create(Policy(slug="theirs", title_en="Theirs", kind="law"), by=mallory)
    assert not Policy.objects.filter(slug="theirs").exists()


def test_an_edit_cannot_change_the_state_or_who_created_the_record(a_policy, hanako, kenji):
    policy = a_policy()
    policy.title_en, policy.status, policy.version, policy.created_by = "Another title", "published", 99, kenji
    actions.edit(policy, by=kenji, expected_version=1, reason="The title was misread.")
    stored = as_stored(policy)
    assert (stored.title_en, stored.status, stored.version) == ("Another title", "draft", 2)
    assert (stored.created_by, stored.updated_by) == (hanako, kenji)
    assert events_of(stored)[0].reason == "The title was misread."


def test_a_hint_says_what_to_press(in_state, hanako):
    with pytest.raises(WrongState, match="Press “Revise” first"):
        apply("edit", in_state("published"), hanako)


@pytest.mark.parametrize("print_first", [False, True])
def test_an_address_is_permanent_once_printed(in_state, desk, print_first):
    policy = in_state("revising" if print_first else "draft")
    assert ever_published(policy) is print_first
    before = policy.slug
    if print_first:
        with pytest.raises(Refused, match=f"leave the slug “{before}”"):
            desk.edit(policy, slug="another-slug")
        assert as_stored(policy).slug == before
    else:
        desk.edit(policy, slug="another-slug")
        assert as_stored(policy).slug == "another-slug"


def test_a_place_in_print_cannot_become_a_prefecture(desk):
    place = desk.revise(desk.publish(desk.a_place(kind="area")))
    desk.edit(place, kind="city")
    with pytest.raises(Refused, match="whether it is a prefecture"):
        desk.edit(place, kind="prefecture")


def test_entries_alone_make_an_address_permanent(in_state):
    policy = in_state("published")
    Event.objects.all().delete()
    assert ever_published(policy)


# --- Publishing


def test_what_is_published_is_what_is_stored(desk, kenji):
    policy = desk.a_policy(title_en="As stored")
    desk.publish(policy.citations.get().passage.source)
    policy.title_en = "Typed and never saved"
    actions.publish(policy, by=kenji, expected_version=1)
    assert Reading.now().entry("policy", policy.slug).title_en == "As stored"


def test_readers_keep_what_is_in_print_while_a_record_is_revised(desk):
    policy = desk.revise(desk.publish(desk.a_policy(title_en="In print")))
    desk.edit(policy, title_en="Half finished")
    assert Reading.now().entry("policy", policy.slug).title_en == "In print"
    desk.publish(policy)
    assert Reading.now().entry("policy", policy.slug).title_en == "Half finished"


def test_a_record_that_is_not_fit_is_not_published(desk, hanako, kenji):
    policy = actions.create(Policy(slug="unsourced", title_en="Unsourced", kind="law"), by=hanako)
    with pytest.raises(NotFit) as refusal:
        actions.publish(policy, by=kenji, expected_version=1)
    assert refusal.value.sentences == [
        "No citation: add at least one passage that supports this record. Nothing goes into print without a source."
    ]
    assert as_stored(policy).status == "draft"
    assert Reading.now().entry("policy", "unsourced") is None


def test_when_printing_fails_nothing_is_written(desk, kenji, monkeypatch):
    policy = desk.a_policy()
    desk.publish(policy.citations.get().passage.source)
    events, entries = Event.objects.count(), Entry.objects.count()
    really = actions.print_record

    def jam(record):
        really(record)
        raise RuntimeError("The press has jammed.")

    monkeypatch.setattr(actions, "print_record", jam)
    with pytest.raises(RuntimeError):
        actions.publish(policy, by=kenji, expected_version=1)
    assert (as_stored(policy).status, as_stored(policy).version) == ("draft", 1)
    assert (Event.objects.count(), Entry.objects.count()) == (events, entries)


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
    assert as_stored(policy).status == "published"


def test_what_has_been_in_print_cannot_be_deleted(in_state, desk, admin):
    policy = desk.revise(in_state("withdrawn"))
    assert policy.status == "draft"
    assert "delete" not in actions.possible(policy, admin)
    with pytest.raises(WrongState, match="its address stays for ever"):
        apply("delete", policy, admin)
    assert Policy.objects.filter(pk=policy.pk).exists()


def test_what_others_need_cannot_be_deleted(desk, admin):
    term = desk.a_term("field")
    narrower = desk.create(Term(scheme="field", slug="narrower", code="narrower", label_en="Narrower", parent=term))
    events = Event.objects.count()
    with pytest.raises(Refused, match=f"still used by “{narrower}”"):
        apply("delete", term, admin)
    assert Term.objects.filter(pk=term.pk).exists()
    assert Event.objects.count() == events


# --- Passages


def test_passages_are_added_changed_and_deleted_by_verbs(desk, hanako, admin):
    passage = actions.add_passage(Passage(source=desk.a_source(), locator="p. 1", quote="As printd."), by=hanako)
    seen = actions.fingerprint(passage)
    passage.quote = "As printed."
    actions.edit_passage(passage, by=hanako, seen=seen)
    assert as_stored(passage).quote == "As printed."
    key = passage.pk
    actions.delete_passage(passage, by=admin)
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
    theirs = as_stored(passage)
    theirs.locator = "p. 2"
    actions.edit_passage(theirs, by=kenji, seen=seen)
    if not noticed:
        Event.objects.filter(noun="passage").delete()
    passage.locator = "p. 3"
    with pytest.raises(Stale, match=f"^{'kenji' if noticed else 'Somebody'} changed this passage"):
        actions.edit_passage(passage, by=hanako, seen=seen)
    assert as_stored(passage).locator == "p. 2"


def test_a_passage_that_is_cited_cannot_be_deleted(desk, admin):
    passage = desk.a_policy().citations.get().passage
    with pytest.raises(Refused, match="is still used by"):
        actions.delete_passage(passage, by=admin)


def test_who_has_no_right_touches_no_passage(a_passage, mallory):
    passage = a_passage()
    with pytest.raises(NotAllowed, match="You may not add passages"):
        actions.add_passage(Passage(source=passage.source, locator="p. 9", quote="Theirs"), by=mallory)
    with pytest.raises(NotAllowed, match="You may not change passages"):
        actions.edit_passage(passage, by=mallory, seen=actions.fingerprint(passage))
    with pytest.raises(NotAllowed, match="You may not delete passages"):
        actions.delete_passage(passage, by=mallory)


# --- Editions


def test_closing_an_edition_opens_the_next_and_is_logged(kenji):
    opened = Edition.objects.open().number
    edition = actions.close_edition(by=kenji, label="2099.1", notes="For the test.")
    assert (edition.number, edition.label, edition.notes) == (opened, "2099.1", "For the test.")
    assert Edition.objects.open().number == opened + 1
    event = Event.objects.first()
    assert (event.action, event.noun, event.slug, event.by) == ("close", "edition", "2099.1", kenji)


def test_an_edition_is_closed_once_and_only_by_those_who_may(kenji, hanako):
    with pytest.raises(NotAllowed, match="You may not close editions"):
        actions.close_edition(by=hanako, label="2099.1")
    actions.close_edition(by=kenji, label="2099.1")
    with pytest.raises(Refused, match=r"There already is an edition 2099\.1"):
        actions.close_edition(by=kenji, label="2099.1")


# --- Two people at once


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verbs", [("edit", "edit"), ("edit", "publish"), ("publish", "publish")])
def test_of_two_people_at_once_exactly_one_wins(desk, kenji, verbs):
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
    assert as_stored(place).version == 2
    assert events_of(place).count() == 2
