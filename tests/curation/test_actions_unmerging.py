"""Undoing a merging: what was not changed since goes back, exactly, and what was changed is left and said."""

import random
import threading
from functools import partial
from itertools import combinations

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from policyatlas.curation import actions
from policyatlas.curation.actions import merging
from policyatlas.curation.history import events_of, merger_of
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, WrongState
from policyatlas.curation.snapshots import snapshots
from policyatlas.editions.models import Entry
from policyatlas.records.models import RECORDS, Observation, Passage, Place, Policy, Record
from tests.curation.merging import twins
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db

REASON = "They are two things of one name."


def unmerge(desk, record) -> Record:
    """`record` as a draft of its own again."""
    return apply("unmerge", record, desk.publisher, reason=REASON)


# --- Undoing


def test_undoing_leaves_what_was_changed_since_and_says_so(desk):
    loser, winner = twins(desk, Policy)
    changed, deleted, doubled, kept = (desk.a_disagreement(topic_en=f"{n}", policies=[loser]) for n in range(4))
    doubled.policies.add(winner)
    figure = desk.an_observation(policy=loser)
    desk.merge(loser, winner)
    for each in (changed, doubled):
        each.refresh_from_db()
        desk.edit(each, comment="Looked at again.")
    changed.policies.remove(winner)
    deleted.refresh_from_db()
    apply("delete", deleted, desk.publisher)
    figure.refresh_from_db()
    desk.edit(figure, note="It still names the other one.")
    unmerge(desk, loser)
    said = events_of(loser)[0].reason
    assert said == (
        f"{REASON} “0” has been changed since: what it names now is left as it is. "
        f"The disagreement “{deleted.slug}” was deleted since. "
        f"“2” has been changed since: what it names now is left as it is."
    )
    assert [[*each.policies.all()] for each in (changed, doubled, kept)] == [[], [winner], [loser]]
    assert stored(figure).policy == loser


def test_undoing_breaks_no_rule(desk):
    loser, winner = twins(desk, Policy)
    indicator = desk.an_indicator()
    first = desk.an_observation(policy=loser, indicator=indicator, rank="preferred")
    desk.merge(loser, winner)
    desk.an_observation(policy=loser, indicator=indicator, rank="preferred")
    unmerge(desk, loser)
    assert stored(first).policy == winner
    assert f"“{first}” stays as it is: Another figure" in events_of(loser)[0].reason


def test_undoing_puts_no_place_within_itself(desk):
    loser, winner = (desk.a_place(parent=None) for _ in range(2))
    above = desk.a_place(name_en="Above")
    for each in (loser, winner):
        desk.edit(each, parent=above)
        desk.publish(each)
    child = desk.a_place(name_en="Child", parent=loser)
    desk.merge(loser, winner)
    desk.edit(desk.revise(stored(above)), parent=stored(child))
    unmerge(desk, loser)
    assert stored(child).parent == winner
    assert "“Child” stays as it is: the record comes under it now." in events_of(loser)[0].reason


def test_a_dropped_row_whose_passage_is_gone_does_not_come_back(desk, kenji):
    loser, winner = twins(desk, Policy)
    passage = desk.a_passage()
    cluster = desk.a_cluster()
    cluster.designations.create(programme=loser)
    cluster.designations.create(programme=winner, passage=passage)
    cluster.designations.filter(programme=loser).update(passage=passage)
    desk.merge(loser, winner)
    cluster.designations.update(passage=None)
    actions.delete_passage(passage, by=kenji)
    unmerge(desk, loser)
    assert cluster.designations.get().programme == winner
    assert "has been changed since" in events_of(loser)[0].reason


def test_two_mergers_are_undone_from_the_last_to_the_first(desk):
    first, second = twins(desk, Policy)
    third = desk.publish(desk.a_policy())
    naming_first = desk.a_disagreement(policies=[first])
    desk.merge(first, second)
    desk.merge(second, third)
    unmerge(desk, second)
    assert [*naming_first.policies.all()] == [second]
    unmerge(desk, first)
    assert [*naming_first.policies.all()] == [first]


def test_a_merger_is_undone_also_after_what_the_merged_record_names_was_merged(desk):
    loser, winner = twins(desk, Policy)
    place, other = twins(desk, Place)
    loser.places.add(place)
    holder = desk.a_disagreement(policies=[loser])
    desk.merge(loser, winner)
    desk.merge(place, other)
    assert [*loser.places.all()] == [other]
    assert stored(loser).status == "withdrawn"
    unmerge(desk, stored(loser))
    assert [*holder.policies.all()] == [loser]


def test_undoing_needs_a_right_a_reason_and_a_merger(desk, hanako, kenji):
    loser, winner = twins(desk, Policy)
    desk.withdraw(winner)
    with pytest.raises(WrongState, match="was withdrawn, not merged: press “Revise”"):
        apply("unmerge", winner, kenji, reason=REASON)
    assert "unmerge" not in actions.possible(winner, kenji)
    desk.revise(winner)
    desk.publish(winner)
    desk.merge(loser, winner)
    assert "unmerge" in actions.possible(loser, kenji)
    with pytest.raises(NotAllowed, match="You may not unmerge policies"):
        apply("unmerge", loser, hanako, reason=REASON)
    with pytest.raises(Refused, match="Say why"):
        apply("unmerge", loser, kenji, reason=" ")
    with pytest.raises(Stale):
        apply("unmerge", loser, kenji, reason=REASON, expected_version=1)
    assert stored(loser).status == "withdrawn"


