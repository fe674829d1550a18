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
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import print_record, withdraw_record
from policyatlas.records.models import Passage, Record
from policyatlas.values.canonical import canonical, digest
from policyatlas.values.vocabularies import STATUS

from .history import ever_published
from .models import Event
from .readiness import problems
from .refusals import NotAllowed, NotFit, Refused, Stale, WrongState
from .states import HINTS, RIGHTS, TRANSITIONS


def possible(record: Record, by: AbstractBaseUser) -> list[str]:
    """The verbs that the state of `record` and the rights of `by` allow now."""
    verbs = [verb for verb, states in TRANSITIONS.items() if record.status in states and _has_right(by, verb, record)]
    if "delete" in verbs and ever_published(record):
        verbs.remove("delete")
    return verbs


@transaction.atomic
def create(
    record: Record,
    *,
    by: AbstractBaseUser,
    parts: Iterable[models.Model] = (),
    links: Mapping[str, Iterable[models.Model]] | None = None,
) -> Record:
    """Save a new record as a draft, with its `parts` (unsaved children) and `links` (many-to-many, by name)."""
    _allow(by, f"records.add_{record._meta.model_name}", f"add {record._meta.verbose_name_plural}")
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
def edit(
    record: Record,
    *,
    by: AbstractBaseUser,
    expected_version: int,
    reason: str = "",
    parts: Iterable[models.Model] = (),
) -> Record:
    """Save the changed fields of `record` and its new `parts`; refused while it is in print and not being revised.

    A form that changes parts or links of the record saves them in the same transaction, after this.
    """
    _allow_verb(by, "edit", record)
    stored = check_edit(record, expected_version=expected_version)
    record.status = _next("edit", stored)
    record.version = stored.version + 1
    record.created_at, record.created_by = stored.created_at, stored.created_by
    record.updated_at, record.updated_by = timezone.now(), by
    record.save(force_update=True)
    for part in parts:
        part.save(force_insert=True)
    _log("edit", record, by, reason)
    return record


def check_edit(record: Record, *, expected_version: int) -> Record:
    """What `edit` would refuse, for a form that asks before it saves; returns the record as stored, locked.

    Must run within the transaction that saves, or somebody else may come between.
    """
    stored = _locked(record, expected_version)
    _next("edit", stored)
    if (kind_of(record), record.slug) != (kind_of(stored), stored.slug) and ever_published(stored):
        raise Refused(
            f"The address of “{stored}” is permanent, because it has been in print and researchers may have cited it: "
            f"leave the slug “{stored.slug}” (and, for a place, whether it is a prefecture) as it is."
        )
    return stored


