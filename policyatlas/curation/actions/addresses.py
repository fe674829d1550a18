"""The verbs that give an address another meaning: renaming a record, and merging it into another one."""

from collections import defaultdict

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from policyatlas.curation.history import is_taken
from policyatlas.curation.refusals import Refused
from policyatlas.editions.reading import Reading
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import merge_record, rename_record
from policyatlas.records.models import Record
from policyatlas.records.models.base import IN_PRINT

from .steps import allow_verb, locked, locked_pair, move, next_state, wait_for_the_press


@transaction.atomic
def rename(record: Record, *, by: AbstractBaseUser, expected_version: int, slug: str, reason: str) -> Record:
    """Give a record in print the address `slug`, for a `reason` readers see; the old address leads to the new one.

    What is in print stays word for word, its address and the references to it apart; closed editions keep the old one.
    """
    allow_verb(by, "rename", record)
    _need(reason, "Give a reason: people who look for the old address will want to know why it changed.")
    stored = locked(record, expected_version)
    state = next_state("rename", stored)
    wait_for_the_press()
    _check_slug(stored, slug)
    rename_record(stored, slug, reason)
    said = f"{stored.slug} → {slug}: {reason}"
    stored.slug = slug
    try:
        return move("rename", record, stored, state, by, said, also=("slug",))
    except IntegrityError:
        # No lock keeps somebody else from giving the address to another record after it was found to be free.
        raise Refused(f"Somebody gave the address “{slug}” to another record meanwhile: choose another slug.") from None


@transaction.atomic
def merge(record: Record, *, by: AbstractBaseUser, expected_version: int, into: Record, reason: str) -> Record:
    """Take the record out of print because `into` is about the same, for a `reason` readers see.

    Its address leads to the other one, and what is in print and named it names the other one. Closed editions keep it.
    Records at the desk still name it: they cannot be published again before they name the other one.
    """
    allow_verb(by, "merge", record)
    _need(reason, "Give a reason: people who look for this record will want to know why it became another one.")
    if type(into) is not type(record) or into.pk == record.pk:
        raise Refused(f"“{record}” can be merged only into another {record._meta.verbose_name}.")
    stored, winner = locked_pair(record, into, expected_version)
    state = next_state("merge", stored)
    wait_for_the_press()
    _check_pair(stored, winner)
    merge_record(stored, winner, reason)
    return move("merge", record, stored, state, by, f"into {winner.slug}: {reason}")


def _need(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise Refused(sentence)


def _check_slug(record: Record, slug: str) -> None:
    try:
        record._meta.get_field("slug").clean(slug, record)
    except ValidationError as error:
        raise Refused(*error.messages) from None
    if slug == record.slug:
        raise Refused(f"“{record}” has the address “{slug}” already: nothing was changed.")
    other = type(record)._base_manager.filter(slug=slug).exclude(pk=record.pk).first()
    if other is not None:
        raise Refused(f"“{other}” has the address “{slug}”: choose another slug.")
    if is_taken(record, slug):
        raise Refused(
            f"The address “{slug}” was that of another {record._meta.verbose_name}, and researchers may have cited it: "
            f"choose another slug."
        )


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