def test_who_merges_what_a_record_names_has_not_worked_on_it(desk, sayaka):
    loser, winner = twins(desk, Policy)
    holder = desk.submit(desk.a_disagreement(policies=[loser]))
    apply("merge", loser, sayaka, into=winner)
    holder.refresh_from_db()
    assert holder.status == "submitted"
    apply("approve", holder, sayaka)
    assert holder.status == "approved"


# --- Of the whole atlas


def everything() -> dict:
    """Every record and passage of the desk, whole."""
    return {model: snapshots(model, model.objects.values_list("pk", flat=True)) for model in (*RECORDS, Passage)}


@pytest.mark.parametrize("seed", range(3))
def test_undoing_gives_back_the_exact_desk(desk, seed):
    """Any two records of the shipped atlas that can be merged, one noun after the other."""
    chance, before, done = random.Random(seed), everything(), 0
    for model in RECORDS:
        pairs = list(combinations(model.objects.filter(status="published"), 2))
        for loser, winner in chance.sample(pairs, min(len(pairs), 12)):
            try:
                desk.merge(stored(loser), stored(winner))
            except Refused:
                continue
            assert everything() != before or not merger_of(loser).consequences.exists()
            unmerge(desk, stored(loser))
            done += 1
            break
    assert everything() == before
    assert done >= 8


# --- Many, and two at once


def test_many_figures_move_with_a_fixed_number_of_queries(desk, alone):
    asked = []
    for number in (2, 60):
        loser, winner = twins(desk, Place)
        indicator = desk.an_indicator()
        for year in range(number):
            desk.create(Observation(slug=f"f-{loser.pk}-{year}", indicator=indicator, place=loser, value=year))
        with CaptureQueriesContext(connection) as merged:
            desk.merge(loser, winner)
        with CaptureQueriesContext(connection) as undone:
            unmerge(desk, loser)
        assert Observation.objects.filter(place=loser, version=3).count() == number
        asked.append((len(merged), len(undone)))
    assert asked[0] == asked[1]


def at_once(*doing) -> list[str]:
    """What was refused when all of `doing` was done at the same moment, each in a thread of its own."""
    refused, start = [], threading.Barrier(len(doing))

    def work(one):
        start.wait()
        try:
            one()
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connections.close_all()

    people = [threading.Thread(target=work, args=[one]) for one in doing]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return refused


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_merge_two_records_into_each_other_one_is_refused(desk):
    one, two = twins(desk, Policy)
    holder = desk.a_disagreement(policies=[one, two])
    (refusal,) = at_once(
        partial(desk.merge, stored(one), stored(two)),
        partial(desk.merge, stored(two), stored(one)),
    )
    assert "is not in print" in refusal or "it must be" in refusal or "changed" in refusal
    (kept,) = Policy.objects.filter(pk__in=[one.pk, two.pk], status="published")
    assert [*holder.policies.all()] == [kept]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_edits_a_record_while_what_it_names_is_merged_loses_nothing(desk):
    for _ in range(3):
        loser, winner = twins(desk, Policy)
        figure = stored(desk.an_observation(policy=loser))
        figure.note = "Typed."
        refused = at_once(
            partial(desk.merge, stored(loser), winner),
            partial(actions.edit, figure, by=desk.curator, expected_version=1),
        )
        now = stored(figure)
        assert (now.policy, now.note) == (winner, "" if refused else "Typed.")
        assert now.version == (2 if refused else 3)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_publishes_a_record_while_what_it_names_is_merged_waits(desk):
    for _ in range(3):
        loser, winner = twins(desk, Policy)
        figure = desk.an_observation(policy=loser)
        desk.publish(figure.indicator)
        desk.publish(figure.citations.get().passage.source)
        desk.approve(figure)
        loser.refresh_from_db()
        at_once(
            partial(desk.merge, loser, winner),
            partial(desk.publish, figure),
        )
        assert stored(figure).policy == winner
        printed = Entry.objects.filter(kind="observation", slug=figure.slug, until=None)
        assert [one.payload["subject"]["slug"] for one in printed] in ([], [winner.slug])


def test_who_has_just_begun_to_name_a_record_makes_the_merger_begin_anew(desk, kenji, monkeypatch):
    loser, winner = twins(desk, Policy)
    plan = merging.merging
    late = desk.a_policy()

    def with_somebody_else_in_between(*pair):
        found = plan(*pair)
        late.relations.get_or_create(relation="replaces", other=loser)
        return found

    monkeypatch.setattr(merging, "merging", with_somebody_else_in_between)
    with pytest.raises(Stale, match="Somebody has just let another record name this one"):
        apply("merge", loser, kenji, into=winner)
    assert Event.objects.filter(action="merge").count() == 0
