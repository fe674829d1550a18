"""The verbs of an import: they do for many records at once what the others do for one, with one event for each."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from policyatlas.curation import evidence, quotations
from policyatlas.curation.models import ChangeSet, Event
from policyatlas.curation.quotations import misses
from policyatlas.curation.refusals import Refused, Unconfirmed
from policyatlas.curation.snapshots import Snapshot, columns_of, owner_of, parts_of, snapshots
from policyatlas.records.models import Passage, Record, Source

from .records import check_address
from .steps import allow, as_seen, next_state
from .wholes import BATCH, Whole, add_records, batches, change_rows, set_values, store_rest

_STATE = ("status", "version", "updated_at", "updated_by")


@dataclass(frozen=True)
class Past:
    """What a record was before an import: its state, and all of it."""

    status: str
    snapshot: Snapshot


@transaction.atomic
def add_passages(passages: Sequence[Passage], *, by: AbstractBaseUser, change_set: ChangeSet | None = None) -> None:
    """Save new passages; refused if one repeats another, or is not in its source's text and that is not confirmed."""
    allow(by, "records.add_passage", "add passages")
    # Until they are saved, nobody may store another text.
    held = {passage.source_id for passage in passages}
    list(Source.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk").values_list("pk"))
    missed = misses(passages)
    if missed and not (change_set and change_set.confirmed):
        raise Unconfirmed(*(miss.sentence for miss in missed))
    Passage.objects.bulk_create(passages, BATCH)
    _log("create", passages, by, change_set, {miss.passage.pk: quotations.CONFIRMED for miss in missed})


@transaction.atomic
def create_many(
    model: type[Record],
    drafts: Sequence[tuple[Record, Snapshot]],
    *,
    passages: Sequence[Passage] = (),
    by: AbstractBaseUser,
    change_set: ChangeSet | None = None,
) -> None:
    """Save new records as drafts, each with all that its snapshot says; they may refer to each other.

    And the new `passages` they rest on, which may be those of sources among them.
    """
    allow(by, f"records.add_{model._meta.model_name}", f"add {model._meta.verbose_name_plural}")
    now = timezone.now()
    for record, wanted in drafts:
        set_values(record, wanted["fields"])
        record.status, record.version = "draft", 1
        record.created_at = record.updated_at = now
        record.created_by = record.updated_by = by
    add_records(model, [record for record, _ in drafts])
    if passages:
        add_passages(passages, by=by, change_set=change_set)
    store_rest(model, [Whole(record, None, wanted) for record, wanted in drafts])
    _log("create", [record for record, _ in drafts], by, change_set)


@transaction.atomic
def edit_many(
    model: type[Record],
    revisions: Mapping[int, tuple[int, Snapshot]],
    *,
    by: AbstractBaseUser,
    change_set: ChangeSet,
) -> dict[int, Past]:
    """Make records what their snapshots say; `revisions` are `(expected version, snapshot)` by primary key.

    What is published is opened for revision first. Returns what each was before.
    """
    allow(by, f"records.change_{model._meta.model_name}", f"change {model._meta.verbose_name_plural}")
    stored = _locked(model, {key: version for key, (version, _) in revisions.items()})
    was = _snapshots(model, stored)
    past = {key: Past(record.status, was[key]) for key, record in stored.items()}
    published = [record for record in stored.values() if record.status == "published"]
    for record in published:
        record.status = next_state("revise", record)
        record.version += 1
    _log("revise", published, by, change_set, changed=False)
    for record in stored.values():
        record.status = next_state("edit", record)
    wanted = {key: wanted for key, (_, wanted) in revisions.items()}
    reasons = _confirmed(model, was, wanted, change_set)
    _store(model, stored, was, wanted, by)
    _log("edit", stored.values(), by, change_set, reasons)
    return past


@transaction.atomic
def put_back_many(
    model: type[Record],
    past: Mapping[int, tuple[int, Past]],
    *,
    by: AbstractBaseUser,
    change_set: ChangeSet,
) -> None:
    """Make records what they were before an import, their state included; `past` are `(version, past)` by key."""
    allow(by, f"records.change_{model._meta.model_name}", f"change {model._meta.verbose_name_plural}")
    stored = _locked(model, {key: version for key, (version, _) in past.items()})
    for key, record in stored.items():
        next_state("edit", record)
        record.status = past[key][1].status
    wanted = {key: one.snapshot for key, (_, one) in past.items()}
    _store(model, stored, _snapshots(model, stored), wanted, by)
    _log("restore", stored.values(), by, change_set)


@transaction.atomic
def delete_many(
    model: type[Record],
    versions: Mapping[int, int],
    passages: Sequence[Passage],
    *,
    by: AbstractBaseUser,
    change_set: ChangeSet,
) -> None:
    """Remove the drafts and the passages that an import added, unless others need them by now."""
    allow(by, f"records.delete_{model._meta.model_name}", f"delete {model._meta.verbose_name_plural}")
    if passages:
        allow(by, "records.delete_passage", "delete passages")
    stored = _locked(model, versions)
    for record in stored.values():
        next_state("delete", record)
    _log("delete", stored.values(), by, change_set)
    _log("delete", passages, by, change_set)
    # They may refer to each other, and their passages to the sources among them.
    nothing = {field.name: None for field in columns_of(model) if field.related_model is model}
    try:
        for keys in batches(stored):
            if nothing:
                model._base_manager.filter(pk__in=keys).update(**nothing)
            for part in parts_of(model).values():
                part._base_manager.filter(**{f"{owner_of(part, model).name}__in": keys}).delete()
        for keys in batches(passage.pk for passage in passages):
            Passage.objects.filter(pk__in=keys).delete()
        for keys in batches(stored):
            model._base_manager.filter(pk__in=keys).delete()
    except models.ProtectedError as error:
        holders = ", ".join(sorted({f"“{holder}”" for holder in error.protected_objects})[:5])
        raise Refused(f"What the import added is used by {holders} now. Remove it there first.") from error


def _locked(model: type[Record], versions: Mapping[int, int]) -> dict[int, Record]:
    """The records as stored, kept from others until the verb is done; refused unless all have the versions one saw."""
    found: dict[int, Record] = {}
    # In one order, so that two people do not wait for each other for ever; and whoever only names one of them need not
    # wait at all.
    for keys in batches(sorted(versions)):
        rows = model._base_manager.select_for_update(of=("self",), no_key=True).select_related("updated_by")
        stored = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
        for key in keys:
            found[key] = as_seen(model(pk=key), stored.get(key), versions[key])
    return found


def _store(model: type[Record], stored: dict[int, Record], was: dict, wanted: Mapping[int, Snapshot], by) -> None:
    now = timezone.now()
    for key, record in stored.items():
        before = copy(record)
        set_values(record, wanted[key]["fields"])
        check_address(record, before)
        record.version += 1
        record.updated_at, record.updated_by = now, by
    change_rows(model, stored.values(), [*_STATE, *(field.name for field in columns_of(model))])
    store_rest(model, [Whole(record, was[key], wanted[key]) for key, record in stored.items()])


def _confirmed(
    model: type[Record], was: Mapping[int, Snapshot], wanted: Mapping[int, Snapshot], change_set: ChangeSet
) -> dict[int, str]:
    """What the log says of the figures that were changed while their quotations stayed; refused if not confirmed."""
    if not evidence.rests_on_quotations(model):
        return {}
    asked = {key: found for key in wanted if (found := evidence.questions(model, was[key], wanted[key]))}
    if asked and not change_set.confirmed:
        raise Unconfirmed(*(question.sentence for found in asked.values() for question in found))
    return dict.fromkeys(asked, f"{change_set.reason} {evidence.CONFIRMED}")


def _snapshots(model: type[models.Model], keys: Iterable[int]) -> dict[int, Snapshot]:
    found: dict[int, Snapshot] = {}
    for batch in batches(keys):
        found |= snapshots(model, batch)
    return found


def _log(
    verb: str,
    things: Iterable[Record | Passage],
    by: AbstractBaseUser,
    change_set: ChangeSet | None,
    reasons: Mapping[int, str] | None = None,
    *,
    changed: bool = True,
) -> None:
    """Write the events of a verb; `reasons` by primary key, where it is not that of the import alone."""
    things = list(things)
    if not things:
        return
    model, keys = type(things[0]), [thing.pk for thing in things]
    wholes = _snapshots(model, keys) if changed else {}
    # Of a passage the log names the source.
    sources: dict[int, str] = {}
    reason = change_set.reason if change_set else ""
    for batch in batches(keys if model is Passage else ()):
        sources |= dict(Passage.objects.filter(pk__in=batch).values_list("pk", "source__slug"))
    Event.objects.bulk_create(
        [
            Event(
                by=by,
                action=verb,
                noun=thing._meta.model_name,
                record_id=thing.pk,
                slug=sources.get(thing.pk) or thing.slug,
                version=getattr(thing, "version", None),
                reason=(reasons or {}).get(thing.pk, reason),
                snapshot=wholes.get(thing.pk),
                change_set=change_set,
            )
            for thing in things
        ],
        BATCH,
    )
