"""Writing an import and undoing it: drafts only, all or nothing, and everything back as it was."""

import random
import threading

import pytest
from django.db import connection, connections
from django.db.models import CharField, TextField

from policyatlas.curation import actions
from policyatlas.curation.exchange.applying import applying
from policyatlas.curation.exchange.undoing import obstacles, undo
from policyatlas.curation.models import ChangeSet, Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, WrongState
from policyatlas.curation.snapshots import snapshot
from policyatlas.curation.stepwise import finished
from policyatlas.records.models import RECORDS, Organisation, Passage, Place, Policy, Source, Term
from tests.curation.sending import stored
from tests.curation.tables import a_row, everything, file_of, keep, planned, table, write

pytestmark = pytest.mark.django_db


def words(source, number: int = 1) -> dict[str, str]:
    """The cells of a citation."""
    cells = {"source": source.slug, "locator": f"p. {number}", "quote": f"Words number {number}"}
    return {f"citations.{name}": cell for name, cell in cells.items()}


def test_what_is_written_are_drafts_with_one_event_for_each_verb(desk, hanako):
    source, draft, printed = desk.a_source(), desk.a_policy(), desk.publish(desk.a_policy())
    change_set = write(
        table(
            a_row("a-new-plan", places="iwate; aomori") | words(source),
            a_row(draft.slug, title_en="Draft, changed") | words(source),
            a_row(printed.slug, title_en="Printed, changed") | words(source, 2),
        ),
        hanako,
    )
    new, draft, now = Policy.objects.get(slug="a-new-plan"), stored(draft), stored(printed)
    assert (new.status, draft.status, now.status) == ("draft", "draft", "revising")
    assert (new.version, draft.version, now.version) == (1, 2, printed.version + 2)
    assert {place.slug for place in new.places.all()} == {"iwate", "aomori"}
    assert new.citations.get().passage.quote == "Words number 1"
    events = [(event.action, event.noun, event.record_id) for event in change_set.events.order_by("pk")]
    assert sorted(events, key=repr) == sorted(
        [
            *(("create", "passage", passage.pk) for passage in source.passages.all()),
            ("create", "policy", new.pk),
            ("edit", "policy", draft.pk),
            ("revise", "policy", now.pk),
            ("edit", "policy", now.pk),
        ],
        key=repr,
    )
    for event in change_set.events.exclude(action="revise").exclude(noun="passage"):
        assert event.snapshot == snapshot(Policy.objects.get(pk=event.record_id))
        assert event.reason == f"Import {change_set.pk}: file.csv"
    assert change_set.state == "applied"


def test_unchanged_parts_keep_their_primary_keys(desk, hanako):
    policy = desk.a_policy()
    citation = policy.citations.get()
    write(file_of(policy).decode().replace(policy.title_en, "Another title").encode(), hanako)
    assert stored(policy).title_en == "Another title"
    assert stored(policy).citations.get().pk == citation.pk


def test_what_the_file_brings_may_refer_to_each_other(hanako):
    rows = [
        {"slug": "s-one", "kind": "report", "heading": "One", "cited_by.citing": "s-two"},
        {"slug": "s-two", "kind": "report", "heading": "Two"},
    ]
    rows[0] |= {"citations.source": "s-two", "citations.locator": "p. 1", "citations.quote": "One is cited."}
    before = everything()
    change_set = write(table(*rows), hanako, Source)
    one = Source.objects.get(slug="s-one")
    assert one.cited_by.get().citing.slug == one.citations.get().passage.source.slug == "s-two"
    kind = Organisation._meta.get_field("kind").choices[0][0]
    pair = [
        {"slug": "old", "name_en": "Old", "kind": kind, "successor": "new"},
        {"slug": "new", "name_en": "New", "kind": kind},
    ]
    other = write(table(*pair), hanako, Organisation)
    assert Organisation.objects.get(slug="old").successor.slug == "new"
    undo(other, by=hanako)
    undo(change_set, by=hanako)
    assert everything() == before


def test_nothing_is_written_while_anything_is_wrong(desk, hanako):
    change_set = keep(table(a_row("one"), a_row("two", kind="plam")), hanako)
    before = everything()
    with pytest.raises(Refused, match="rows in error"):
        finished(applying(change_set, by=hanako))
    assert everything() == before


