"""The verbs of an import: many records at once, with what the verbs for one would check and log."""

import pytest

from policyatlas.curation import actions, evidence, quotations
from policyatlas.curation.history import events_of
from policyatlas.curation.models import ChangeSet, Event, PlannedRow
from policyatlas.curation.quotations import misses
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, Unconfirmed, WrongState
from policyatlas.curation.snapshots import snapshot, snapshots
from policyatlas.records.models import (
    Evaluation,
    Observation,
    Organisation,
    Passage,
    Place,
    Policy,
    PolicyCitation,
    Source,
)
from tests.curation.sending import stored

pytestmark = pytest.mark.django_db

_NO_LINKS = {"places": [], "instruments": [], "target_groups": []}


@pytest.fixture
def an_import(desk):
    """An import of two rows, not written yet."""

    def make(noun: str = "policy", *rows: PlannedRow) -> ChangeSet:
        change_set = ChangeSet(noun=noun, file_name="file.csv", counts={}, mistakes=[], digest="x")
        return actions.keep_plan(change_set, rows, by=desk.curator)

    return make


def like(record, **fields) -> dict:
    """The whole of `record` as data, as a new one would have it."""
    found = snapshot(record)
    parts = {
        name: [{field: value for field, value in part.items() if field != "id"} for part in rows]
        for name, rows in found["parts"].items()
    }
    return {"fields": found["fields"] | fields, "links": found["links"], "parts": parts}


def test_many_drafts_are_created_with_links_parts_and_an_event_each(desk, an_import):
    place = desk.a_place()
    models = [desk.a_policy(places=[place], title_en=f"Plan {number}") for number in range(3)]
    change_set = an_import()
    drafts = [(Policy(), like(one, slug=f"new-{one.slug}")) for one in models]
    actions.create_many(Policy, drafts, by=desk.curator, change_set=change_set)
    for one, (made, _) in zip(models, drafts, strict=True):
        assert (made.status, made.version, made.created_by, made.updated_by) == ("draft", 1, desk.curator, desk.curator)
        assert list(made.places.all()) == [place]
        assert made.citations.get().passage == one.citations.get().passage
        event = events_of(made).get()
        assert (event.action, event.version, event.change_set, event.by) == ("create", 1, change_set, desk.curator)
        assert event.snapshot == snapshot(made)
        assert event.reason == f"Import {change_set.pk}: file.csv"


def test_new_records_may_refer_to_each_other_and_rest_on_new_passages(desk, an_import):
    plain = desk.an_organisation()
    old, new = Organisation(), Organisation()
    drafts = [(old, like(plain, slug="old", successor=new)), (new, like(plain, slug="new"))]
    actions.create_many(Organisation, drafts, by=desk.curator, change_set=an_import("organisation"))
    assert stored(old).successor == new
    source = Source()
    passage = Passage(source=source, locator="p. 1", quote="Words of the new source")
    wanted = like(desk.a_source(), slug="new-source")
    wanted["parts"]["citations"] = [{"passage": passage, "supports": ""}]
    actions.create_many(Source, [(source, wanted)], passages=[passage], by=desk.curator, change_set=an_import("source"))
    assert stored(source).citations.get().passage.source == source
    assert Event.objects.get(noun="passage", record_id=passage.pk).slug == "new-source"


def test_many_records_are_edited_and_what_is_published_is_opened_first(desk, an_import):
    draft, printed = desk.a_policy(), desk.publish(desk.a_policy())
    was = snapshots(Policy, [draft.pk, printed.pk])
    wanted = {}
    for policy in (draft, printed):
        one = {"fields": was[policy.pk]["fields"] | {"title_en": "Changed"}, "links": _NO_LINKS}
        one["parts"] = was[policy.pk]["parts"] | {"citations": [{"passage": desk.a_passage().pk, "supports": ""}]}
        wanted[policy.pk] = (policy.version, one)
    past = actions.edit_many(Policy, wanted, by=desk.curator, change_set=an_import())
    assert past == {
        draft.pk: actions.Past("draft", was[draft.pk]),
        printed.pk: actions.Past("published", was[printed.pk]),
    }
    now, open_now = stored(draft), stored(printed)
    assert (now.status, now.version, now.title_en) == ("draft", 2, "Changed")
    assert (open_now.status, open_now.version) == ("revising", printed.version + 2)
    assert [event.action for event in events_of(printed)[:2]] == ["edit", "revise"]
    assert [bool(event.snapshot) for event in events_of(printed)[:2]] == [True, False]
    assert now.citations.get().pk != was[draft.pk]["parts"]["citations"][0]["id"]


