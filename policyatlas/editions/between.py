"""Look-ups between two editions: what was printed, what ended, where addresses lead since, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, Q, QuerySet

from .models import Edition, Entry, Erratum, Forwarding, Withdrawal

Ref = tuple[str, str]


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

    ref: Ref
    printed_at: datetime | None
    reason: str
    stayed: bool


def printings(refs: Iterable[Ref], before: Edition, after: Edition) -> list[Printing]:
    """The printings of the entries `refs` after the edition `before` and up to `after`, oldest first; one query."""
    rows = (
        Entry.objects.filter(_among(refs), since__gt=before.number, since__lte=after.number)
        .order_by("since", "pk")
        .values_list("kind", "slug", "printed_at", "reason", "until")
    )
    return [
        Printing((kind, slug), printed_at, reason, until is None or until > after.number)
        for kind, slug, printed_at, reason, until in rows
    ]


def withdrawals(refs: Iterable[Ref], before: Edition, after: Edition) -> dict[Ref, str]:
    """Why entries of `refs` went out of print after `before` and up to `after`; empty where no reason was given."""
    found = Withdrawal.objects.filter(_among(refs), edition__gt=before.number, edition__lte=after.number)
    return {(kind, slug): reason for kind, slug, reason in found.values_list("kind", "slug", "reason")}


def departures(refs: Iterable[Ref], before: Edition, after: Edition) -> list[datetime]:
    """When entries of `refs` were withdrawn after `before` and up to `after`, or their addresses came to lead to other
    ones, as far as that is known; one query.
    """
    span = {"edition__gt": before.number, "edition__lte": after.number, "at__isnull": False}
    withdrawn, moved = (
        model.objects.order_by().filter(_among(refs), **span).values_list("at") for model in (Withdrawal, Forwarding)
    )
    return [moment for (moment,) in withdrawn.union(moved)]


@dataclass(frozen=True)
class Heading:
    """What a table of contents says of an entry, and the hash of all that is printed of it."""

    ref: Ref
    title_en: str
    title_ja: str
    sha256: str


def replaced(before: Edition, after: Edition) -> tuple[dict[Ref, Heading], dict[Ref, Heading]]:
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


def last_stirred(edition: Edition) -> datetime | None:
    """When something was last printed in `edition`, withdrawn or given another address; None where nothing was, or
    nobody knows when. One query.
    """
    printed = Entry.objects.order_by().filter(since=edition).values("since").annotate(last=Max("printed_at"))
    ended = (
        model.objects.order_by().filter(edition=edition).values("edition").annotate(last=Max("at"))
        for model in (Withdrawal, Forwarding)
    )
    found = printed.values_list("last").union(*(one.values_list("last") for one in ended))
    return max((moment for (moment,) in found if moment), default=None)


def _headings(entries: QuerySet[Entry]) -> dict[Ref, Heading]:
    rows = entries.order_by("kind", "slug").values_list("kind", "slug", "title_en", "title_ja", "sha256")
    return {(kind, slug): Heading((kind, slug), en, ja, sha256) for kind, slug, en, ja, sha256 in rows}


def _among(refs: Iterable[Ref]) -> Q:
    """That an entry is one of `refs`; nothing is, where there are none."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, slug in refs:
        by_kind[kind].add(slug)
    condition = Q(pk__in=[])
    for kind, slugs in by_kind.items():
        condition |= Q(kind=kind, slug__in=slugs)
    return condition
