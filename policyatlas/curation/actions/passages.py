"""The verbs for passages, which have no states and no versions: a fingerprint says what somebody last saw."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Stale
from policyatlas.records.models import Passage
from policyatlas.values.canonical import canonical, digest

from .steps import allow, log, remove


@transaction.atomic
def add_passage(passage: Passage, *, by: AbstractBaseUser) -> Passage:
    """Save a new passage; refused if it repeats another."""
    allow(by, "records.add_passage", "add passages")
    passage.save(force_insert=True)
    log("create", passage, by)
    return passage


@transaction.atomic
def edit_passage(passage: Passage, *, by: AbstractBaseUser, seen: str) -> Passage:
    """Save the changed words of `passage`; `seen` is the `fingerprint` of the words the person last saw.

    What is in print keeps the words it was printed with until it is published again.
    """
    allow(by, "records.change_passage", "change passages")
    check_passage(passage, seen=seen)
    passage.save(force_update=True)
    log("edit", passage, by)
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
    """A short name for exactly these words at this place, and how sure we are of them; passages have no versions."""
    return digest(canonical([passage.source_id, passage.locator, passage.quote, passage.confidence]))


@transaction.atomic
def delete_passage(passage: Passage, *, by: AbstractBaseUser, reason: str = "") -> None:
    """Remove a passage that nothing cites."""
    allow(by, "records.delete_passage", "delete passages")
    log("delete", passage, by, reason)
    remove(passage)
