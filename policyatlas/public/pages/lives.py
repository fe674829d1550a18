"""What a record's page says of its past: each edition in which its entry was printed, why, and what changed then."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from policyatlas.editions.lives import Life, lives, merged_into
from policyatlas.editions.models import Edition, Entry, Forwarding
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.links import address_in, changes_address
from policyatlas.values.citations import day_in_words
from policyatlas.values.kinds import KINDS


@dataclass(frozen=True)
class Past:
    """One line of the past of an entry.

    `edition` and `when` are in words, `address` is its page in that edition (empty where that is not closed yet),
    `said` what happened, `reason` why in the words of the curators, `changes` the page that says what changed.
    """

    edition: str
    when: str
    address: str
    said: str
    reason: str
    changes: str


def past(entry: Entry, reading: Reading) -> list[Past]:
    """The past of `entry` up to the edition that is read, newest first; one query, two where none is pinned."""
    found = lives(entry, reading.edition)
    told = [(one.since.number, _printed(one, before)) for one, before in zip(found, [*found[1:], None], strict=True)]
    if not reading.pinned:
        told += [(one.edition.number, _merged(one)) for one in merged_into(entry)]
    return [line for _number, line in sorted(told, key=lambda pair: -pair[0])]


def _printed(one: Life, before: Life | None) -> Past:
    kind, slug = one.ref
    edition = one.since
    changes = ""
    if before is not None:
        changes = changes_address(f"{KINDS[kind].address}/{slug}", "", before.since.label, edition.label)
    return Past(
        edition=_named(edition),
        when=_day(edition, one.printed_at),
        address="" if edition.is_open else address_in(edition.label, kind, slug),
        said=_said(one, before),
        reason=one.reason,
        changes=changes,
    )


def _said(one: Life, before: Life | None) -> str:
    # That it was renamed stands in the reason.
    if before is None:
        return _("First printed.")
    if before.until is not None and before.until < one.since.number:
        return _("Printed again, after it had been taken out of print.")
    return _("Printed anew.")


def _merged(one: Forwarding) -> Past:
    return Past(
        edition=_named(one.edition),
        when=_day(one.edition, one.at),
        address="",
        said=_("“%(slug)s” was merged into it.") % {"slug": one.slug},
        reason=one.reason,
        changes="",
    )


def _named(edition: Edition) -> str:
    return _("Now") if edition.is_open else _("Edition %(label)s") % {"label": edition.label}


def _day(edition: Edition, moment) -> str:
    """When the edition was closed; while it is open, when it happened, if that is known."""
    day = edition.closed_on or (timezone.localdate(moment) if moment else None)
    return day_in_words(day, words.page_language()) if day else ""
