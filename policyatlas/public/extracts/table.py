"""The shape of an extract: columns, and lines of cells that keep their keys from one edition to the next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Literal

from policyatlas.values.canonical import canonical
from policyatlas.values.spreadsheets import bare_number

# A cell is a text or a number; an absence is a text (“not reported”), so that it can never be read as 0.
Value = str | int | float
# What stands between several things in one cell, such as passages.
BETWEEN = " | "


@dataclass(frozen=True)
class Line:
    """One row of an extract.

    `key` names it in every edition, within its extract: what has the same key there is the same thing, changed or not;
    `place` is where it stands: where a line went and another came at the same place, one took the place of the other
    (empty: the key). `label` says to people which row it is. `about` is the `(kind, slug)` of the entry that bears it,
    by which reasons for a change are found; `sources` are the documents it rests on, each as “Document, place”.
    """

    key: str
    label: str
    cells: tuple[Value, ...]
    about: tuple[str, str] | None = None
    sources: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Column:
    """One column: `key` is its heading in files, `label` its heading for people."""

    key: str
    label: str


@dataclass(frozen=True)
class Extract:
    """What one address shows in one edition.

    `stem` is the address without its ending and below the edition, such as `policies` or `compare/prefectures`;
    `query` is its question in canonical form, without the question mark and without what only a page needs (the number
    of a page of a list: an extract holds all of them). `asked` says the question in words; `noun` what its lines are.
    `ignored` says in sentences what of the question could not be followed.
    """

    sort: Literal["list", "record", "comparison", "search", "map", "timeline", "evidence"]
    stem: str
    query: str
    title: str
    asked: tuple[str, ...]
    noun: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    ignored: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address of its page below the edition, such as `policies/?kind=law`."""
        return f"{self.stem}/" + (f"?{self.query}" if self.query else "")

    def file_path(self, ending: str) -> str:
        """The address of one of its files below the edition, such as `policies.csv?kind=law`."""
        return f"{self.stem}.{ending}" + (f"?{self.query}" if self.query else "")

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of exactly the data: headings and cells in their order; the same in every file of it."""
        return fingerprint([column.key for column in self.columns], (line.cells for line in self.lines))


@dataclass(frozen=True)
class Summed(Extract):
    """An extract whose lines are elsewhere: how many they are, and its fingerprint."""

    rows: int = 0
    fingerprint: str = ""


class Sum:
    """The fingerprint of a table whose rows come one by one, and how many there have been."""

    def __init__(self, headings: Iterable[str]):
        self.rows = 0
        self._hash = sha256(f"[{canonical(list(headings))},[".encode())

    def add(self, row: Iterable[Value]) -> None:
        """One more row."""
        between = "," if self.rows else ""
        self._hash.update(f"{between}{canonical([as_text(cell) for cell in row])}".encode())
        self.rows += 1

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the canonical JSON of headings and rows, as far as they have come."""
        whole = self._hash.copy()
        whole.update(b"]]")
        return whole.hexdigest()


def fingerprint(headings: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    """The SHA-256 of a table, whatever file it was read from: numbers as plain text, all else as it stands."""
    total = Sum(headings)
    for row in rows:
        total.add(row)
    return total.fingerprint


def as_text(cell: Value | Decimal) -> str:
    """A cell as text: `680000000`, `0.5`, `not reported`; a whole number has no point, whatever type it came as."""
    if isinstance(cell, str):
        return cell
    return bare_number(cell)


def distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the keys of later ones numbered where an earlier one has the same: `policy:x`, `policy:x (2)`."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        seen[line.key] = number = seen.get(line.key, 0) + 1
        key = line.key if number == 1 else f"{line.key} ({number})"
        found.append(replace(line, key=key))
    return tuple(found)
