"""Each verb of the desk: when it is allowed, what it refuses and in which words, and that it leaves one event."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.actions import publishing
from policyatlas.curation.history import events_of, ever_published
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, NotFit, Refused, Stale, WrongState
from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Policy, PolicyCitation
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db


# --- The table of states and verbs

STATES = (
    *("draft", "submitted", "approved"),
    *("published", "revising", "revision-submitted", "revision-approved"),
    "withdrawn",
)
VERBS = (
    *("edit", "restore", "submit", "approve", "return", "publish"),
    *("revise", "look", "rename", "merge", "unmerge", "withdraw", "delete"),
)
# Verbs that are said otherwise in a sentence.
SAID = {"look": "look over"}
# What leads where; None is a record that is gone.
ALLOWED = {
    ("draft", "edit"): "draft",
    ("draft", "restore"): "draft",
    ("draft", "submit"): "submitted",
    ("draft", "delete"): None,
    ("submitted", "approve"): "approved",
    ("submitted", "return"): "draft",
    ("submitted", "revise"): "draft",
    ("approved", "return"): "draft",
    ("approved", "publish"): "published",
    ("approved", "revise"): "draft",
    ("published", "revise"): "revising",
    ("revising", "edit"): "revising",
    ("revising", "restore"): "revising",
    ("revising", "submit"): "revision-submitted",
    ("revision-submitted", "approve"): "revision-approved",
    ("revision-submitted", "return"): "revising",
    ("revision-submitted", "revise"): "revising",
    ("revision-approved", "return"): "revising",
    ("revision-approved", "publish"): "published",
    ("revision-approved", "revise"): "revising",
    ("withdrawn", "revise"): "draft",
    ("withdrawn", "unmerge"): "draft",
    **{(state, verb): state for state in STATES[3:7] for verb in ("look", "rename")},
    **{(state, verb): "withdrawn" for state in STATES[3:7] for verb in ("merge", "withdraw")},
}
# What a team of one may do besides.
ALONE = {(state, "publish"): "published" for state in ("draft", "submitted", "revising", "revision-submitted")}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_a_verb_is_allowed_from_some_states_and_refused_from_the_others(in_state, sayaka, state, verb):
    policy = in_state(state)
    version, events = policy.version, Event.objects.count()
    if (state, verb) not in ALLOWED:
        with pytest.raises(WrongState) as refusal:
            apply(verb, policy, sayaka)
        (sentence,) = refusal.value.sentences
        assert sentence.startswith(f"“{policy}” is “")
        assert f"to {SAID.get(verb, verb)} it, it must be" in sentence
        assert (stored(policy).status, stored(policy).version) == (state, version)
        assert Event.objects.count() == events
        return
    apply(verb, policy, sayaka)
    leads_to = ALLOWED[state, verb]
    if leads_to is None:
        assert not Policy.objects.filter(pk=policy.pk).exists()
    elif verb == "look":
        assert (stored(policy).status, stored(policy).version) == (state, version), "looking changes nothing"
    else:
        assert policy.status == stored(policy).status == leads_to
        assert policy.version == stored(policy).version == version + 1
        assert stored(policy).updated_by == sayaka
    assert Event.objects.count() == events + 1, f"“{verb}” must leave exactly one event"
    event = Event.objects.first()
    assert (event.action, event.by, event.noun, event.slug) == (verb, sayaka, "policy", policy.slug)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_a_team_of_one_may_publish_without_asking_and_nothing_else_besides(in_state, alone, sayaka, state, verb):
    policy = in_state(state)
    if leads_to := (ALLOWED | ALONE).get((state, verb)):
        apply(verb, policy, sayaka)
        assert stored(policy).status == leads_to
    elif (state, verb) not in ALLOWED:
        with pytest.raises(WrongState):
            apply(verb, policy, sayaka)


@pytest.mark.parametrize("state", STATES)
def test_the_possible_verbs_are_those_of_the_table(in_state, sayaka, settings, state):
    assert actions.possible(in_state(state), sayaka) == [verb for verb in VERBS if (state, verb) in ALLOWED]
    settings.TWO_PAIRS_OF_EYES = False
    assert actions.possible(in_state(state), sayaka) == [verb for verb in VERBS if (state, verb) in ALLOWED | ALONE]


def test_the_possible_verbs_follow_the_rights(in_state, hanako, yuki, kenji, mallory):
    draft, submitted, approved = in_state("draft"), in_state("submitted"), in_state("approved")
    assert actions.possible(draft, hanako) == ["edit", "restore", "submit", "delete"]
    assert actions.possible(draft, mallory) == []
    assert actions.possible(submitted, hanako) == ["revise"]
    assert actions.possible(submitted, yuki) == ["approve", "return", "revise"]
    assert actions.possible(approved, yuki) == ["return", "revise"]
    assert actions.possible(approved, kenji) == ["publish", "revise"]


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_applies_a_verb_without_its_right(in_state, mallory, verb):
    state = next(state for state, other in ALLOWED if other == verb)
    policy = in_state(state)
    with pytest.raises(NotAllowed, match=f"You may not {SAID.get(verb, verb)} policies"):
        apply(verb, policy, mallory)
    assert stored(policy).status == state


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_version_is_refused_and_the_sentence_names_who_and_when(in_state, sayaka, verb):
    policy = in_state(next(state for state, other in ALLOWED if other == verb))
    with pytest.raises(Stale) as refusal:
        apply(verb, policy, sayaka, expected_version=policy.version - 1)
    now = stored(policy)
    assert str(refusal.value).startswith(f"{now.updated_by.username} changed “{policy}” at ")
    assert f"it is now version {policy.version}" in str(refusal.value)
    assert now.version == policy.version


def test_a_stale_record_without_stamps_is_somebodys(a_policy, hanako):
    policy = a_policy()
    Policy.objects.filter(pk=policy.pk).update(version=7, updated_by=None, updated_at=None)
    with pytest.raises(Stale, match=r"^Somebody changed “A plan”, after you opened it"):
        actions.edit(policy, by=hanako, expected_version=1)


def test_a_record_deleted_meanwhile_is_stale(a_policy, hanako, kenji):
    policy, same = (lambda made: (made, stored(made)))(a_policy())
    actions.delete(same, by=kenji, expected_version=1)
    with pytest.raises(Stale, match="was deleted after you opened it"):
        actions.edit(policy, by=hanako, expected_version=1)


# --- Adding and editing


def test_a_new_record_is_a_draft_with_its_parts_and_links(desk, hanako):
    term = desk.a_term("instrument")
    policy = Policy(slug="a-new-law", title_en="A new law", kind="law", status="published", version=9)
    citation = PolicyCitation(record=policy, passage=desk.a_passage())
    actions.create(policy, by=hanako, parts=[citation], links={"instruments": [term]})
    now = stored(policy)
    assert (now.status, now.version) == ("draft", 1), "whatever the caller set, a new record is a draft"
    assert now.created_by == now.updated_by == hanako
    assert now.citations.get() == citation
    assert now.instruments.get() == term
    assert [event.action for event in events_of(now)] == ["create"]


def test_an_edit_brings_new_parts_in_one_event(desk, hanako):
    policy = desk.a_policy()
    citation = PolicyCitation(record=policy, passage=desk.a_passage(), supports="start_year")
    actions.edit(policy, by=hanako, expected_version=policy.version, parts=[citation])
    assert citation in stored(policy).citations.all()
    assert [event.action for event in events_of(policy)][:2] == ["edit", "create"]


def test_who_may_not_add_adds_nothing(mallory):
    with pytest.raises(NotAllowed, match="You may not add policies"):
        actions.create(Policy(slug="theirs", title_en="Theirs", kind="law"), by=mallory)
    assert not Policy.objects.filter(slug="theirs").exists()


def test_an_edit_cannot_change_the_state_or_who_created_the_record(a_policy, hanako, kenji):
    policy = a_policy()
    policy.title_en, policy.status, policy.version, policy.created_by = "Another title", "published", 99, kenji
    actions.edit(policy, by=kenji, expected_version=1, reason="The title was misread.")
    now = stored(policy)
    assert (now.title_en, now.status, now.version) == ("Another title", "draft", 2)
    assert (now.created_by, now.updated_by) == (hanako, kenji)
    assert events_of(now)[0].reason == "The title was misread."


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
        assert stored(policy).slug == before
    else:
        desk.edit(policy, slug="another-slug")
        assert stored(policy).slug == "another-slug"


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


def test_what_is_published_is_what_is_stored(desk, alone, kenji):
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


def test_a_record_that_is_not_fit_is_not_published(desk, alone, hanako, kenji):
    policy = actions.create(Policy(slug="unsourced", title_en="Unsourced", kind="law"), by=hanako)
    with pytest.raises(NotFit) as refusal:
        actions.publish(policy, by=kenji, expected_version=1)
    assert refusal.value.sentences == [
        "No citation: add at least one passage that supports this record. Nothing goes into print without a source."
    ]
    assert stored(policy).status == "draft"
    assert Reading.now().entry("policy", "unsourced") is None


def test_when_printing_fails_nothing_is_written(desk, alone, kenji, monkeypatch):
    policy = desk.a_policy()
    desk.publish(policy.citations.get().passage.source)
    events, entries = Event.objects.count(), Entry.objects.count()
    really = publishing.print_records

    def jam(printed, reason):
        really(printed, reason)
        raise RuntimeError("The press has jammed.")

    monkeypatch.setattr(publishing, "print_records", jam)
    with pytest.raises(RuntimeError):
        actions.publish(policy, by=kenji, expected_version=1)
    assert (stored(policy).status, stored(policy).version) == ("draft", 1)
    assert (Event.objects.count(), Entry.objects.count()) == (events, entries)
