"""Long lists: read a few entries at a time, so that memory does not grow with them, and begun anew if they change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, Self, TypeVar

from django.http import QueryDict
from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.table import Extract, Sum, Summed
from policyatlas.public.lists.asking import Asked
from policyatlas.values.kinds import BY_ADDRESS

from .about import About, about
from .sheet import Sheet, beside

# Lists of kinds with more entries than that are sent in pieces; shorter ones are made whole, and can be kept by caches.
LONG = 2_000
# So many entries are in memory at a time.
_AT_ONCE = 250
# How often a list that changes while it is read is begun anew.
_TRIES = 5


class Changed(Exception):  # noqa: N818 - named for what happened
    """An entry was printed anew while the list was read."""


def is_long(stem: str, reading: Reading) -> bool:
    """Whether the view at `stem` is a list of more entries than are made into a file at once; one query at most."""
    return stem in BY_ADDRESS and reading.entries(BY_ADDRESS[stem].code).count() > LONG


class Writer(Protocol):
    """Writes the rows of a file, as many at a time as are read."""

    def add(self, some: Sheet, entries: list[Entry]) -> None:
        """Write the rows of a sheet, one for each of `entries`."""

    def close(self) -> None:
        """Let go of what was written."""


W = TypeVar("W", bound=Writer)


@dataclass(frozen=True)
class Long:
    """A list that is to be written, and what is known of its extract before its lines are; `root` as for `about`.

    `language` is that of the page: pieces are asked for when the view has answered and it is no longer set.
    """

    asked: Asked
    reading: Reading
    root: str
    head: Extract
    language: str

    @classmethod
    def at(cls, address: str, reading: Reading, parameters: QueryDict, root: str) -> Self:
        """What is asked for at an address."""
        asked = lists.question(address, reading, parameters)
        return cls(asked, reading, root, lists.of_entries(asked, reading, []), translation.get_language())

    def about(self, extract: Extract) -> About:
        """The facts about the file; those that stand first are known of the `head` too."""
        return about(extract, self.reading, self.root)

    def written(self, begin: Callable[[Sheet], W]) -> tuple[W, Extract]:
        """What wrote all the rows, and what they amount to; begun anew if something was printed meanwhile.

        `begin` gets the sheet without its rows.
        """
        empty = Sheet(self.head, self.about(self.head), (), ())
        for left in reversed(range(_TRIES)):
            writer = begin(empty)
            try:
                return writer, self._read(writer, empty.about)
            except Changed:
                writer.close()
                # If it is changed once more the download breaks off: better none than one that lacks a row.
                if not left:
                    raise
        raise AssertionError  # The last try has either returned or raised.

    def _read(self, writer: Writer, facts: About) -> Extract:
        total = Sum(column.key for column in self.head.columns)
        for entries in self._batches():
            some = lists.of_entries(self.asked, self.reading, entries)
            writer.add(Sheet(some, facts, *beside(some, self.reading, self.root)), entries)
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
