"""The verbs: the only way in which records change state, each atomic and logged as one event.

Every verb takes who does it (`by`) and, for a record that exists, the version the person last saw
(`expected_version`); a refusal raises a `Refused` with sentences for the person, and nothing is written.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from policyatlas.editions.models import Edition
from policyatlas.editions.writing import close_edition as seal_edition
from policyatlas.press.printing import print_record, withdraw_record
from policyatlas.records.models import Passage, Record
from policyatlas.values.vocabularies import STATUS

from .models import Event
from .readiness import problems
from .refusals import NotAllowed, NotFit, Refused, Stale, WrongState

# verb: {state it may start from: state it leads to}
TRANSITIONS = {
    "edit": {"draft": "draft", "revising": "revising"},
    "publish": {"draft": "published", "revising": "published"},
    "revise": {"published": "revising", "withdrawn": "draft"},
    "withdraw": {"published": "withdrawn", "revising": "withdrawn"},
}


@transaction.atomic
def create(
    record: Record,
    *,
    by: AbstractBaseUser,
    parts: Iterable[models.Model] = (),
    links: Mapping[str, Iterable[models.Model]] | None = None,
) -> Record:
    """Save a new record as a draft, with its `parts` (unsaved children) and `links` (many-to-many, by name)."""
    _allow(by, f"records.add_{record._meta.model_name}", f"add a {record._meta.verbose_name}")
    record.status = "draft"
    record.version = 1
    record.created_at = record.updated_at = timezone.now()
    record.created_by = record.updated_by = by
    record.save(force_insert=True)
    for name, targets in (links or {}).items():
        getattr(record, name).set(targets)
    for part in parts:
        part.save(force_insert=True)
    _log("create", record, by)
    return record


@transaction.atomic
def edit(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Save the changed fields of `record`; refused while it is in print and not being revised."""
    _allow(by, f"records.change_{record._meta.model_name}", f"change a {record._meta.verbose_name}")
    stored = _locked(record, expected_version)
    record.status = _next("edit", stored)
    record.version = stored.version + 1
    record.created_at, record.created_by = stored.created_at, stored.created_by
    record.updated_at, record.updated_by = timezone.now(), by
    record.save(force_update=True)
    _log("edit", record, by, reason)
    return record


@transaction.atomic
def publish(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Print the record as it is stored; readers see it at once. Refused unless it is fit to print."""
    _allow(by, "curation.publish_records", "publish records")
    stored = _locked(record, expected_version)
    state = _next("publish", stored)
    found = problems(stored)
    if found:
        raise NotFit(*(problem.sentence for problem in found))
    print_record(stored)
    return _move("publish", record, stored, state, by, reason)


@transaction.atomic
def revise(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Open a record for editing; what is in print stays until it is published again."""
    _allow(by, f"records.change_{record._meta.model_name}", f"revise a {record._meta.verbose_name}")
    stored = _locked(record, expected_version)
    return _move("revise", record, stored, _next("revise", stored), by, reason)


@transaction.atomic
def withdraw(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str) -> Record:
    """Take the record out of print, with a reason; closed editions keep it, and its address says what became of it."""
    _allow(by, "curation.withdraw_records", "withdraw records from print")
    if not reason.strip():
        raise Refused("Give a reason: people who followed a link to this record will want to know why it is gone.")
    stored = _locked(record, expected_version)
    state = _next("withdraw", stored)
    withdraw_record(stored)
    return _move("withdraw", record, stored, state, by, reason)


@transaction.atomic
def add_passage(passage: Passage, *, by: AbstractBaseUser) -> Passage:
    """Save a new passage, or change one; refused if it belongs to no source or repeats another."""
    _allow(by, "records.add_passage", "add passages")
    new = passage.pk is None
    passage.save()
    Event.objects.create(
        by=by, action="create" if new else "edit", noun="passage", record_id=passage.pk, slug=passage.source.slug
    )
    return passage


@transaction.atomic
def close_edition(*, by: AbstractBaseUser, label: str, notes: str = "") -> Edition:
    """Close the open edition for ever under `label`, such as `2026.1`, and open the next one."""
    _allow(by, "curation.close_editions", "close editions")
    if Edition.objects.filter(label=label).exists():
        raise Refused(f"There already is an edition {label}: choose another label.")
    edition = seal_edition(label, notes)
    Event.objects.create(by=by, action="close", noun="edition", record_id=edition.number, slug=label)
    return edition


def _allow(by: AbstractBaseUser, permission: str, words: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(f"You may not {words}. Ask an administrator for the right, or a colleague who has it.")


def _locked(record: Record, expected_version: int) -> Record:
    stored = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if stored.version != expected_version:
        who = stored.updated_by.get_username() if stored.updated_by else "somebody"
        raise Stale(
            f"{who} changed “{stored}” at {timezone.localtime(stored.updated_at):%Y-%m-%d %H:%M}, "
            f"after you opened it (you saw version {expected_version}, it is now version {stored.version}). "
            f"Nothing was saved. Look at the newer version, then do it again."
        )
    return stored


def _next(verb: str, record: Record) -> str:
    states = TRANSITIONS[verb]
    if record.status not in states:
        possible = " or ".join(f"“{STATUS.label(state).lower()}”" for state in states)
        hint = " Press “Revise” first: what is in print stays as it is until you publish again."
        raise WrongState(
            f"“{record}” is “{STATUS.label(record.status).lower()}”; to {verb} it, it must be {possible}."
            + (hint if verb == "edit" and record.status == "published" else "")
        )
    return states[record.status]


def _move(verb: str, record: Record, stored: Record, state: str, by: AbstractBaseUser, reason: str) -> Record:
    stored.status = state
    stored.version += 1
    stored.updated_at, stored.updated_by = timezone.now(), by
    stored.save(update_fields=["status", "version", "updated_at", "updated_by"])
    _log(verb, stored, by, reason)
    for name in ("status", "version", "updated_at", "updated_by"):
        setattr(record, name, getattr(stored, name))
    return record


def _log(verb: str, record: Record, by: AbstractBaseUser, reason: str = "") -> None:
    Event.objects.create(
        by=by,
        action=verb,
        noun=record._meta.model_name,
        record_id=record.pk,
        slug=record.slug,
        version=record.version,
        reason=reason,
    )