def test_it_is_written_once(desk, hanako):
    change_set = write(table(a_row("one")), hanako)
    with pytest.raises((WrongState, Stale)):
        finished(applying(change_set, by=hanako))
    assert Policy.objects.filter(slug="one").count() == 1


def test_a_plan_that_would_be_another_one_now_is_shown_anew_and_not_written(desk, hanako):
    policy = desk.a_policy()
    change_set = keep(table(a_row(policy.slug, title_en="Mine")), hanako)
    desk.edit(policy, title_en="Theirs")
    digest = change_set.digest
    with pytest.raises(Stale, match="this is the plan as it is now"):
        finished(applying(change_set, by=hanako))
    assert stored(policy).title_en == "Theirs"
    change_set = ChangeSet.objects.get(pk=change_set.pk)
    assert change_set.digest != digest
    assert change_set.rows.get().told["changes"] == [["title_en", "Theirs", "Mine"]]
    finished(applying(change_set, by=hanako))
    assert stored(policy).title_en == "Mine"


def test_somebody_elses_work_on_an_unchanged_row_is_no_reason_to_stop(desk, hanako):
    same = desk.a_policy(title_en="Same")
    change_set = keep(table(a_row(same.slug, title_en="Same"), a_row("one")), hanako)
    desk.submit(same)
    finished(applying(change_set, by=hanako))
    assert Policy.objects.filter(slug="one").exists()


def test_an_edit_between_planning_and_writing_is_not_lost(desk, hanako):
    policy = desk.a_policy()
    change_set = keep(table(a_row(policy.slug, title_en="Mine")), hanako)
    work = applying(change_set, by=hanako)
    for line in work:
        if line.startswith("Checked the rules"):
            break
    desk.edit(policy, title_en="Theirs")
    with pytest.raises(Stale):
        finished(work)
    assert stored(policy).title_en == "Theirs"
    assert ChangeSet.objects.get(pk=change_set.pk).state == "planned"


def test_rights_are_kept(desk, hanako, mallory):
    content = table(a_row("one"))
    with pytest.raises(NotAllowed):
        keep(content, mallory)
    change_set = keep(content, hanako)
    with pytest.raises(Refused):
        finished(applying(change_set, by=mallory))
    assert not Policy.objects.filter(slug="one").exists()


# --- Undoing


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_undoing_gives_back_the_exact_state(model, seed, hanako):
    rows = edited(model, random.Random(f"{model.__name__} {seed}"))
    before = everything()
    change_set = keep(table(*rows), hanako, model)
    assert not [row.told["mistakes"] for row in change_set.rows.all() if row.told["mistakes"]]
    assert change_set.counts["changed"] >= 4
    assert change_set.counts["new"] == 1
    finished(applying(change_set, by=hanako))
    assert everything() != before
    undo(ChangeSet.objects.get(pk=change_set.pk), by=hanako)
    assert everything() == before
    assert ChangeSet.objects.get(pk=change_set.pk).state == "undone"


def edited(model, chance: random.Random) -> list[dict[str, str]]:
    """The lines of six records with other words, fewer links and fewer parts, and a new one like the first of them."""
    plan = planned(file_of(*chance.sample(list(model.objects.order_by("pk")), 6)), model=model)
    columns = [column for column in plan.table.shape.columns if column.name not in ("slug", "code")]
    texts = [
        column.name for column in columns if type(column.field) in (CharField, TextField) and not column.field.choices
    ]
    rows = []
    for item in plan.items:
        cells = dict(item.row.cells)
        for name in chance.sample(texts, 3):
            cells[name] = f"{cells[name][:20]} {chance.randrange(999)}".strip()
        for column in columns:
            if column.is_list and chance.random() < 0.5:
                cells[column.name] = ""
        rows.append(cells)
        for sort, parts in item.row.parts.items():
            # Ratings need the criteria.
            kept = parts if sort == "criteria" else chance.sample(parts, chance.randint(0, len(parts)))
            rows += [{"slug": cells["slug"]} | {f"{sort}.{k}": v for k, v in part.cells.items()} for part in kept]
    fresh = dict(rows[0]) | {"slug": "fresh"} | {name: f"Fresh {name}" for name in texts if name != "language"}
    numbers = {"code": "", "tile_column": "", "tile_row": "", "rank": "normal", "period_printed": "fresh"}
    if model is Term:
        numbers["code"] = "fresh"
    if model is Place:
        numbers["kind"] = "city"
    return [*rows, fresh | {name: cell for name, cell in numbers.items() if name in fresh}]


