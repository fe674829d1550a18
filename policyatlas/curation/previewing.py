"""What readers would see if a record were published as it stands: printed, read, and rolled back at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db import DatabaseError, transaction
from django.http import HttpRequest

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Address
from policyatlas.editions.stamps import wait_for_the_press
from policyatlas.press.printing import origin, print_record, sheets
from policyatlas.records.models import Record
from policyatlas.values.marking import Piece, marked, now_of, was_of

from .readiness import Problem, gaps, unprinted


class Told(Protocol):
    """One cell that differs for readers: its line and column, what was and what is."""

    line: str
    column: str
    was: str
    now: str


class Seen(Protocol):
    """What readers see of one entry."""

    title: str


class ReadingRoom(Protocol):
    """What the desk asks of the reading room, which it does not know: `policyatlas.urls` introduces them."""

    def seen(self, request: HttpRequest, kind: str, slug: str, mark: str) -> Seen | None:
        """An entry as readers see it now; None where it is not in print."""

    def told(self, before: Seen | None, after: Seen | None) -> Iterable[Told]:
        """How the one differs from the other, cell by cell."""

    def pages(self, before: Seen | None, after: Seen | None) -> tuple[str, str]:
        """The content of both pages with what differs marked, as HTML; empty for what is not there."""


@dataclass(frozen=True)
class Row:
    """One cell that would change for readers, with what differs marked on both sides."""

    line: str
    column: str
    was: list[Piece]
    now: list[Piece]


@dataclass(frozen=True)
class Comparison:
    """One entry of a record, as it is in print and as it would be, and what differs.

    `was` and `now` are the contents of its pages, empty where it is not in print or would not be. `same` says that what
    is in print would stay to the last letter; where it would not, and there are no `rows`, what differs is nothing that
    the page says in words.
    """

    title: str
    was: str
    now: str
    rows: list[Row]
    same: bool


@dataclass(frozen=True)
class Preview:
    """A record's own entry, and after it those of its parts that would differ; none where the press cannot set it.

    `problems` say what is missing before it can be published.
    """

    comparisons: list[Comparison]
    problems: list[Problem]
    is_in_print: bool


@dataclass(frozen=True)
class _Read:
    """One entry as it was read before and after the printing; None where it was not there."""

    before: Seen | None
    after: Seen | None
    same: bool


def preview(record: Record, room: ReadingRoom, request: HttpRequest) -> Preview:
    """What `record` would change for the readers of `room`, on the site that `request` asks; nothing is kept of it."""
    problems = gaps(record)
    try:
        read, further = _rolled_back(record, room, request)
        # Pages are set only now: that takes longer than reading for them, and nobody need wait for it to print.
        comparisons = [_compared(room, one) for one in read]
    except (AttributeError, LookupError, TypeError, ValueError, DatabaseError):
        # The press may rely on what publishing asks for. Where nothing is missing, this is a fault of ours.
        if not problems:
            raise
        comparisons, further = [], []
    return Preview(comparisons, [*problems, *further], is_in_print=bool(_in_print(record)))


def _rolled_back(record: Record, room: ReadingRoom, request: HttpRequest) -> tuple[list[_Read], list[Problem]]:
    """As `_printed`, and as if it had never been."""
    with transaction.atomic():
        try:
            return _printed(record, room, request)
        finally:
            transaction.set_rollback(True)


def _printed(record: Record, room: ReadingRoom, request: HttpRequest) -> tuple[list[_Read], list[Problem]]:
    """Print `record`, and tell what readers see of it before and after, and which of its references lead nowhere."""
    # As whoever publishes: two who print the same would be in each other's way, also if one of them only pretends to.
    wait_for_the_press()
    before, printed = _in_print(record), sheets(record)
    after = {sheet.address: sheet.sha256 for sheet in printed}
    own, *parts = [*after, *sorted(before.keys() - after.keys())]
    # Of its parts those alone that would differ: an evaluation may have dozens.
    told = [own, *(address for address in parts if before.get(address) != after.get(address))]
    was = {address: room.seen(request, *address, _mark("was", address)) for address in told if address in before}
    problems = unprinted(record, printed)
    print_record(record, printed=printed)
    now = {address: room.seen(request, *address, _mark("now", address)) for address in told if address in after}
    read = [_Read(was.get(each), now.get(each), before.get(each) == after.get(each)) for each in told]
    return read, problems


def _in_print(record: Record) -> dict[Address, str]:
    """The address and the hash of each entry that is in print of the record."""
    entries = Entry.objects.filter(origin=origin(record), until=None)
    return {(kind, slug): sha256 for kind, slug, sha256 in entries.values_list("kind", "slug", "sha256")}


def _mark(side: str, address: Address) -> str:
    """What the ids of one page begin with, beside which others stand."""
    return f"{side}-{'-'.join(address)}-"


def _compared(room: ReadingRoom, read: _Read) -> Comparison:
    was, now = room.pages(read.before, read.after)
    told = ((one, marked(one.was, one.now)) for one in room.told(read.before, read.after))
    return Comparison(
        title=(read.after or read.before).title,
        was=was,
        now=now,
        rows=[Row(one.line, one.column, was_of(both), now_of(both)) for one, both in told],
        same=read.same,
    )
