"""Merging two records at the desk: every reference moves, and goes back exactly when the merging is undone."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.history import events_of, merger_of
from policyatlas.curation.holders import references_to
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import snapshot
from policyatlas.editions.models import Entry, Forwarding
from policyatlas.editions.reading import Reading
from policyatlas.press.printing import origin, sheets
from policyatlas.records.models import Criterion, Framework, Observation, Passage, Policy, Record, Source
from tests.curation.merging import OF_PARTS, OF_RECORDS, naming, reference, twins
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db

REASON = "They are two things of one name."


def in_print() -> dict:
    """Every entry that readers find now, by its address."""
    return {(one.kind, one.slug): one.sha256 for one in Entry.objects.filter(until=None)}


def nothing_names(thing) -> bool:
    """Whether nothing at the desk names `thing`."""
    ways = references_to(type(thing))
    return not any(one.table._base_manager.filter(**{one.field.name: thing}).exists() for one in ways)


def unmerge(desk, record) -> Record:
    """`record` as a draft of its own again."""
    return apply("unmerge", record, desk.publisher, reason=REASON)


# --- Every way of naming a record


@pytest.mark.parametrize(("model", "name"), OF_RECORDS)
def test_whatever_names_a_merged_record_names_the_other_one_and_back(desk, model, name):
    loser, winner = twins(desk, model, name)
    holder = naming(desk, reference(model, name), loser)
    before, version = snapshot(holder), getattr(stored(holder), "version", None)
    desk.merge(loser, winner)
    assert nothing_names(loser)
    assert snapshot(holder) != before
    event = events_of(holder)[0]
    assert (event.action, event.because_of, event.by) == ("edit", merger_of(loser), desk.publisher)
    assert event.snapshot == snapshot(holder)
    if version is not None:
        assert stored(holder).version == event.version == version + 1
        assert stored(holder).status == "draft"
    unmerge(desk, loser)
    assert snapshot(holder) == before
    assert events_of(holder)[0].snapshot == before
    assert events_of(holder)[0].because_of == events_of(loser)[0]


@pytest.mark.parametrize(("model", "name"), OF_RECORDS)
def test_readers_find_all_as_it_was_once_both_are_published_again(desk, model, name):
    loser, winner = twins(desk, model, name)
    holder = naming(desk, reference(model, name), loser)
    if isinstance(holder, Passage):
        holder = desk.a_policy()
        holder.citations.update(passage=desk.a_passage(loser))
    desk.publish(holder)
    closed = desk.close("2999.1")
    before = in_print()
    loser.refresh_from_db()
    desk.merge(loser, winner)
    holder.refresh_from_db()
    assert holder.status == "published"
    printed = {(one.kind, one.slug): one.sha256 for one in Entry.objects.filter(origin=origin(holder), until=None)}
    assert {sheet.address: sheet.sha256 for sheet in sheets(holder)} == printed, "Printing it again changes nothing."
    merged = in_print()
    unmerge(desk, loser)
    holder.refresh_from_db()
    assert holder.status == "revising"
    assert in_print() == merged, "Readers see nothing of it yet."
    desk.publish(loser)
    desk.publish(holder)
    assert in_print() == before
    assert not Forwarding.objects.exists()
    assert {(one.kind, one.slug): one.sha256 for one in Reading(closed, pinned=True).entries()} == before


@pytest.mark.parametrize(("model", "name"), OF_PARTS)
def test_whoever_names_a_part_of_a_merged_record_names_that_of_the_other_one(desk, model, name):
    loser, winner = twins(desk, Source if model is Passage else Framework)
    if model is Passage:
        old, new = desk.a_passage(loser, quote="The same words."), desk.a_passage(winner, quote="The same words.")
    else:
        old, new = loser.criteria.get(), winner.criteria.get()
    one = reference(model, name)
    holder = naming(desk, one, old)
    before = snapshot(holder)
    desk.merge(loser, winner)
    assert nothing_names(old)
    assert one.table._base_manager.filter(**{one.field.name: new}).exists()
    assert stored(old) == old, "It stays what the merged record says of itself."
    unmerge(desk, loser)
    assert snapshot(holder) == before


# --- Passages


def test_the_passages_of_a_merged_source_move_and_records_in_print_are_opened_when_they_go_back(desk):
    loser, winner = twins(desk, Source)
    passage = desk.a_passage(loser)
    citing = desk.a_policy()
    citing.citations.update(passage=passage)
    desk.publish(citing)
    draft = desk.a_policy()
    draft.citations.update(passage=passage)
    loser.refresh_from_db()
    desk.merge(loser, winner)
    assert stored(passage).source == winner
    event = events_of(passage)[0]
    assert (event.action, event.slug, event.version) == ("edit", winner.slug, None)
    assert (stored(citing).version, stored(citing).status) == (citing.version, "published"), "It is what it was."
    unmerge(desk, loser)
    assert stored(passage).source == loser
    assert (stored(citing).status, stored(draft).status) == ("revising", "draft")
    opened = events_of(citing)[0]
    assert (opened.action, opened.snapshot, opened.moved) == ("revise", None, None)
    assert opened.because_of == events_of(loser)[0]


def test_what_a_merged_source_says_of_itself_it_goes_on_to_cite(desk):
    loser, winner = desk.a_source(), desk.publish(desk.a_source())
    own, same = desk.a_passage(loser, quote="The same words."), desk.a_passage(winner, quote="The same words.")
    loser.citations.create(passage=own)
    winner.citations.create(passage=desk.a_passage(loser))
    desk.publish(loser)
    before = snapshot(loser)
    desk.merge(loser, stored(winner))
    assert snapshot(loser) == before
    assert same.source == winner


# --- What would be there twice


def test_what_would_be_there_twice_stays_once_and_comes_back(desk):
    loser, winner = twins(desk, Policy)
    both = desk.a_disagreement(policies=[loser, winner])
    role = desk.a_policy()
    passage = desk.a_passage()
    for other in (loser, winner):
        role.relations.create(relation="replaces", other=other, passage=passage)
    before = [snapshot(both), snapshot(role)]
    desk.merge(loser, winner)
    assert [*both.policies.all()] == [winner]
    assert role.relations.get().other == winner
    said = f"Policy “{loser.slug}” was merged into “{winner.slug}”: It was entered twice."
    assert events_of(both)[0].reason == f"{said} Its policies had both: one stays."
    assert events_of(role)[0].reason == f"{said} The policy relation “replaces A plan” was there twice then: one stays."
    unmerge(desk, loser)
    assert [snapshot(both), snapshot(role)] == before


def test_a_row_that_says_nothing_more_is_dropped_and_one_that_does_is_an_obstacle(desk, kenji):
    loser, winner = twins(desk, Policy)
    cluster = desk.a_cluster(name_en="Hiroshima")
    cluster.designations.create(programme=loser, year=1984)
    cluster.designations.create(programme=winner, year=1985, end_year=1990)
    with pytest.raises(Refused) as refusal:
        apply("merge", loser, kenji, into=winner)
    assert str(refusal.value) == (
        "In “Hiroshima”, “A plan (1984)” and “A plan (1985)” would be about the same and are not alike. This cluster "
        "already has a designation by that programme and stage. Change one of them, or remove it, first."
    )
    assert stored(loser).status == "published"
    assert not Forwarding.objects.exists()
    cluster.designations.filter(programme=loser).update(year=1985)
    desk.merge(loser, winner)
    assert cluster.designations.get().end_year == 1990


def test_equal_passages_make_equal_rows(desk):
    loser, winner = twins(desk, Source)
    passages = [desk.a_passage(one, quote="The same words.") for one in (loser, winner)]
    work = desk.a_source()
    for source, passage in zip((loser, winner), passages, strict=True):
        work.cited_by.create(citing=source, passage=passage)
    evaluation = desk.an_evaluation()
    finding = evaluation.findings.get()
    finding.further_passages.set(passages)
    before = [snapshot(work), snapshot(evaluation)]
    desk.merge(loser, winner)
    assert (work.cited_by.get().citing, work.cited_by.get().passage) == (winner, passages[1])
    assert [*finding.further_passages.all()] == [passages[1]]
    unmerge(desk, loser)
    assert [snapshot(work), snapshot(evaluation)] == before


# --- What cannot be


@pytest.mark.parametrize("merged", ["indicator", "policy"])
def test_no_two_figures_are_preferred_at_the_desk_after_merging(desk, kenji, merged):
    loser, winner = twins(desk, {"indicator": desk.an_indicator, "policy": desk.a_policy}[merged]().__class__)
    rest = {"policy": desk.a_policy()} if merged == "indicator" else {"indicator": desk.an_indicator()}
    given = {**rest, "rank": "preferred", "period_start": 1999}
    first, second = (desk.an_observation(**given, **{merged: one}) for one in (loser, winner))
    with pytest.raises(Refused, match=f"“{first}” and “{second}” would be about the same .* already preferred"):
        apply("merge", loser, kenji, into=winner)
    desk.edit(second, period_start=2000)
    desk.merge(loser, winner)
    assert Observation.objects.filter(**{merged: winner}).count() == 2


def test_a_record_does_not_come_to_name_itself(desk, kenji):
    loser, winner = twins(desk, Policy)
    desk.revise(winner)
    winner.relations.create(relation="replaces", other=loser)
    with pytest.raises(Refused, match="itself refers to “A plan” at the desk"):
        apply("merge", loser, kenji, into=winner)


def test_a_place_does_not_come_to_lie_within_itself(desk, kenji):
    loser, winner = desk.publish(desk.a_place(name_en="North")), desk.publish(desk.a_place(name_en="South"))
    between = desk.a_place(name_en="Between", parent=loser)
    desk.edit(desk.revise(winner), parent=between)
    with pytest.raises(Refused, match="“Between” has “North” as its parent, and “South” comes under “Between”"):
        apply("merge", loser, kenji, into=winner)


def test_a_criterion_that_the_other_framework_lacks_is_asked_for(desk, kenji):
    loser, winner = twins(desk, Framework)
    second = Criterion.objects.create(framework=loser, number=2, label="A second one", passage=desk.a_passage())
    Criterion.objects.create(framework=loser, number=3, label="Nobody rates by it")
    evaluation = naming(desk, reference(Criterion, "rating.criterion"), second)
    with pytest.raises(Refused, match="“An evaluation” rates by criterion 2, “A second one”, which the other"):
        apply("merge", loser, kenji, into=winner)
    added = Criterion.objects.create(framework=winner, number=2, label="A second one", passage=desk.a_passage())
    desk.merge(loser, winner)
    assert evaluation.ratings.get().criterion == added
    assert stored(evaluation).framework == winner


# --- Before it is done


def test_what_a_page_shows_before_is_what_the_verb_would_say(desk):
    loser, winner = twins(desk, Policy)
    holder = desk.a_disagreement(policies=[loser])
    assert {move.whole for move in actions.check_merge(loser, winner).moves} == {holder.pk}
    draft = desk.a_policy()
    assert "is not in print" in actions.check_merge(loser, draft).obstacles[0]
    assert "to merge it, it must be" in actions.check_merge(draft, winner).obstacles[0]
    assert Event.objects.filter(action="merge").count() == 0