def test_links_of_records_and_of_parts_are_made_what_is_wanted(desk, an_import):
    one, other, evaluation = desk.a_place(), desk.a_place(), desk.an_evaluation()
    policy = desk.a_policy(places=[one])
    was = snapshot(policy)
    actions.edit_many(
        Policy,
        {policy.pk: (1, was | {"links": was["links"] | {"places": [other.pk]}})},
        by=desk.curator,
        change_set=an_import(),
    )
    assert list(policy.places.all()) == [other]
    was = snapshot(evaluation)
    further = [desk.a_passage().pk, desk.a_passage().pk]
    finding = was["parts"]["findings"][0] | {"further_passages": further, "title_en": "Another title"}
    wanted = was | {"parts": was["parts"] | {"findings": [finding]}}
    change_set = an_import("evaluation")
    actions.edit_many(Evaluation, {evaluation.pk: (1, wanted)}, by=desk.curator, change_set=change_set)
    found = evaluation.findings.get()
    assert (found.pk, found.title_en) == (finding["id"], "Another title")
    assert sorted(found.further_passages.values_list("pk", flat=True)) == further


def test_an_edit_of_a_record_that_somebody_changed_is_refused(desk, an_import):
    policy, other = desk.a_policy(), desk.a_policy()
    wanted = {one.pk: (one.version, snapshot(one)) for one in (other, policy)}
    desk.edit(policy, title_en="Theirs")
    with pytest.raises(Stale, match="hanako changed"):
        actions.edit_many(Policy, wanted, by=desk.curator, change_set=an_import())
    assert stored(other).version == 1


@pytest.mark.parametrize("state", ["submitted", "approved", "withdrawn"])
def test_what_is_not_editable_is_refused(desk, an_import, state):
    policy = desk.a_policy()
    if state == "submitted":
        desk.submit(policy)
    if state == "approved":
        desk.approve(policy)
    if state == "withdrawn":
        desk.withdraw(desk.publish(policy))
    with pytest.raises(WrongState):
        actions.edit_many(
            Policy, {policy.pk: (policy.version, snapshot(policy))}, by=desk.curator, change_set=an_import()
        )


def test_a_place_in_print_stays_at_its_address(desk, an_import):
    place = Place.objects.in_print().filter(kind="prefecture").first()
    was = snapshot(place)
    wanted = was | {"fields": was["fields"] | {"kind": "city", "code": "", "tile_column": None, "tile_row": None}}
    with pytest.raises(Refused, match="permanent"):
        actions.edit_many(Place, {place.pk: (place.version, wanted)}, by=desk.curator, change_set=an_import("place"))


def test_everything_can_be_put_back(desk, an_import):
    policy = desk.publish(desk.a_policy(places=[desk.a_place()]))
    was, change_set = snapshot(policy), an_import()
    wanted = {"fields": was["fields"] | {"aims": "New"}, "links": _NO_LINKS}
    wanted["parts"] = was["parts"] | {"citations": []}
    past = actions.edit_many(Policy, {policy.pk: (policy.version, wanted)}, by=desk.curator, change_set=change_set)
    now = stored(policy)
    actions.put_back_many(Policy, {policy.pk: (now.version, past[policy.pk])}, by=desk.curator, change_set=change_set)
    assert snapshot(policy) == was
    assert (stored(policy).status, stored(policy).version) == ("published", now.version + 1)
    assert events_of(policy)[0].action == "restore"
    with pytest.raises(WrongState):
        actions.put_back_many(
            Policy, {policy.pk: (now.version + 1, past[policy.pk])}, by=desk.curator, change_set=change_set
        )


def test_what_an_import_added_can_be_removed_unless_others_need_it(desk, an_import):
    source, change_set = desk.a_source(), an_import()
    passage = Passage(source=source, locator="p. 1", quote="Words that were imported")
    actions.add_passages([passage], by=desk.curator, change_set=change_set)
    made = Policy()
    wanted = like(desk.a_policy(), slug="made")
    wanted["parts"]["citations"] = [{"passage": passage.pk, "supports": ""}]
    actions.create_many(Policy, [(made, wanted)], by=desk.curator, change_set=change_set)
    citation = PolicyCitation(record=desk.a_policy(), passage=passage)
    citation.save()
    with pytest.raises(Refused, match="is used by"):
        actions.delete_many(Policy, {made.pk: 1}, [passage], by=desk.curator, change_set=change_set)
    assert Policy.objects.filter(pk=made.pk).exists()
    citation.delete()
    actions.delete_many(Policy, {made.pk: 1}, [passage], by=desk.curator, change_set=change_set)
    assert not Policy.objects.filter(pk=made.pk).exists()
    assert not Passage.objects.filter(pk=passage.pk).exists()
    last = [(event.action, event.noun) for event in change_set.events.order_by("-pk")[:2]]
    assert sorted(last) == [("delete", "passage"), ("delete", "policy")]


def test_records_that_refer_to_each_other_are_removed_together(desk, an_import):
    old, new = Organisation(), Organisation()
    plain, change_set = desk.an_organisation(), an_import("organisation")
    drafts = [(old, like(plain, slug="old", successor=new)), (new, like(plain, slug="new"))]
    actions.create_many(Organisation, drafts, by=desk.curator, change_set=change_set)
    actions.delete_many(Organisation, {old.pk: 1, new.pk: 1}, [], by=desk.curator, change_set=change_set)
    assert not Organisation.objects.filter(slug__in=("old", "new")).exists()


