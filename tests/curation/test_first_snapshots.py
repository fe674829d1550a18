"""The migration that gives the log the whole of every record that was there before it kept snapshots."""

from importlib import import_module

import pytest
from django.db.migrations.loader import MigrationLoader

from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.snapshots import snapshot
from policyatlas.records.models import Passage

pytestmark = pytest.mark.django_db

migration = import_module("policyatlas.curation.migrations.0006_first_snapshots")


def models_then():
    """The models of the migration's moment."""
    return MigrationLoader(None).project_state([("curation", "0006_first_snapshots")]).apps


def fill() -> None:
    """Run the migration on the models of its moment."""
    migration.fill(models_then(), None)


def known_then(thing) -> dict:
    """The whole of `thing`, without the links and parts that came later."""
    whole = snapshot(thing)
    model = models_then().get_model("records", thing._meta.model_name)
    links = {field.name: whole["links"][field.name] for field in model._meta.many_to_many}
    there = {relation.get_accessor_name() for relation in model._meta.related_objects}
    return whole | {"links": links, "parts": {name: rows for name, rows in whole["parts"].items() if name in there}}


def test_every_record_of_before_is_kept_with_what_happened_to_it_last(desk):
    things = [*desk.one_of_each(), desk.a_passage()]
    desk.submit(things[0])
    further = desk.a_passage()
    things[2].findings.get().further_passages.add(further)
    Event.objects.update(snapshot=None)
    fill()
    for thing in things:
        last, *older = events_of(thing)
        assert last.snapshot == known_then(thing), thing._meta.model_name
        assert not any(event.snapshot for event in older)
    assert Passage.objects.count() == Event.objects.filter(noun="passage", snapshot__isnull=False).count()


def test_what_the_log_knows_already_stays(desk):
    policy = desk.edit(desk.a_policy(summary="One."), summary="Two.")
    desk.submit(policy)
    before = [event.snapshot for event in events_of(policy)]
    fill()
    assert [event.snapshot for event in events_of(policy)] == before


def test_what_the_log_never_heard_of_is_left_alone(desk):
    policy = desk.a_policy()
    Event.objects.filter(noun="policy", record_id=policy.pk).delete()
    fill()
    assert not events_of(policy)