def test_undoing_removes_what_was_added_and_says_so_in_the_log(desk, hanako):
    source, printed = desk.a_source(), desk.publish(desk.a_policy())
    content = table(a_row("one") | words(source), a_row(printed.slug, title_en="Changed") | words(source))
    before = everything()
    change_set = write(content, hanako)
    undo(change_set, by=hanako)
    assert everything() == before
    assert stored(printed).status == "published"
    last = [(event.action, event.noun) for event in change_set.events.order_by("-pk")[:3]]
    assert sorted(last) == [("delete", "passage"), ("delete", "policy"), ("restore", "policy")]
    with pytest.raises(Refused):
        undo(change_set, by=hanako)


@pytest.mark.parametrize("which", ["new", "changed"])
def test_later_edits_stand_in_the_way_and_nothing_is_undone(desk, hanako, which):
    policy = desk.a_policy()
    change_set = write(table(a_row("one"), a_row(policy.slug, title_en="Changed")), hanako)
    touched = Policy.objects.get(slug="one") if which == "new" else stored(policy)
    desk.edit(touched, aims="Later work")
    before = everything()
    assert [(one.pk, "hanako edited it" in one.sentence) for one in obstacles(change_set)] == [(touched.pk, True)]
    with pytest.raises(Refused, match=touched.slug):
        undo(change_set, by=hanako)
    assert everything() == before
    assert ChangeSet.objects.get(pk=change_set.pk).state == "applied"


def test_what_others_need_by_now_stands_in_the_way(desk, hanako):
    source = desk.a_source()
    change_set = write(table(a_row("one") | words(source)), hanako)
    passage = source.passages.get()
    citation = Policy._meta.get_field("citations").related_model
    later = desk.a_policy()
    actions.edit(later, by=hanako, expected_version=later.version, parts=[citation(record=later, passage=passage)])
    with pytest.raises(Refused, match="is used by"):
        undo(change_set, by=hanako)
    assert Passage.objects.filter(pk=passage.pk).exists()
    assert Policy.objects.filter(slug="one").exists()


def test_a_passage_that_was_corrected_since_stands_in_the_way(desk, hanako):
    source = desk.a_source()
    change_set = write(table(a_row("one") | words(source)), hanako)
    passage = source.passages.get()
    seen = actions.fingerprint(passage)
    passage.quote = "Corrected words"
    actions.edit_passage(passage, by=hanako, seen=seen)
    assert [one.noun for one in obstacles(change_set)] == ["passage"]


def test_what_was_deleted_since_cannot_be_brought_back(desk, hanako):
    policy = desk.a_policy()
    passage = policy.citations.get().passage
    source = passage.source
    change_set = write(table(a_row(policy.slug) | words(source, 7)), hanako)
    actions.delete_passage(passage, by=hanako)
    assert ["was deleted since" in one.sentence for one in obstacles(change_set)] == [True]
    with pytest.raises(Refused, match="was deleted since"):
        undo(change_set, by=hanako)


# --- Two at once


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["write", "edit", "undo"])
def test_two_people_at_once_never_both_get_through(desk, hanako, other):
    policy = desk.a_policy()
    content = table(a_row(policy.slug, title_en="Imported"), a_row("one"))
    change_set = write(content, hanako) if other == "undo" else keep(content, hanako)
    start, outcomes = threading.Barrier(2), []

    def person(what: str) -> None:
        mine, own = Policy.objects.get(pk=policy.pk), ChangeSet.objects.get(pk=change_set.pk)
        start.wait()
        try:
            if what == "edit":
                mine.title_en = "Typed"
                actions.edit(mine, by=hanako, expected_version=mine.version)
            elif what == "undo":
                undo(own, by=hanako)
            else:
                finished(applying(own, by=hanako))
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    what = ["undo", "undo"] if other == "undo" else ["write", other]
    people = [threading.Thread(target=person, args=[one]) for one in what]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(outcomes) == ["done", "refused"], f"on {connection.vendor} both or neither got through"
    assert Event.objects.filter(noun="policy", record_id=policy.pk, action="edit").count() == 1