def test_what_was_submitted_is_not_removed(desk, an_import):
    policy = desk.submit(desk.a_policy())
    with pytest.raises(WrongState):
        actions.delete_many(Policy, {policy.pk: policy.version}, [], by=desk.curator, change_set=an_import())


def test_each_verb_asks_for_its_right(desk, an_import, mallory):
    change_set, policy, passage = an_import(), desk.a_policy(), desk.a_passage()
    given = {"by": mallory, "change_set": change_set}
    for attempt in (
        lambda: actions.add_passages([Passage(source=passage.source, locator="p. 2", quote="x")], **given),
        lambda: actions.create_many(Policy, [], **given),
        lambda: actions.edit_many(Policy, {policy.pk: (1, snapshot(policy))}, **given),
        lambda: actions.put_back_many(Policy, {}, **given),
        lambda: actions.delete_many(Policy, {policy.pk: 1}, [], **given),
        lambda: actions.keep_plan(ChangeSet(noun="policy", counts={}, mistakes=[]), [], by=mallory),
    ):
        with pytest.raises(NotAllowed):
            attempt()


# --- What the desk knows of an import


def test_a_newer_plan_takes_the_place_of_the_older_one(desk, an_import):
    rows = [PlannedRow(place=place, line=place, slug="x", outcome="new", given=[], told={}) for place in range(2)]
    change_set = an_import("policy", *rows)
    again = PlannedRow(place=0, line=7, slug="y", outcome="changed", given=[], told={})
    actions.keep_plan(change_set, [again], by=desk.curator)
    assert change_set.rows.get().line == 7


def test_an_import_goes_from_planned_to_written_to_undone(desk, an_import):
    policies = [desk.a_policy(), desk.a_policy()]
    rows = [
        PlannedRow(place=place, line=place, slug=policy.slug, outcome=outcome, given=[], told={})
        for place, (policy, outcome) in enumerate(zip(policies, ("new", "changed"), strict=True))
    ]
    change_set = an_import("policy", *rows)
    assert actions.stage(change_set, "planned") == change_set
    written = {policy.slug: (policy.pk, policy.version) for policy in policies}
    past = {policies[1].pk: actions.Past("draft", snapshot(policies[1]))}
    actions.note_applied(change_set, written, past, by=desk.curator)
    kept = [(row.record_id, row.version, row.before and row.before["status"]) for row in change_set.rows.all()]
    assert kept == [(policies[0].pk, 1, None), (policies[1].pk, 1, "draft")]
    for state in ("planned", "undone"):
        with pytest.raises(WrongState, match="is written already"):
            actions.stage(change_set, state)
    with pytest.raises(WrongState):
        actions.keep_plan(change_set, [], by=desk.curator)
    actions.note_undone(change_set, by=desk.curator)
    change_set = ChangeSet.objects.get(pk=change_set.pk)
    assert (change_set.state, change_set.undone_by) == ("undone", desk.curator)
    with pytest.raises(WrongState, match="is gone"):
        actions.stage(ChangeSet(pk=change_set.pk + 1), "planned")


# --- Quotations and figures


def test_a_quotation_that_its_text_lacks_is_added_only_if_confirmed(desk, an_import):
    source = desk.a_source()
    actions.set_text(source, by=desk.curator, text="The words that it has.", seen="")
    passage, change_set = Passage(source=source, locator="p. 1", quote="Other words"), an_import()
    with pytest.raises(Unconfirmed, match="does not have this quotation"):
        actions.add_passages([passage], by=desk.curator, change_set=change_set)
    change_set.confirmed = True
    fine = Passage(source=source, locator="p. 2", quote="The words that")
    actions.add_passages([passage, fine], by=desk.curator, change_set=change_set)
    assert events_of(passage).get().reason == quotations.CONFIRMED
    assert events_of(fine).get().reason == change_set.reason
    assert misses([passage])[0].confirmed


def test_a_figure_changed_without_its_quotation_is_kept_only_if_confirmed(desk, an_import):
    figure = desk.an_observation(value=12)
    was, change_set = snapshot(figure), an_import("observation")
    wanted = {figure.pk: (1, was | {"fields": was["fields"] | {"value": "13.000000"}})}
    with pytest.raises(Unconfirmed, match="changed from 12 to 13"):
        actions.edit_many(Observation, wanted, by=desk.curator, change_set=change_set)
    assert stored(figure).value == 12
    change_set.confirmed = True
    actions.edit_many(Observation, wanted, by=desk.curator, change_set=change_set)
    assert stored(figure).value == 13
    assert events_of(figure)[0].reason == f"{change_set.reason} {evidence.CONFIRMED}"