@transaction.atomic
def publish(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Print the record as it is stored; readers see it at once. Refused unless it is fit to print."""
    _allow_verb(by, "publish", record)
    stored = _locked(record, expected_version)
    state = _next("publish", stored)
    _wait_for_the_press()
    found = problems(stored)
    if found:
        raise NotFit(*(problem.sentence for problem in found))
    print_record(stored, reason)
    return _move("publish", record, stored, state, by, reason)


@transaction.atomic
def revise(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Open a record for editing; what is in print stays until it is published again."""
    _allow_verb(by, "revise", record)
    stored = _locked(record, expected_version)
    return _move("revise", record, stored, _next("revise", stored), by, reason)


@transaction.atomic
def withdraw(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str) -> Record:
    """Take the record out of print for a `reason` that readers see at its address; closed editions keep it."""
    _allow_verb(by, "withdraw", record)
    if not reason.strip():
        raise Refused("Give a reason: people who followed a link to this record will want to know why it is gone.")
    stored = _locked(record, expected_version)
    state = _next("withdraw", stored)
    _wait_for_the_press()
    withdraw_record(stored, reason)
    return _move("withdraw", record, stored, state, by, reason)


@transaction.atomic
def delete(record: Record, *, by: AbstractBaseUser, expected_version: int) -> None:
    """Remove a draft that was never in print; what has been in print is withdrawn instead."""
    _allow_verb(by, "delete", record)
    stored = _locked(record, expected_version)
    _next("delete", stored)
    if ever_published(stored):
        raise WrongState(
            f"“{stored}” has been in print: its address stays for ever, so it cannot be deleted: leave it as a draft."
        )
    _log("delete", stored, by)
    _remove(stored)


@transaction.atomic
def add_passage(passage: Passage, *, by: AbstractBaseUser) -> Passage:
    """Save a new passage; refused if it repeats another."""
    _allow(by, "records.add_passage", "add passages")
    passage.save(force_insert=True)
    _log("create", passage, by)
    return passage


@transaction.atomic
def edit_passage(passage: Passage, *, by: AbstractBaseUser, seen: str) -> Passage:
    """Save the changed words of `passage`; `seen` is the `fingerprint` of the words the person last saw.

    What is in print keeps the words it was printed with until it is published again.
    """
    _allow(by, "records.change_passage", "change passages")
    check_passage(passage, seen=seen)
    passage.save(force_update=True)
    _log("edit", passage, by)
    return passage


def check_passage(passage: Passage, *, seen: str) -> None:
    """Refuse if the stored words of `passage` are no longer those that the person saw; see `check_edit`."""
    stored = Passage.objects.select_for_update().get(pk=passage.pk)
    if fingerprint(stored) != seen:
        last = Event.objects.filter(noun="passage", record_id=passage.pk).select_related("by").first()
        who = last.by.get_username() if last else "Somebody"
        raise Stale(
            f"{who} changed this passage after you opened it; it now reads: {stored}. "
            f"Nothing was saved. Look at the newer words, then do it again."
        )


def fingerprint(passage: Passage) -> str:
    """A short name for exactly these words at this place; passages have no versions."""
    return digest(canonical([passage.source_id, passage.locator, passage.quote]))


@transaction.atomic
def delete_passage(passage: Passage, *, by: AbstractBaseUser) -> None:
    """Remove a passage that nothing cites."""
    _allow(by, "records.delete_passage", "delete passages")
    _log("delete", passage, by)
    _remove(passage)


@transaction.atomic
def close_edition(*, by: AbstractBaseUser, label: str, notes: str = "") -> Edition:
    """Close the open edition for ever under `label`, such as `2026.1`, and open the next one."""
    _allow(by, "curation.close_editions", "close editions")
    _wait_for_the_press()
    if Edition.objects.filter(label=label).exists():
        raise Refused(f"There already is an edition {label}: choose another label.")
    edition = seal_edition(label, notes)
    Event.objects.create(by=by, action="close", noun="edition", record_id=edition.number, slug=label)
    return edition


def _has_right(by: AbstractBaseUser, verb: str, record: Record) -> bool:
    return by.has_perm(RIGHTS[verb].format(model=record._meta.model_name))


def _allow_verb(by: AbstractBaseUser, verb: str, record: Record) -> None:
    _allow(by, RIGHTS[verb].format(model=record._meta.model_name), f"{verb} {record._meta.verbose_name_plural}")


def _allow(by: AbstractBaseUser, permission: str, words: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(f"You may not {words}. Ask an administrator for the right, or a colleague who has it.")


def _locked(record: Record, expected_version: int) -> Record:
    stored = type(record)._base_manager.select_for_update().filter(pk=record.pk).first()
    if stored is None:
        raise Stale(f"“{record}” was deleted after you opened it. Nothing was saved; add it again if it is needed.")
    if stored.version != expected_version:
        who = stored.updated_by.get_username() if stored.updated_by else "Somebody"
        when = f" at {timezone.localtime(stored.updated_at):%Y-%m-%d %H:%M}" if stored.updated_at else ""
        raise Stale(
            f"{who} changed “{stored}”{when}, after you opened it "
            f"(you saw version {expected_version}, it is now version {stored.version}). "
            f"Nothing was saved. Look at the newer version, then do it again."
        )
    return stored


def _wait_for_the_press() -> None:
    # One at a time: whoever prints must not write into an edition that is being closed, nor refer to an entry that is
    # being taken out. The first edition's row serves as the key, because it always exists and never closes again.
    Edition.objects.select_for_update().earliest("number")


def _next(verb: str, record: Record) -> str:
    states = TRANSITIONS[verb]
    if record.status not in states:
        wanted = " or ".join(f"“{STATUS.label(state).lower()}”" for state in states)
        raise WrongState(
            f"“{record}” is “{STATUS.label(record.status).lower()}”; to {verb} it, it must be {wanted}."
            f"{HINTS.get((verb, record.status), '')}"
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


def _remove(thing: Record | Passage) -> None:
    try:
        thing.delete()
    except models.ProtectedError as error:
        holders = ", ".join(sorted(f"“{holder}”" for holder in error.protected_objects))
        raise Refused(f"“{thing}” is still used by {holders}. Remove it there first.") from error


def _log(verb: str, thing: Record | Passage, by: AbstractBaseUser, reason: str = "") -> None:
    Event.objects.create(
        by=by,
        action=verb,
        noun=thing._meta.model_name,
        record_id=thing.pk,
        slug=thing.source.slug if isinstance(thing, Passage) else thing.slug,
        version=None if isinstance(thing, Passage) else thing.version,
        reason=reason,
    )
