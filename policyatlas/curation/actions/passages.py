"""The verbs for passages, which have no states and no versions: a fingerprint says what somebody last saw."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from policyatlas.curation.models import Event
from policyatlas.curation.quotations import CONFIRMED, misses
from policyatlas.curation.refusals import Stale, Unconfirmed
from policyatlas.records.models import Passage, Source
from policyatlas.values.canonical import canonical, digest

from .steps import allow, log, remove


@transaction.atomic
def add_passage(passage: Passage, *, by: AbstractBaseUser, confirmed: bool = False) -> Passage:
    """Save a new passage; refused if it repeats another, or is not in its source's text and not `confirmed`."""
    allow(by, "records.add_passage", "add passages")
    reason = _confirmed(passage, confirmed)
    passage.save(force_insert=True)
    log("create", passage, by, reason)
    return passage


@transaction.atomic
def edit_passage(passage: Passage, *, by: AbstractBaseUser, seen: str, confirmed: bool = False) -> Passage:
    """Save the changed words of `passage`; `seen` is the `fingerprint` of the words the person last saw.

    Refused if the new words are not in the text of their source, unless that is `confirmed`: see `check_quotation`.
    What is in print keeps the words it was printed with until it is published again.
    """
    allow(by, "records.change_passage", "change passages")
    check_passage(passage, seen=seen)
    reason = _confirmed(passage, confirmed)
    passage.save(force_update=True)
    log("edit", passage, by, reason)
    return passage


def check_quotation(passage: Passage) -> None:
    """Refuse a new quotation that is not in the stored text of its source, with the nearest words; for a form, too.

    Without a stored text nothing is asked, nor if quotation and source are those that were saved before.
    """
    # Until it is saved, nobody may store another text.
    Source.objects.select_for_update(no_key=True).filter(pk=passage.source_id).values("pk").first()
    saved = Passage.objects.filter(pk=passage.pk).values_list("source_id", "quote")
    stored = saved.first() if passage.pk else None
    missed = [] if stored == (passage.source_id, passage.quote) else misses([passage])
    if missed:
        raise Unconfirmed(*(each.sentence for each in missed))


def _confirmed(passage: Passage, confirmed: bool) -> str:
    """What the log is to say: that somebody confirmed a quotation that the text does not have, or nothing."""
    try:
        check_quotation(passage)
    except Unconfirmed:
        if not confirmed:
            raise
        return CONFIRMED
    return ""


def check_passage(passage: Passage, *, seen: str) -> None:
    """Refuse if the stored words of `passage` are no longer those that the person saw; see `check_edit`."""
    stored = _locked(passage)
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
    stored = _locked(passage)
    log("delete", stored, by, reason)
    remove(stored)


def _locked(passage: Passage) -> Passage:
    """The passage as stored, kept from others until the verb is done."""
    stored = Passage.objects.select_for_update(no_key=True).filter(pk=passage.pk).first()
    if stored is None:
        raise Stale("This passage was deleted after you opened it. Nothing was saved; add it again if it is needed.")
    return stored
