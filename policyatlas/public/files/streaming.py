"""Long lists as CSV: written line by line, so that memory does not grow with them, and sent from the first line on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from django.http import QueryDict
from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.table import Extract, Sum, Summed
from policyatlas.public.lists.asking import Asked
from policyatlas.public.spreadsheets import BYTE_ORDER_MARK, csv_line, remark
from policyatlas.values.kinds import BY_ADDRESS

from .about import KNOWN_BEFORE, about
from .sheet import Sheet, beside

# Lists of kinds with more entries than that are sent in pieces; shorter ones are made whole, and can be kept by caches.
LONG = 2_000
# So many entries are in memory at a time.
_AT_ONCE = 250
# How often a list that changes while it is read is begun anew.
_TRIES = 5
# What is kept in memory before it goes to a file without a name, and how much is sent at a time.
_IN_MEMORY, _PIECE = 1_000_000, 65_536


class Changed(Exception):  # noqa: N818 - named for what happened
    """An entry was printed anew while the list was read."""


def is_long(stem: str, reading: Reading) -> bool:
    """Whether the view at `stem` is a list of more entries than are made into a file at once; one query at most."""
    return stem in BY_ADDRESS and reading.entries(BY_ADDRESS[stem].code).count() > LONG


def csv_pieces(address: str, reading: Reading, parameters: QueryDict, root: str) -> Iterator[bytes]:
    """The CSV file of a list, the same to the byte as if it had been made whole; `root` as for `about`.

    What is known before the rows are read comes at once. Its number of rows and its fingerprint stand above them, so
    the rows wait in a file until the last of them is there.
    """
    asked = lists.question(address, reading, parameters)
    whole = lists.of_entries(asked, reading, [])
    return _pieces(_Long(asked, reading, root, whole), translation.get_language())


@dataclass(frozen=True)
class _Long:
    """A list that is to be written, and what is known of its extract before its lines are."""

    asked: Asked
    reading: Reading
    root: str
    head: Extract

    @property
    def known(self) -> list[tuple[str, str | int]]:
        """The facts that stand above all others, which do not depend on the rows."""
        return about(self.head, self.reading, self.root).pairs()[:KNOWN_BEFORE]

    def write(self, file: IO[bytes]) -> Summed:
        """Write headings and rows, and return what they amount to; written anew if something was printed meanwhile."""
        for _ in range(_TRIES - 1):
            try:
                return self._written(file)
            except Changed:
                file.seek(0)
                file.truncate()
        # If it is changed once more the download breaks off: better none than one that lacks a row.
        return self._written(file)

    def _written(self, file: IO[bytes]) -> Summed:
        facts = about(self.head, self.reading, self.root)
        total = Sum(column.key for column in self.head.columns)
        file.write(csv_line(Sheet(self.head, facts, (), ()).headings).encode())
        for entries in self._batches():
            some = lists.of_entries(self.asked, self.reading, entries)
            for row in Sheet(some, facts, *beside(some, self.reading, self.root)).rows():
                file.write(csv_line(row).encode())
            for line in some.lines:
                total.add(line.cells)
        return Summed(**vars(replace(self.head, lines=())) | {"rows": total.rows, "fingerprint": total.fingerprint})

    def _batches(self) -> Iterator[list[Entry]]:
        keys = iter(lists.keys(self.asked, self.reading))
        while some := list(islice(keys, _AT_ONCE)):
            found = Entry.objects.defer("text").in_bulk(some)
            if len(found) < len(some):
                raise Changed
            yield [found[key] for key in some]


def _pieces(long: _Long, language: str | None) -> Iterator[bytes]:
    # They are asked for when the view has answered and the language of its page is no longer set.
    with translation.override(language):
        known = long.known
        above = remark(known)
    yield f"{BYTE_ORDER_MARK}{above}".encode()
    with SpooledTemporaryFile(_IN_MEMORY) as rows:
        with translation.override(language):
            facts = about(long.write(rows), long.reading, long.root).pairs()
        rest = facts[KNOWN_BEFORE:]
        yield remark([*rest, ("lines above the headings", len(facts) + 1)]).encode()
        rows.seek(0)
        while piece := rows.read(_PIECE):
            yield piece
