"""Long lists as files that are sent in pieces, the same to the byte as if they had been made whole.

Their number of rows and their fingerprint stand above the rows, so these wait in a temporary file until the last of
them is there. Of a CSV file, what is known before is sent at once.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import IO

from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.public.spreadsheets import BYTE_ORDER_MARK, csv_line, remark

from .about import KNOWN_BEFORE
from .contents import content, line_of, result_of
from .sheet import Sheet
from .streaming import Long

# What is kept in memory before it goes to a file without a name, and how much is sent at a time.
_IN_MEMORY, _PIECE = 1_000_000, 65_536


def csv_pieces(long: Long) -> Iterator[bytes]:
    """A list as CSV."""
    with translation.override(long.language):
        known = long.about(long.head).pairs()[:KNOWN_BEFORE]
    yield f"{BYTE_ORDER_MARK}{remark(known)}".encode()
    with translation.override(long.language):
        rows, summed = long.written(_CsvRows)
        facts = long.about(summed).pairs()
    with closing(rows):
        yield remark([*facts[KNOWN_BEFORE:], ("lines above the headings", len(facts) + 1)]).encode()
        yield from _read(rows.file)


def json_pieces(long: Long) -> Iterator[bytes]:
    """A list as JSON, with the payloads of its entries."""
    with translation.override(long.language):
        arrays, summed = long.written(_JsonArrays)
        further = {"asked": list(summed.asked), "ignored": list(summed.ignored), "count": summed.rows, "results": []}
        text = json.dumps(content(Sheet(summed, long.about(summed), (), ()), further), ensure_ascii=False, indent=1)
    with closing(arrays):
        for name, file in arrays.files.items():
            # A line that begins like this stands in the outermost object: no text has a line end of its own.
            before, text = text.split(f'\n "{name}": []')
            yield f'{before}\n "{name}": ['.encode()
            yield from _read(file)
            yield b"\n ]" if summed.rows else b"]"
        yield text.encode()


def xlsx_pieces(long: Long) -> Iterator[bytes]:
    """A list as a workbook."""
    # Writes with a library that takes 18 MB, and which no other page needs.
    from .workbooks import Rows

    with translation.override(long.language):
        rows, summed = long.written(Rows)
        made = rows.finished(long.about(summed))
    with closing(made):
        yield from _read(made)


PIECES: dict[str, Callable[[Long], Iterator[bytes]]] = {"csv": csv_pieces, "json": json_pieces, "xlsx": xlsx_pieces}


class _CsvRows:
    """The headings and the rows, line by line."""

    def __init__(self, empty: Sheet):
        self.file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - see `close`
        self.file.write(csv_line(empty.headings).encode())

    def add(self, some: Sheet, _: list[Entry]) -> None:
        """As `Writer` has it."""
        self.file.writelines(csv_line(row).encode() for row in some.rows())

    def close(self) -> None:
        """As `Writer` has it."""
        self.file.close()


class _JsonArrays:
    """What stands between the brackets of the two long arrays."""

    def __init__(self, _: Sheet):
        self.files = {name: SpooledTemporaryFile(_IN_MEMORY) for name in ("results", "lines")}  # noqa: SIM115 - see `close`

    def add(self, some: Sheet, entries: list[Entry]) -> None:
        """As `Writer` has it."""
        for line, url, entry in zip(some.extract.lines, some.urls, entries, strict=True):
            for name, value in (("results", result_of(entry, url)), ("lines", line_of(line, url))):
                file = self.files[name]
                text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n  ")
                file.write(f"{',' if file.tell() else ''}\n  {text}".encode())

    def close(self) -> None:
        """As `Writer` has it."""
        for file in self.files.values():
            file.close()


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece
