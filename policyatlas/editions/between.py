"""Look-ups between two editions: what was printed, what ended, where addresses lead since, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, Q, QuerySet

from .addresses import among
from .models import Edition, Entry, Erratum, Forwarding, Withdrawal
from .payloads import Address


@dataclass(frozen=True)
class Aftermath:
    """What came after a closed edition: the edition that is open now, and whether there was anything of a sort.

    `printed`: an entry was printed or ended; `forwarded`: an address leads to another one; `corrected`: the closed
    edition has errata.
    """

    now: Edition
    printed: bool
    forwarded: bool
    corrected: bool


def aftermath(edition: Edition) -> Aftermath:
    """What came after `edition`; one query that reads no entry."""
    stirred = Entry.objects.filter(Q(since__gt=edition.number) | Q(until__gt=edition.number))
    now = (
        Edition.objects.annotate(
            printed=Exists(stirred),
            forwarded=Exists(Forwarding.objects.filter(edition__gt=edition.number)),
            corrected=Exists(Erratum.objects.filter(edition=edition)),
        )
        .filter(is_open=True)
        .get()
    )
    return Aftermath(now, now.printed, now.forwarded, now.corrected)


def errata(edition: Edition) -> list[Erratum]:
    """The mistakes found in `edition` since it was closed, in the order in which they were added."""
    return list(edition.errata.order_by("pk"))


def forwardings() -> list[Forwarding]:
    """All addresses that lead to another one, in the order in which they came to."""
    return list(Forwarding.objects.order_by("edition", "pk"))


@dataclass(frozen=True)
class Printing:
    """That an entry was printed: when (None where it is not known), why, and whether it was in print at the end."""

    ref: Address
    printed_at: datetime | None
    reason: str
    stayed: bool


def printings(refs: Iterable[Address], before: Edition, after: Edition) -> list[Printing]:
    """The printings of the entries `refs` after the edition `before` and up to `after`, oldest first; one query."""
    rows = (
        Entry.objects.filter(among(refs), since__gt=before.number, since__lte=after.number)
        .order_by("since", "pk")
        .values_list("kind", "slug", "printed_at", "reason", "until")
    )
    return [
        Printing((kind, slug), printed_at, reason, until is None or until > after.number)
        for kind, slug, printed_at, reason, until in rows
    ]


def withdrawals(refs: Iterable[Address], before: Edition, after: Edition) -> dict[Address, str]:
    """Why entries of `refs` went out of print after `before` and up to `after`; empty where no reason was given."""
    found = Withdrawal.objects.filter(among(refs), edition__gt=before.number, edition__lte=after.number)
    return {(kind, slug): reason for kind, slug, reason in found.values_list("kind", "slug", "reason")}


@dataclass(frozen=True)
class Heading:
    """What a table of contents says of an entry, and the hash of all that is printed of it."""

    ref: Address
    title_en: str
    title_ja: str
    sha256: str


def replaced(before: Edition, after: Edition) -> tuple[dict[Address, Heading], dict[Address, Heading]]:
    """The entries that only `before` has, and those that only `after` has; what was printed anew is in both."""
    went = Entry.objects.in_edition(before).filter(until__lte=after.number)
    came = Entry.objects.in_edition(after).filter(since__gt=before.number)
    return _headings(went), _headings(came)


def stirring(editions: Iterable[Edition]) -> set[int]:
    """The numbers of those `editions` in which anything was printed or ended; one query."""
    numbers = [edition.number for edition in editions]
    came = Entry.objects.order_by().filter(since__in=numbers).values_list("since")
    went = Entry.objects.order_by().filter(until__in=numbers).values_list("until")
    return {number for (number,) in came.union(went)}


def last_printed(edition: Edition) -> datetime | None:
    """When an entry was last printed in `edition`; None where none was, or nobody knows when."""
    return Entry.objects.filter(since=edition).aggregate(last=Max("printed_at"))["last"]


def _headings(entries: QuerySet[Entry]) -> dict[Address, Heading]:
    rows = entries.order_by("kind", "slug").values_list("kind", "slug", "title_en", "title_ja", "sha256")
    return {(kind, slug): Heading((kind, slug), en, ja, sha256) for kind, slug, en, ja, sha256 in rows}
