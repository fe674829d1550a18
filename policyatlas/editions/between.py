"""Look-ups between two editions: what came, changed and went, where addresses lead since, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, Q, QuerySet

from .addresses import among
from .models import Edition, Entry, Erratum, Forwarding, Withdrawal
from .payloads import Address
from .reading import Reading


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


def departures(refs: Iterable[Address], before: Edition, after: Edition) -> list[datetime]:
    """When entries of `refs` were withdrawn after `before` and up to `after`, or their addresses came to lead to other
    ones, as far as that is known; one query.
    """
    span = {"edition__gt": before.number, "edition__lte": after.number, "at__isnull": False}
    withdrawn, moved = (
        model.objects.order_by().filter(among(refs), **span).values_list("at") for model in (Withdrawal, Forwarding)
    )
    return [moment for (moment,) in withdrawn.union(moved)]


@dataclass(frozen=True)
class Heading:
    """What a table of contents says of an entry, whose record it was printed from, and the hash of all it says."""

    ref: Address
    origin: str
    title_en: str
    title_ja: str
    sha256: str


def replaced(before: Edition, after: Edition) -> tuple[dict[Address, Heading], dict[Address, Heading]]:
    """The entries that only `before` has, and those that only `after` has; what was printed anew is in both."""
    went = Entry.objects.in_edition(before).filter(until__lte=after.number)
    came = Entry.objects.in_edition(after).filter(since__gt=before.number)
    return _headings(went), _headings(came)


@dataclass(frozen=True)
class Moved:
    """An entry whose address leads to another one: what it was, and `to` where.

    `now` is what it is there; None where it was merged into an entry of its own.
    """

    was: Heading
    to: Address
    now: Heading | None


@dataclass(frozen=True)
class Happened:
    """What became of all entries from one edition to a later one; what is the same in both is left out.

    The `new` and `changed` ones are as the later edition has them, those that are `gone` as the earlier one had them.
    """

    new: list[Heading]
    changed: list[Heading]
    moved: list[Moved]
    gone: list[Heading]

    @property
    def otherwise(self) -> list[Heading]:
        """What is still there and is not what it was: changed or renamed."""
        return [*self.changed, *(one.now for one in self.moved if one.now is not None)]

    @property
    def ended(self) -> list[Heading]:
        """What is an entry no more: gone, or merged into another one."""
        return [*self.gone, *(one.was for one in self.moved if one.now is None)]


def happened(before: Edition, after: Edition) -> Happened:
    """What became of all entries from `before` to `after`; two queries, and three more where addresses were left."""
    went, came = replaced(before, after)
    left = went.keys() - came.keys()
    ways = Reading(after).moved(left)
    there = came.keys() | _standing(set(ways.values()) - came.keys(), after)
    moved = [_moved(went[ref], ways[ref], came) for ref in went if ref in left and ways.get(ref) in there]
    renamed = {one.to for one in moved if one.now}
    return Happened(
        new=[heading for ref, heading in came.items() if ref not in went and ref not in renamed],
        changed=[heading for ref, heading in came.items() if ref in went and heading.sha256 != went[ref].sha256],
        moved=moved,
        gone=[heading for ref, heading in went.items() if ref in left and ways.get(ref) not in there],
    )


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


def _headings(entries: QuerySet[Entry]) -> dict[Address, Heading]:
    rows = entries.order_by("kind", "slug").values_list("kind", "slug", "origin", "title_en", "title_ja", "sha256")
    return {(kind, slug): Heading((kind, slug), *rest) for kind, slug, *rest in rows}


def _standing(addresses: Iterable[Address], edition: Edition) -> set[Address]:
    """Those of `addresses` at which the edition has an entry; no query where there are none."""
    return set(Entry.objects.in_edition(edition).filter(among(addresses)).order_by().values_list("kind", "slug"))


def _moved(was: Heading, to: Address, came: dict[Address, Heading]) -> Moved:
    """It is the same one only where the same record came to the address."""
    now = came.get(to)
    return Moved(was, to, now if now is not None and now.origin == was.origin else None)
