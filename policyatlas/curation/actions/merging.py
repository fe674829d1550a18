"""The verbs that make one record of two, and two of them again: references move with an address, and go back."""

from collections import defaultdict

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model

from policyatlas.curation.history import events_of, merger_of
from policyatlas.curation.moving import Plan, merging, unmerging
from policyatlas.curation.refusals import Refused, Stale, WrongState
from policyatlas.editions.reading import Reading
from policyatlas.editions.stamps import wait_for_the_press
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import merge_record
from policyatlas.records.models import Record
from policyatlas.records.models.base import IN_PRINT

from .moves import carry_out
from .steps import allow_verb, as_seen, lock_all, move, need_reason, next_state


@transaction.atomic
def merge(record: Record, *, by: AbstractBaseUser, expected_version: int, into: Record, reason: str) -> Record:
    """Take the record out of print because `into` is about the same, for a `reason` readers see.

    Its address leads to the other one, and whatever names it, in print and at the desk, names the other one from then
    on. What it says itself stays as it is, and closed editions keep it. See `unmerge`.
    """
    allow_verb(by, "merge", record)
    need_reason(reason, "Give a reason: people who look for this record will want to know why it became another one.")
    _check_sorts(record, into)
    keys = _lock(merging(record, into), record, into)
    stored, winner = _stored(record, expected_version), type(into)._base_manager.filter(pk=into.pk).first()
    if winner is None:
        raise Stale(f"“{into}” was deleted meanwhile. Nothing was saved.")
    state = next_state("merge", stored)
    wait_for_the_press()
    _check_pair(stored, winner)
    plan = merging(stored, winner)
    if plan.obstacles:
        raise Refused(*plan.obstacles)
    _check_locked(plan, keys)
    merge_record(stored, winner, reason)
    move("merge", record, stored, state, by, f"into {winner.slug}: {reason}")
    said = f"{record._meta.verbose_name.capitalize()} “{stored.slug}” was merged into “{winner.slug}”: {reason}"
    carry_out(plan, merger_of(stored), by, said)
    return record


def check_merge(record: Record, into: Record) -> Plan:
    """The references that `merge` would move now, and what it would refuse, for a page that shows them before."""
    try:
        _check_sorts(record, into)
        next_state("merge", record)
        _check_pair(record, into)
    except Refused as refusal:
        return Plan(obstacles=refusal.sentences)
    return merging(record, into)


@transaction.atomic
def unmerge(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str) -> Record:
    """Undo the merging of a record: it becomes a draft, and what named it before and was not changed since names it.

    Readers see nothing of it yet: its address leads to the other record until it is published again, and published
    records that name it again are opened for revision. What stands in the way is left as it is and told in the log.
    """
    allow_verb(by, "unmerge", record)
    need_reason(reason, "Say why: colleagues whose records are opened by it will want to know.")
    cause = merger_of(record)
    keys = _lock(unmerging(cause) if cause else Plan(), record)
    stored = _stored(record, expected_version)
    state = next_state("unmerge", stored)
    if cause is None:
        raise WrongState(f"“{stored}” was withdrawn, not merged: press “Revise” to make it a draft again.")
    plan = unmerging(cause)
    _check_locked(plan, keys)
    move("unmerge", record, stored, state, by, " ".join([reason, *plan.obstacles]))
    said = f"The merging of {record._meta.verbose_name} “{stored.slug}” was undone: {reason}"
    carry_out(plan, events_of(stored)[0], by, said, undone=True)
    return record


def _check_sorts(record: Record, into: Record) -> None:
    if type(into) is not type(record) or into.pk == record.pk:
        raise Refused(f"“{record}” can be merged only into another {record._meta.verbose_name}.")


def _lock(plan: Plan, *records: Record) -> dict[type[Model], set[int]]:
    """Keep `records` and all whose references are to be moved from others; their primary keys, by model."""
    keys = defaultdict(set, {model: {*found} for model, found in plan.wholes.items()})
    keys[type(records[0])] |= {record.pk for record in records}
    lock_all(keys)
    return keys


def _check_locked(plan: Plan, keys: dict[type[Model], set[int]]) -> None:
    """Refuse if more is to be moved than was when the records were locked."""
    if any(found.keys() - keys.get(model, set()) for model, found in plan.wholes.items()):
        raise Stale("Somebody has just let another record name this one. Nothing was saved: do it again.")


def _stored(record: Record, expected_version: int) -> Record:
    return as_seen(record, type(record)._base_manager.filter(pk=record.pk).first(), expected_version)


def _check_pair(record: Record, winner: Record) -> None:
    """Refuse if the two cannot be one thing; asked of what is in print."""
    if winner.status not in IN_PRINT:
        raise Refused(f"“{winner}” is not in print: publish it first, so that the old address leads somewhere.")
    reading = Reading.now()
    lost, kept = (reading.entry(kind_of(each), each.slug) for each in (record, winner))
    if kept.kind != lost.kind or kept.payload.get("scheme") != lost.payload.get("scheme"):
        raise Refused(f"“{record}” and “{winner}” are of different kinds: they cannot be one thing.")
    if kept.facets.filter(name="refers", value=str(lost)).exists():
        raise Refused(
            f"“{winner}” itself refers to “{record}”, and would refer to itself: take that reference out of it and "
            f"publish it first."
        )
    _check_figures(reading, str(lost), str(kept))
    if lost.payload.get("within") != kept.payload.get("within"):
        # Whatever lies in the one would be found under the larger places of the other.
        raise Refused(
            f"In print, “{record}” and “{winner}” lie in different larger places: give both the same one and publish "
            f"them first."
        )


def _check_figures(reading: Reading, lost: str, kept: str) -> None:
    """Refuse if two figures would be preferred for one indicator, subject and period, once what names `lost` names
    `kept`; both are `kind:slug`.
    """
    # Asked here, because printed figures follow a merged record at once, and the records of figures only when edited.
    naming = reading.entries("observation").with_facet("refers", [lost, kept]).filter(payload__rank="preferred")
    found = defaultdict(lambda: {lost: [], kept: []})
    for slug, data in naming.order_by("slug").values_list("slug", "payload"):
        named = [f"{data[name]['kind']}:{data[name]['slug']}" for name in ("indicator", "subject")]
        about = [kept if each == lost else each for each in named]
        found[*about, data["period_start"], data["period_end"]][lost if lost in named else kept].append(f"“{slug}”")
    pairs = [" and ".join([*own[lost], *own[kept]]) for own in found.values() if own[lost] and own[kept]]
    if pairs:
        raise Refused(
            f"In print, these figures would both be preferred for one indicator, subject and period: "
            f"{'; '.join(pairs)}. Prefer one of the two, and publish the other one as normal first."
        )
