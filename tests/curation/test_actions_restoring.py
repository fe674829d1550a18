"""Putting a record back to what it was: the whole of it, its addresses apart, and what is refused and why."""

from decimal import Decimal

import pytest

from policyatlas.curation import actions
from policyatlas.curation.history import events_of, snapshot_at
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, WrongState
from policyatlas.curation.snapshots import snapshot
from policyatlas.records.models import (
    Criterion,
    Finding,
    Place,
    PolicyCitation,
    PolicyStage,
    Rating,
    Section,
)
from tests.curation.sending import stored
from tests.records.examples import a_rating

pytestmark = pytest.mark.django_db


def restore(record, by, version, **given):
    """Put `record` back as somebody who saw its newest version."""
    return actions.restore(record, by=by, expected_version=record.version, version=version, **given)


def edited(record, by, saving=None, **fields):
    """`record` with other fields, and with what `saving` does to its parts."""
    for name, value in fields.items():
        setattr(record, name, value)
    return actions.edit(record, by=by, expected_version=record.version, saving=saving)


# --- Restoring a record


def test_restoring_is_one_more_version_and_one_event_with_a_reason(a_policy, hanako, kenji):
    policy = a_policy(summary="What it was.")
    edited(policy, hanako, summary="What it became.")
    restore(policy, kenji, 1, reason="The old words were right.")
    assert (policy.summary, policy.version, policy.status) == ("What it was.", 3, "draft")
    assert (stored(policy).updated_by, stored(policy).created_by) == (kenji, hanako)
    event = events_of(policy)[0]
    assert (event.action, event.version, event.reason) == ("restore", 3, "The old words were right.")
    assert event.snapshot == snapshot_at(policy, 1) == snapshot(policy)


def test_what_a_version_did_not_know_yet_stays(desk, hanako):
    """A kind of link that came later is in no older snapshot: nobody can say what it was then."""
    group = desk.a_term("target-group")
    policy = desk.a_policy(summary="One.")
    edited(policy, hanako, saving=lambda: policy.target_groups.set([group]), summary="Two.")
    first = events_of(policy).get(version=1)
    links = {name: keys for name, keys in first.snapshot["links"].items() if name != "target_groups"}
    Event.objects.filter(pk=first.pk).update(snapshot=first.snapshot | {"links": links})
    restore(policy, hanako, 1)
    assert policy.summary == "One."
    assert list(policy.target_groups.all()) == [group]


def test_without_a_reason_the_log_says_which_version_it_was(a_policy, hanako):
    policy = edited(a_policy(), hanako, note="Changed.")
    restore(policy, hanako, 1)
    assert events_of(policy)[0].reason == "As it was at version 1."


def test_what_is_restored_can_be_restored_again(a_policy, hanako):
    policy = edited(a_policy(summary="One."), hanako, summary="Two.")
    restore(policy, hanako, 1)
    restore(policy, hanako, 2)
    assert (policy.summary, policy.version) == ("Two.", 4)


def test_who_may_not_change_records_restores_none(a_policy, hanako, mallory):
    policy = edited(a_policy(), hanako, note="Changed.")
    with pytest.raises(NotAllowed, match="You may not restore policies"):
        restore(policy, mallory, 1)


def test_a_record_changed_meanwhile_is_not_restored(a_policy, hanako):
    policy = edited(a_policy(), hanako, note="Changed.")
    with pytest.raises(Stale, match="you saw version 1, it is now version 2"):
        actions.restore(policy, by=hanako, expected_version=1, version=1)


@pytest.mark.parametrize(("state", "hint"), [("published", "Press “Revise” first"), ("submitted", "take it back")])
def test_a_locked_record_says_what_to_press_first(in_state, sayaka, state, hint):
    policy = in_state(state)
    with pytest.raises(WrongState, match=hint):
        restore(policy, sayaka, 1)


def test_there_is_nothing_to_restore_where_nothing_differs(a_policy, hanako):
    policy = a_policy()
    with pytest.raises(Refused, match="is what it was at version 1 already: nothing was changed"):
        restore(policy, hanako, 1)
    assert stored(policy).version == 1


def test_the_log_may_not_reach_back_so_far(a_policy, hanako):
    policy = edited(a_policy(), hanako, note="Changed.")
    Event.objects.filter(noun="policy", record_id=policy.pk, version=1).update(snapshot=None)
    with pytest.raises(Refused, match="does not say what “A plan” was at version 1: choose a later version"):
        restore(policy, hanako, 1)
    with pytest.raises(Refused, match="at version 0"):
        restore(policy, hanako, 0)


def test_what_it_refers_to_may_be_deleted_since(desk, hanako, kenji):
    place, term = desk.a_place(), desk.a_term("instrument")
    policy = desk.a_policy(places=[place], instruments=[term])
    edited(policy, hanako, saving=lambda: (policy.places.clear(), policy.instruments.clear()))
    actions.delete(place, by=kenji, expected_version=1)
    with pytest.raises(Refused, match=rf"deleted since: place “{place.slug}”\. Bring that back first"):
        restore(policy, hanako, 1)
    actions.undelete(Place, place.pk, by=kenji)
    restore(policy, hanako, 1)
    assert [*policy.places.all()] == [place]
    assert [*policy.instruments.all()] == [term]


def test_a_part_that_others_use_by_now_stays(desk, hanako):
    framework = desk.a_framework()
    edited(
        framework,
        hanako,
        saving=lambda: Criterion(framework=framework, number=2, label="Two", passage=desk.a_passage()).save(),
    )
    rating = a_rating(desk, criterion=framework.criteria.get(number=2))
    with pytest.raises(Refused, match="“2 Two” is still used by “"):
        restore(framework, hanako, 1)
    assert framework.criteria.count() == 2
    rating.delete()
    restore(framework, hanako, 1)
    assert framework.criteria.count() == 1


def test_a_rule_that_it_would_break_now_is_said(desk, hanako):
    figure = desk.an_observation(rank="preferred", value=Decimal("12.5"))
    edited(figure, hanako, rank="normal")
    desk.an_observation(rank="preferred", indicator=figure.indicator, policy=figure.policy)
    with pytest.raises(Refused, match=r"cannot be put back as it was\. Another figure .* is already preferred"):
        restore(figure, hanako, 1)
    assert (stored(figure).rank, stored(figure).version) == ("normal", 2)


def test_an_address_somebody_else_took_meanwhile_is_said(desk, hanako):
    policy = desk.a_policy(slug="the-law")
    edited(policy, hanako, slug="another-law")
    other = desk.a_policy(slug="the-law", title_en="The law")
    with pytest.raises(Refused, match=f"cannot be put back as it was. “{other}” has the slug “the-law” now"):
        restore(policy, hanako, 1)


def a_stage(policy, slug: str, title: str = "Enacted", **fields) -> PolicyStage:
    return PolicyStage(policy=policy, slug=slug, title_en=title, year=1983, **fields)


def test_a_part_s_address_somebody_else_took_meanwhile_is_said(desk, hanako):
    policy, other = desk.a_policy(), desk.a_policy()
    edited(policy, hanako, saving=lambda: a_stage(policy, "enacted").save())
    edited(policy, hanako, saving=lambda: policy.stages.get().delete())
    edited(other, hanako, saving=lambda: a_stage(other, "enacted").save())
    with pytest.raises(Refused, match=r"“1983: Enacted” has the slug “enacted” now\.$"):
        restore(policy, hanako, 2)
    assert not policy.stages.exists()


def test_a_refusal_of_the_database_without_a_sentence_is_told_as_such(a_policy, hanako, monkeypatch):
    policy = edited(a_policy(slug="the-law"), hanako, slug="another-law")
    a_policy(slug="the-law")
    monkeypatch.setattr("policyatlas.curation.actions.restoring._contradictions", lambda thing, was: [])
    with pytest.raises(Refused, match=r"cannot be put back as it was\. The database refused it\."):
        restore(policy, hanako, 1)


# --- Parts that change places


def swap(first, second, field: str, aside) -> None:
    """Give two rows each other's value, by way of one that nothing has."""
    one, other = getattr(first, field), getattr(second, field)
    for row, value in ((first, aside), (second, one), (first, other)):
        setattr(row, field, value)
        row.save()


