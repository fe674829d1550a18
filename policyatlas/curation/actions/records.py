"""The verbs for records: adding, editing, opening for revision, withdrawing and deleting."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from policyatlas.curation.evidence import CONFIRMED, Question, questions, rests_on_quotations
from policyatlas.curation.history import ever_published, merger_of, worked_on_since_print
from policyatlas.curation.refusals import Refused, Unconfirmed, WrongState
from policyatlas.curation.snapshots import snapshot
from policyatlas.curation.states import TRANSITIONS, transitions, works_alone
from policyatlas.editions.stamps import wait_for_the_press
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import withdraw_record
from policyatlas.records.models import Record

from .steps import allow, allow_verb, has_right, locked, log, move, next_state, remove


def possible(record: Record, by: AbstractBaseUser) -> list[str]:
    """The verbs that the state of `record` and the rights of `by` allow now."""
    alone = works_alone(by)
    verbs = [
        verb for verb in TRANSITIONS if record.status in transitions(verb, alone=alone) and has_right(by, verb, record)
    ]
    if "delete" in verbs and ever_published(record):
        verbs.remove("delete")
    if "unmerge" in verbs and merger_of(record) is None:
        verbs.remove("unmerge")
    if "approve" in verbs and not alone and by.pk in worked_on_since_print(record):
        verbs.remove("approve")
    return verbs


@transaction.atomic
def create(
    record: Record,
    *,
    by: AbstractBaseUser,
    parts: Iterable[models.Model] = (),
    links: Mapping[str, Iterable[models.Model]] | None = None,
    saving: Callable[[], object] | None = None,
    reason: str = "",
) -> Record:
    """Save a new record as a draft, with its `parts` (unsaved children) and `links` (many-to-many, by name).

    `saving` saves further parts and links, for forms that do it themselves.
    """
    allow(by, f"records.add_{record._meta.model_name}", f"add {record._meta.verbose_name_plural}")
    record.status = "draft"
    record.version = 1
    record.created_at = record.updated_at = timezone.now()
    record.created_by = record.updated_by = by
    record.save(force_insert=True)
    for name, targets in (links or {}).items():
        getattr(record, name).set(targets)
    _save_parts(parts, saving)
    log("create", record, by, reason)
    return record


@transaction.atomic
def edit(
    record: Record,
    *,
    by: AbstractBaseUser,
    expected_version: int,
    reason: str = "",
    parts: Iterable[models.Model] = (),
    saving: Callable[[], object] | None = None,
    confirmed: Collection[str] | bool = (),
) -> Record:
    """Save the changed fields of `record` and its new `parts`; refused while it is in print and not being revised.

    `saving` saves changed parts and links, for forms that do it themselves. `Unconfirmed` if a figure or rating was
    changed while its passages stayed the same: `confirmed` holds the keys of those that are right, or is True for all.
    """
    allow_verb(by, "edit", record)
    stored = check_edit(record, expected_version=expected_version)
    before = snapshot(stored) if rests_on_quotations(type(record)) else None
    record.status = next_state("edit", stored)
    record.version = stored.version + 1
    record.created_at, record.created_by = stored.created_at, stored.created_by
    record.updated_at, record.updated_by = timezone.now(), by
    record.save(force_update=True)
    _save_parts(parts, saving)
    event = log("edit", record, by, reason)
    if before is not None:
        asked = questions(type(record), before, event.snapshot)
        if asked and confirmed is not True:
            _refuse_unconfirmed(record, stored, [each for each in asked if each.key not in confirmed])
        if asked:
            event.reason = f"{reason} {CONFIRMED}".strip()
            event.save(update_fields=["reason"])
    return record


def check_edit(record: Record, *, expected_version: int) -> Record:
    """What `edit` would refuse, for a form that asks before it saves; returns the record as stored, locked.

    Must run within the transaction that saves, or somebody else may come between.
    """
    stored = locked(record, expected_version)
    next_state("edit", stored)
    check_address(record, stored)
    return stored


def check_address(record: Record, stored: Record) -> None:
    """Refuse if `record` would have another address than `stored`, which has been in print."""
    if (kind_of(record), record.slug) != (kind_of(stored), stored.slug) and ever_published(stored):
        raise Refused(
            f"The address of “{stored}” is permanent, because it has been in print and researchers may have cited it: "
            f"leave the slug “{stored.slug}” (and, for a place, whether it is a prefecture) as it is."
        )


@transaction.atomic
def revise(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Open a record for editing; what is in print stays until it is published again."""
    allow_verb(by, "revise", record)
    stored = locked(record, expected_version)
    return move("revise", record, stored, next_state("revise", stored), by, reason)


@transaction.atomic
def withdraw(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str) -> Record:
    """Take the record out of print for a `reason` that readers see at its address; closed editions keep it."""
    allow_verb(by, "withdraw", record)
    if not reason.strip():
        raise Refused("Give a reason: people who followed a link to this record will want to know why it is gone.")
    stored = locked(record, expected_version)
    state = next_state("withdraw", stored)
    wait_for_the_press()
    withdraw_record(stored, reason)
    return move("withdraw", record, stored, state, by, reason)


@transaction.atomic
def delete(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> None:
    """Remove a draft that was never in print; what has been in print is withdrawn instead. See `undelete`."""
    allow_verb(by, "delete", record)
    stored = locked(record, expected_version)
    next_state("delete", stored)
    if ever_published(stored):
        raise WrongState(
            f"“{stored}” has been in print: its address stays for ever, so it cannot be deleted: leave it as a draft."
        )
    log("delete", stored, by, reason)
    remove(stored)


def _refuse_unconfirmed(record: Record, stored: Record, asked: list[Question]) -> None:
    if asked:
        # The caller's record is what it was, so that the same can be asked for again, confirmed.
        record.status, record.version = stored.status, stored.version
        record.updated_at, record.updated_by = stored.updated_at, stored.updated_by
        raise Unconfirmed(
            *(each.sentence for each in asked),
            keys=[each.key for each in asked],
            subjects=[each.subject for each in asked],
        )


def _save_parts(parts: Iterable[models.Model], saving: Callable[[], object] | None) -> None:
    for part in parts:
        part.save(force_insert=True)
    if saving is not None:
        saving()
