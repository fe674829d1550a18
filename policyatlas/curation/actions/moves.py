"""Carrying out what a merging, or undoing it, moves: the references, and a version and an event for each record."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, Model
from django.utils import timezone

from policyatlas.curation.models import Event
from policyatlas.curation.moving import Move, Plan
from policyatlas.curation.snapshots import columns_of, snapshots
from policyatlas.records.models import Passage


def carry_out(plan: Plan, cause: Event, by: AbstractBaseUser, said: str, *, undone: bool = False) -> None:
    """Move what is planned because of the event `cause`, and log it with each record for the reason `said`.

    The number of queries follows from how many sorts of references there are, not from how many of them. When a merging
    is `undone`, rows that it dropped come back, and published records are opened for revision.
    """
    dropped = [move for move in plan.moves if move.dropped]
    words = {} if undone else _named_twice(dropped)
    _put_back(dropped) if undone else _drop(dropped)
    together = defaultdict(list)
    for move in plan.moves:
        if not move.dropped:
            together[move.reference, move.old, move.new].append(move.row)
    for (reference, _, new), rows in together.items():
        reference.table._base_manager.filter(pk__in=rows).update(**{reference.field.name: new})
    for model, found in plan.wholes.items():
        if model is not Passage:
            _next_version(model, found, by, undone)
        _log(model, found, cause, by, said, words)


def _drop(moves: Iterable[Move]) -> None:
    rows = defaultdict(list)
    for move in moves:
        rows[move.reference.table].append(move.row)
    for table, keys in rows.items():
        table._base_manager.filter(pk__in=keys).delete()


def _put_back(moves: Iterable[Move]) -> None:
    for move in moves:
        table = move.reference.table
        table(pk=move.row, **{one.attname: move.dropped[one.name] for one in columns_of(table)}).save(force_insert=True)


def _next_version(model: type[Model], found: dict[int, list[Move]], by: AbstractBaseUser, undone: bool) -> None:
    rows = model._base_manager.filter(pk__in=[*found])
    if undone:
        # What is in print of them names the other record.
        rows.filter(status="published").update(status="revising")
    rows.update(version=F("version") + 1, updated_at=timezone.now(), updated_by=by)


def _log(
    model: type[Model],
    found: dict[int, list[Move]],
    cause: Event,
    by: AbstractBaseUser,
    said: str,
    words: dict[tuple[type[Model], int], list[str]],
) -> None:
    wholes = model._base_manager.select_related(*(["source"] if model is Passage else [])).in_bulk([*found])
    kept = snapshots(model, [key for key, moves in found.items() if moves])
    Event.objects.bulk_create(
        Event(
            by=by,
            action="edit" if moves else "revise",
            noun=model._meta.model_name,
            record_id=key,
            slug=wholes[key].source.slug if model is Passage else wholes[key].slug,
            version=None if model is Passage else wholes[key].version,
            reason=" ".join([said, *words.get((model, key), ())]),
            snapshot=kept.get(key),
            because_of=cause,
            moved=[move.told() for move in moves] or None,
        )
        for key, moves in found.items()
    )


def _named_twice(moves: Iterable[Move]) -> dict[tuple[type[Model], int], list[str]]:
    """By record, sentences on the rows that are dropped because they would repeat others."""
    found = defaultdict(list)
    for move in moves:
        table = move.reference.table
        holder = table._meta.auto_created
        if holder:
            link = next(one for one in holder._meta.many_to_many if one.remote_field.through is table)
            what = f"Its {link.verbose_name} had both"
        else:
            what = f"The {table._meta.verbose_name} “{table._base_manager.get(pk=move.row)}” was there twice then"
        found[move.reference.whole, move.whole].append(f"{what}: one stays.")
    return found
