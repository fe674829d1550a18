"""The verbs for the texts of sources, against which quotations are checked; readers never see them."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused, Stale
from policyatlas.records.models import Source, SourceText

from .steps import allow

TEXT_LENGTH = 5_000_000


@transaction.atomic
def set_text(source: Source, *, by: AbstractBaseUser, text: str, file_name: str = "", seen: str) -> SourceText:
    """Keep `text` as the text of `source`, in the place of the one there is; `seen` is the `text_stamp` one last saw.

    The record itself stays as it is, in whatever state: the text is no part of it.
    """
    allow(by, "records.change_source", "change sources")
    if not text.strip():
        raise Refused("There is no word in this text: upload another file, or paste the text.")
    if len(text) > TEXT_LENGTH:
        raise Refused(
            f"The text has {len(text):,} characters; at most {TEXT_LENGTH:,} are kept: leave out what nobody quotes."
        )
    stored = _as_seen(source, seen)
    kept = SourceText(pk=stored and stored.pk, source=source, text=text, file_name=file_name[:255])
    kept.added_at, kept.added_by = timezone.now(), by
    kept.save()
    _log("text", source, by, f"{len(text):,} characters" + (f" of {file_name[:255]}" if file_name else ""))
    return kept


@transaction.atomic
def remove_text(source: Source, *, by: AbstractBaseUser, seen: str) -> None:
    """Throw away the stored text of `source`; its quotations are no longer checked."""
    allow(by, "records.change_source", "change sources")
    stored = _as_seen(source, seen)
    if stored is None:
        raise Refused(f"No text of “{source}” is stored: there is nothing to remove.")
    stored.delete()
    _log("text-off", source, by)


def text_stamp(stored: SourceText | None) -> str:
    """What tells this stored text from one that is stored later; empty for none."""
    return stored.added_at.isoformat() if stored else ""


def _as_seen(source: Source, seen: str) -> SourceText | None:
    """The stored text, kept from others until the verb is done; refused unless it is the one that was seen."""
    # The row of the source is the key, because it is there also where there is no text yet.
    Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    stored = SourceText.objects.filter(source=source).select_related("added_by").defer("text").first()
    if text_stamp(stored) != seen:
        who = f"{stored.added_by} stored another text" if stored else "Somebody removed the text"
        raise Stale(f"{who} of “{source}” after you opened the page. Nothing was changed: look, then do it again.")
    return stored


def _log(verb: str, source: Source, by: AbstractBaseUser, reason: str = "") -> None:
    # Without a version: the text is no part of the record, and its versions are those of the record alone.
    Event.objects.create(by=by, action=verb, noun="source", record_id=source.pk, slug=source.slug, reason=reason)
