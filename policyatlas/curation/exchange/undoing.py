"""Undoing an import in one step: what it changed is as it was, what it added is gone; or nothing, and why not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import Error, models, transaction
from django.utils import timezone

from policyatlas.curation import actions
from policyatlas.curation.models import ACTION, ChangeSet, Event
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import columns_of, parts_of
from policyatlas.outages import Outage, seen_in
from policyatlas.records.models import Passage

from .shapes import nouns
from .stored import batches


@dataclass(frozen=True)
class Obstacle:
    """Something that stands in the way of undoing an import: the noun, the record's key, and a sentence."""

    noun: str
    pk: int
    sentence: str


def obstacles(change_set: ChangeSet) -> list[Obstacle]:
    """Every later edit that undoing the import would destroy, and whatever it could not bring back."""
    model = nouns()[change_set.noun]
    rows = list(change_set.rows.exclude(version=None).values_list("record_id", "slug", "version"))
    last = _last_events(change_set.noun, [pk for pk, *_ in rows])
    versions: dict[int, int] = {}
    for batch in batches(pk for pk, *_ in rows):
        versions |= dict(model._base_manager.filter(pk__in=batch).values_list("pk", "version"))
    found = [
        Obstacle(change_set.noun, pk, f"“{slug}”: {_said(last.get(pk))}")
        for pk, slug, version in rows
        if versions.get(pk) != version
    ]
    found += _edited_passages(change_set)
    if not found:
        found += _lost(change_set, model)
    return found


def undo(change_set: ChangeSet, *, by: AbstractBaseUser) -> None:
    """Put everything back as it was before the import; `Refused`, and nothing is done, if that is impossible."""
    model = nouns()[change_set.noun]
    try:
        with transaction.atomic():
            change_set = actions.stage(change_set, "applied")
            found = obstacles(change_set)
            if found:
                raise Refused(*(obstacle.sentence for obstacle in found))
            rows = list(change_set.rows.exclude(version=None))
            past = {
                row.record_id: (row.version, actions.Past(row.before["status"], row.before["snapshot"]))
                for row in rows
                if row.before is not None
            }
            if past:
                actions.put_back_many(model, past, by=by, change_set=change_set)
            added = {row.record_id: row.version for row in rows if row.before is None}
            passages = list(_passages(change_set))
            if added or passages:
                actions.delete_many(model, added, passages, by=by, change_set=change_set)
            actions.note_undone(change_set, by=by)
    except Error as error:
        if seen_in(error) not in (None, Outage.BUSY):
            raise
        raise Refused("Somebody wrote at the same moment. Nothing was undone: try again.") from None


def _passages(change_set: ChangeSet) -> models.QuerySet:
    added = change_set.events.filter(noun="passage", action="create").values("record_id")
    return Passage.objects.filter(pk__in=added).select_related("source")


def _edited_passages(change_set: ChangeSet) -> Iterator[Obstacle]:
    added = change_set.events.filter(noun="passage", action="create").values("record_id")
    later = Event.objects.filter(noun="passage", record_id__in=added).exclude(change_set=change_set)
    for event in later.select_related("by"):
        said = f"A passage that the import added, of “{event.slug}”: {_said(event)}"
        yield Obstacle("passage", event.record_id, said)


def _last_events(noun: str, keys: list[int]) -> dict[int, Event]:
    found: dict[int, Event] = {}
    for batch in batches(keys):
        events = Event.objects.filter(noun=noun, record_id__in=batch).select_related("by").defer("snapshot")
        for event in events.order_by("pk"):
            found[event.record_id] = event
    return found


def _said(event: Event | None) -> str:
    if event is None:
        return "it was changed since."
    return f"{event.by} {ACTION.label(event.action)} it on {timezone.localtime(event.at):%Y-%m-%d}."


def _lost(change_set: ChangeSet, model: type[models.Model]) -> Iterator[Obstacle]:
    """What the records referred to before and is gone."""
    wanted: dict[type[models.Model], dict[int, tuple[int, str]]] = defaultdict(dict)
    for row in change_set.rows.exclude(before__isnull=True).iterator(chunk_size=500):
        snapshot = row.before["snapshot"]
        rows = [(model, snapshot["fields"] | snapshot["links"])]
        rows += [(part, one) for name, part in parts_of(model).items() for one in snapshot["parts"].get(name, ())]
        for kind, values in rows:
            for field in (*columns_of(kind), *kind._meta.many_to_many):
                value = values.get(field.name) if field.is_relation else None
                for key in value if isinstance(value, list) else [] if value is None else [value]:
                    wanted[field.related_model][key] = row.record_id, row.slug
    for target, keys in wanted.items():
        for batch in batches(keys):
            for key in set(batch) - set(target._base_manager.filter(pk__in=batch).values_list("pk", flat=True)):
                pk, slug = keys[key]
                noun = target._meta.verbose_name
                yield Obstacle(change_set.noun, pk, f"“{slug}”: it rested on a {noun} that was deleted since.")
