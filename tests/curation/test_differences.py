"""Differences between snapshots in words for people: fields and parts by their names, and what they refer to."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policyatlas.curation import actions
from policyatlas.curation.differences import Difference, Words, differences
from policyatlas.curation.snapshots import snapshot
from policyatlas.records.models import (
    Cluster,
    Disagreement,
    Evaluation,
    Framework,
    Observation,
    Passage,
    Place,
    PlaceFocus,
    Policy,
    PolicyRole,
    PolicyStage,
    Source,
    WorkCited,
)
from tests.records.examples import a_rating

pytestmark = pytest.mark.django_db


def changes(record, change) -> list[Difference]:
    """What `change` made different of `record`."""
    before = snapshot(record)
    change()
    return differences(type(record), before, snapshot(record))


def edited(desk, record, **fields) -> list[tuple[str, str, str]]:
    """What other fields made different: name, was and now."""
    found = changes(record, lambda: desk.edit(record, **fields))
    return [(one.name, one.was, one.now) for one in found]


def test_a_field_is_told_by_its_name_for_people(desk):
    policy = desk.a_policy(title_en="The law")
    (one,) = changes(policy, lambda: desk.edit(policy, title_en="The new law"))
    assert one == Difference("", "title_en", "Title (English)", "The law", "The new law")


def test_nothing_differs_where_nothing_changed(a_policy):
    taken = snapshot(a_policy())
    assert differences(Policy, taken, taken) == []
    assert differences(Policy, None, None) == []


def test_what_has_no_value_is_said_by_nothing(desk):
    assert edited(desk, desk.a_policy(start_year=1983), start_year=None) == [("Start year", "1983", "")]
    assert edited(desk, desk.a_policy(), summary="Two sentences.") == [("Summary", "", "Two sentences.")]


def test_words_of_a_list_and_figures_are_those_of_the_form(desk):
    assert edited(desk, desk.a_policy(kind="plan"), kind="law") == [("Kind", "Plan", "Law")]
    figure = desk.an_observation(value=Decimal("1234.5"))
    assert edited(desk, figure, value=Decimal(-1)) == [("Value", "1,234.5", "-1")]
    assert edited(desk, figure, value=Decimal("-0.25")) == [("Value", "-1", "-0.25")]
    assert edited(desk, figure, value=Decimal(12_000_000)) == [("Value", "-0.25", "12,000,000")]
    assert edited(desk, figure, value=Decimal(0)) == [("Value", "12,000,000", "0")]


def test_what_is_referred_to_is_told_by_name(desk):
    first, second = desk.a_place(name_en="Sendai"), desk.a_place(name_en="Morioka")
    city = desk.a_place(parent=first)
    assert edited(desk, city, parent=second) == [("Parent", "Sendai", "Morioka")]
    policy = desk.a_policy(places=[first])
    (one,) = changes(policy, lambda: policy.places.set([first, second]))
    assert (one.field, one.was, one.now) == ("places", "Sendai", "Sendai; Morioka")
    (one,) = changes(policy, lambda: policy.places.clear())
    assert (one.was, one.now) == ("Sendai; Morioka", "")


def test_what_was_deleted_is_told_by_what_the_log_calls_it(desk, kenji):
    place = desk.a_place(slug="sendai", name_en="Sendai")
    policy = desk.a_policy(places=[place])
    before = snapshot(policy)
    policy.places.clear()
    actions.delete(place, by=kenji, expected_version=1)
    (one,) = differences(Policy, before, snapshot(policy))
    assert one.was == "sendai (deleted)"
    before["links"]["places"] = [10**9]
    (one,) = differences(Policy, before, snapshot(policy))
    assert one.was == "place number 1000000000 (deleted)"


def test_a_part_says_what_it_is_and_what_became_of_it(desk):
    policy = desk.a_policy()
    stage = PolicyStage(policy=policy, slug="enacted", title_en="Enacted", year=1983)
    added = changes(policy, stage.save)
    place = "Dated event “1983: Enacted”"
    assert [(one.place, one.field, one.was, one.now, one.how, one.part) for one in added] == [
        (place, "stages.slug", "", "enacted", "added", stage.pk),
        (place, "stages.title_en", "", "Enacted", "added", stage.pk),
        (place, "stages.year", "", "1983", "added", stage.pk),
    ]
    stage.year = 1984
    (changed,) = changes(policy, stage.save)
    # By the name that it has now.
    assert (changed.place, changed.name, changed.was, changed.now, changed.how) == (
        "Dated event “1984: Enacted”",
        "Year",
        "1983",
        "1984",
        "changed",
    )
    removed = changes(policy, stage.delete)
    assert {(one.place, one.now, one.how) for one in removed} == {("Dated event “1984: Enacted”", "", "removed")}


def test_every_sort_of_part_has_a_name(desk):
    policy = desk.a_policy()
    ministry = desk.an_organisation(name_en="METI")
    role = PolicyRole(policy=policy, organisation=ministry, role="lead")
    assert {one.place for one in changes(policy, role.save)} == {"Role “METI (Lead organisation)”"}
    place = desk.a_place(name_en="Iwate")
    focus = PlaceFocus(place=place, field=desk.a_term(label_en="Photonics"))
    assert {one.place for one in changes(place, focus.save)} == {"Focus “Iwate: Photonics”"}
    source = desk.a_source(heading="The old study")
    cited = WorkCited(work=source, citing=desk.a_source(heading="The survey"))
    assert {one.place for one in changes(source, cited.save)} == {"Citing source “The survey cites The old study”"}
    evaluation = desk.an_evaluation()
    criterion = desk.a_framework().criteria.get()
    (_, where), *_ = [
        (one.name, one.place) for one in changes(evaluation, lambda: a_rating(desk, evaluation, criterion=criterion))
    ]
    assert where == "Rating “1 A criterion: ★★”"
    citation = policy.citations.get()
    assert {one.place for one in changes(policy, citation.delete)} == {f"Citation “{citation.passage}”"}


def test_a_part_of_what_was_deleted_is_told_by_its_number(desk):
    framework = desk.a_framework()
    evaluation = desk.an_evaluation()
    rating = a_rating(desk, evaluation, criterion=framework.criteria.get())
    before = snapshot(evaluation)
    key = rating.pk
    rating.delete()
    framework.criteria.all().delete()
    assert {one.place for one in differences(Evaluation, before, snapshot(evaluation))} == {f"Rating number {key}"}


def test_a_whole_record_differs_from_none_in_all_that_it_says(desk):
    disagreement = desk.a_disagreement()
    told = differences(Disagreement, None, snapshot(disagreement))
    assert {one.how for one in told} == {"added"}
    assert ("", "topic_en", "A disagreement") in [(one.place, one.field, one.now) for one in told]
    assert "Position “It was 12.”" in {one.place for one in told}
    assert [(one.was, one.now) for one in differences(Disagreement, snapshot(disagreement), None)] == [
        (one.now, one.was) for one in told
    ]


def test_a_passage_differs_in_its_words(a_passage):
    passage = a_passage(quote="As printed.")
    before = snapshot(passage)
    after = before | {"fields": before["fields"] | {"quote": "As printd."}}
    assert [(one.name, one.was, one.now) for one in differences(Passage, before, after)] == [
        ("Quotation", "As printed.", "As printd.")
    ]


@pytest.mark.parametrize("model", [Policy, Cluster, Evaluation, Observation, Place, Framework, Source])
def test_one_look_up_a_model_however_many_snapshots(desk, model):
    record = next(one for one in desk.one_of_each() if type(one) is model)
    taken = snapshot(record)
    with CaptureQueriesContext(connection) as one:
        Words(model, [taken])
    with CaptureQueriesContext(connection) as many:
        words = Words(model, [taken] * 50)
        for _ in range(50):
            differences(model, None, taken, words)
    assert len(many) == len(one) <= 8
