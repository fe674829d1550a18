"""Long lists and searches: read some entries at a time into files without a name, so that only keys are held of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from policyatlas.editions.models import Entry
from policyatlas.public.extracts.selections import Selection
from policyatlas.public.extracts.table import Extract, Sum, Summed

from .about import about
from .sheet import Sheet, beside

# Lists of kinds with more entries than that, and searches that find more, are sent in pieces; shorter ones are sent
# whole, and can be kept by caches.
LONG = 2_000
# So many entries are in memory at a time: a worker would not give back all that it took for more of them. Lists of
# kinds with no more than that, and searches that find no more, are made at once.
SHORT = _AT_ONCE = 250
# How often what changes while it is read is begun anew.
_TRIES = 5
# What is kept in memory before it goes to a file without a name, and how much is sent at a time.
_IN_MEMORY, _PIECE = 1_000_000, 65_536


class Changed(Exception):  # noqa: N818 - named for what happened
    """An entry was printed anew while the list or search was read."""


# What a format makes of some rows of a sheet and the entries they are of: a text for each of its files.
Written = Callable[[Sheet, list[Entry]], tuple[str, ...]]


@dataclass(frozen=True)
class Long:
    """A list or search that is to be written, and its extract without lines; `root` as for `about`."""

    selection: Selection
    root: str
    head: Extract

    @classmethod
    def of(cls, selection: Selection, root: str) -> "Long":
        """What is selected, in the language of the page; its rows are not read yet."""
        return cls(selection, root, selection.extract([]))

    def count(self) -> int:
        """How many rows there would be now; one query."""
        return len(self.selection.keys())

    def without_rows(self, head: Extract | None = None) -> Sheet:
        """The sheet with all but the rows, of what is known before they are read or of what they amount to."""
        extract = head or self.head
        return Sheet(extract, about(extract, self.selection.reading, self.root), (), ())

    def write(self, written: Written, *files: IO[bytes]) -> Sheet:
        """Write all rows, and return the sheet with what they amount to; anew if something was printed meanwhile."""
        for _ in range(_TRIES - 1):
            try:
                return self._write(written, files)
            except Changed:
                for file in files:
                    file.seek(0)
                    file.truncate()
        # If it is changed once more the download breaks off: better none than one that lacks a row.
        return self._write(written, files)

    def _write(self, written: Written, files: tuple[IO[bytes], ...]) -> Sheet:
        reading = self.selection.reading
        facts = about(self.head, reading, self.root)
        total = Sum(column.key for column in self.head.columns)
        for entries in self._batches():
            some = self.selection.extract(entries)
            sheet = Sheet(some, facts, *beside(some, reading, self.root))
            for file, text in zip(files, written(sheet, entries), strict=True):
                file.write(text.encode())
            for line in some.lines:
                total.add(line.cells)
        known = vars(replace(self.head, lines=()))
        return self.without_rows(Summed(**known | {"rows": total.rows, "fingerprint": total.fingerprint}))

    def _batches(self) -> Iterator[list[Entry]]:
        keys = iter(self.selection.keys())
        while some := list(islice(keys, _AT_ONCE)):
            found = Entry.objects.defer("text").in_bulk(some)
            if len(found) < len(some):
                raise Changed
            yield [found[key] for key in some]


def spool() -> IO[bytes]:
    """A file without a name, in memory as long as it is small."""
    return SpooledTemporaryFile(_IN_MEMORY)


def pieces_of(file: IO[bytes], first: int = 0) -> Iterator[bytes]:
    """What a file holds from its byte `first` on."""
    file.seek(first)
    while piece := file.read(_PIECE):
        yield piece
