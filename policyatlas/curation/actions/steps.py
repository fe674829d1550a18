"""The steps that verbs are made of: who may, which version is there, which state comes next, and the log."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, WrongState
from policyatlas.curation.snapshots import snapshot
from policyatlas.curation.states import HINTS, RIGHTS, SAID, transitions
from policyatlas.editions.models import Edition
from policyatlas.records.models import Passage, Record
from policyatlas.values.vocabularies import STATUS


def has_right(by: AbstractBaseUser, verb: str, record: Record) -> bool:
    """Whether somebody has the right that `verb` needs for records like this one."""
    return by.has_perm(RIGHTS[verb].format(model=record._meta.model_name))


def allow_verb(by: AbstractBaseUser, verb: str, record: Record) -> None:
    """Refuse if somebody has not the right that `verb` needs."""
    allow(
        by,
        RIGHTS[verb].format(model=record._meta.model_name),
        f"{SAID.get(verb, verb)} {record._meta.verbose_name_plural}",
    )


def allow(by: AbstractBaseUser, permission: str, words: str) -> None:
    """Refuse if somebody has not the `permission`; `words` say what for."""
    if not by.has_perm(permission):
        raise NotAllowed(f"You may not {words}. Ask an administrator for the right, or a colleague who has it.")


def need_reason(reason: str, sentence: str) -> None:
    """Refuse with `sentence` where no reason is given."""
    if not reason.strip():
        raise Refused(sentence)


def locked(record: Record, expected_version: int) -> Record:
    """The record as stored, kept from others until the verb is done; refused unless it has the version one saw."""
    # Not from those who only refer to it: two people whose records name each other would wait for ever.
    rows = type(record)._base_manager.select_for_update(no_key=True)
    return as_seen(record, rows.filter(pk=record.pk).first(), expected_version)


def lock_all(wanted: Mapping[type[models.Model], Iterable[int]]) -> None:
    """Keep several records and passages from others until the verb is done."""
    # In one order, so that two people who merge at the same time do not wait for each other for ever; and so that
    # somebody who is just adding a reference to one of them need not wait either.
    for model in sorted(wanted, key=lambda model: model._meta.label):
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=[*wanted[model]]).order_by("pk")
        list(rows.values_list("pk"))


def as_seen(record: Record, stored: Record | None, expected_version: int) -> Record:
    """`stored`, unless somebody deleted or changed it after the person saw `expected_version`."""
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


def next_state(verb: str, record: Record, *, alone: bool = False) -> str:
    """The state to which `verb` leads; refused where it cannot start from the record's.

    `alone` for people who need no second pair of eyes.
    """
    states, said = transitions(verb, alone=alone), SAID.get(verb, verb)
    if record.status not in states:
        wanted = " or ".join(f"“{STATUS.label(state).lower()}”" for state in states)
        raise WrongState(
            f"“{record}” is “{STATUS.label(record.status).lower()}”; to {said} it, it must be {wanted}."
            f"{HINTS.get((verb, record.status), '')}"
        )
    return states[record.status]


def move(
    verb: str,
    record: Record,
    stored: Record,
    state: str,
    by: AbstractBaseUser,
    reason: str,
    also: tuple[str, ...] = (),
) -> Record:
    """Save the `stored` record in its new state as its next version, log it, and tell the caller's `record`.

    `also` names further fields of `stored` that the verb has changed.
    """
    stored.status = state
    stored.version += 1
    stored.updated_at, stored.updated_by = timezone.now(), by
    changed = ("status", "version", "updated_at", "updated_by", *also)
    stored.save(update_fields=changed)
    log(verb, stored, by, reason, changed=bool(also))
    for name in changed:
        setattr(record, name, getattr(stored, name))
    return record


def remove(thing: models.Model) -> None:
    """Delete a record, a passage or a part; refused while others need it."""
    # Django takes it out of lists of many without a word, and nothing could put it back there.
    if linking := _linking(thing):
        raise Refused(f"“{thing}” is still used by {', '.join(linking)}. Remove it there first.")
    try:
        thing.delete()
    except models.ProtectedError as error:
        holders = ", ".join(sorted(f"“{holder}”" for holder in error.protected_objects))
        raise Refused(f"“{thing}” is still used by {holders}. Remove it there first.") from error


def _linking(thing: models.Model) -> list[str]:
    """What has it in a list of many, by name."""
    relations = [one for one in thing._meta.get_fields(include_hidden=True) if one.many_to_many and one.auto_created]
    found = (one.related_model._base_manager.filter(**{one.field.name: thing}) for one in relations)
    return sorted({f"“{row}”" for rows in found for row in rows})


def log(verb: str, thing: Record | Passage, by: AbstractBaseUser, reason: str = "", *, changed: bool = True) -> Event:
    """Write the event of a verb, with the whole of `thing` as it is stored now, if anything but its state `changed`."""
    return Event.objects.create(
        by=by,
        action=verb,
        noun=thing._meta.model_name,
        record_id=thing.pk,
        slug=thing.source.slug if isinstance(thing, Passage) else thing.slug,
        version=None if isinstance(thing, Passage) else thing.version,
        reason=reason,
        snapshot=snapshot(thing) if changed else None,
    )


def log_edition(verb: str, edition: Edition, by: AbstractBaseUser, reason: str = "") -> None:
    """Write the event of a verb that concerns a whole edition."""
    Event.objects.create(
        by=by, action=verb, noun="edition", record_id=edition.number, slug=edition.label, reason=reason
    )