def numbered(desk):
    """A record of each sort whose parts have something that is theirs alone, two such parts, and how to swap it."""
    source = desk.a_source()
    sections = [Section(source=source, order=n, locator=f"Section {n}") for n in (1, 2)]
    yield source, sections, "order", 99
    framework = desk.a_framework()
    passage = desk.a_passage()
    criteria = [Criterion(framework=framework, number=n, label=f"Number {n}", passage=passage) for n in (5, 6)]
    yield framework, criteria, "number", 99
    policy = desk.a_policy()
    yield policy, [a_stage(policy, "one"), a_stage(policy, "two")], "slug", "aside"
    cited = desk.a_policy()
    citations = [PolicyCitation(record=cited, passage=desk.a_passage()) for _ in range(2)]
    yield cited, citations, "passage", desk.a_passage()
    evaluation = desk.an_evaluation()
    told = {"evaluation": evaluation, "title_en": "Found", "statement": "So.", "verdict": "mixed"}
    told |= {"dimension": desk.a_term("dimension"), "passage": desk.a_passage()}
    yield evaluation, [Finding(slug=slug, **told) for slug in ("first", "second")], "slug", "aside"


@pytest.mark.parametrize("number", range(5), ids=["sections", "criteria", "stages", "citations", "findings"])
def test_parts_that_changed_places_change_back(desk, hanako, number):
    record, parts, field, aside = [*numbered(desk)][number]
    edited(record, hanako, saving=lambda: [part.save() for part in parts])
    was = snapshot(record)
    edited(record, hanako, saving=lambda: swap(*parts, field, aside))
    assert snapshot(record) != was
    restore(record, hanako, 2)
    assert snapshot(record) == was


def test_ratings_stay_with_criteria_that_change_places(desk, hanako):
    framework = desk.a_framework()
    second = Criterion(framework=framework, number=2, label="Two", passage=desk.a_passage())
    edited(framework, hanako, saving=second.save)
    rating = a_rating(desk, criterion=second)
    first = framework.criteria.get(number=1)
    edited(framework, hanako, saving=lambda: swap(first, second, "number", 99))
    restore(framework, hanako, 2)
    assert [(one.number, one.pk) for one in framework.criteria.all()] == [(1, first.pk), (2, second.pk)]
    assert Rating.objects.get(pk=rating.pk).criterion == second


# --- Addresses that have been in print


def test_the_address_of_what_has_been_in_print_stays(desk, hanako, kenji):
    policy = desk.publish(desk.edit(desk.a_policy(slug="a-draft", summary="One."), slug="printed", summary="Two."))
    actions.revise(policy, by=hanako, expected_version=policy.version)
    restore(policy, hanako, 1)
    assert (policy.slug, policy.summary, policy.status) == ("printed", "One.", "revising")
    with pytest.raises(Refused, match="is what it was at version 1 already"):
        restore(policy, hanako, 1)


def test_the_address_of_a_part_stays_only_once_it_was_in_print(desk, hanako):
    policy = desk.a_policy()
    told = {"passage": desk.a_passage()}
    stages = [a_stage(policy, "one", "First", **told), a_stage(policy, "two", "Second", **told)]
    edited(policy, hanako, saving=lambda: [stage.save() for stage in stages])
    for stage, slug in zip(stages, ("one-printed", "two-printed"), strict=True):
        stage.slug = slug
    edited(policy, hanako, saving=lambda: [stage.save() for stage in stages])
    desk.revise(desk.publish(policy))
    stages[1].slug, stages[1].title_en = "two-again", "Third"
    edited(policy, hanako, saving=stages[1].save)
    restore(policy, hanako, 2)
    assert [(stage.slug, stage.title_en) for stage in policy.stages.order_by("pk")] == [
        ("one-printed", "First"),
        ("two", "Second"),
    ]


def test_a_place_in_print_stays_where_readers_look_for_it(desk, hanako):
    place = desk.a_place(kind="city")
    region = desk.publish(desk.edit(place, kind="prefecture"))
    desk.revise(region)
    with pytest.raises(Refused, match="The address of “A city” is permanent"):
        restore(region, hanako, 1)
