"""Reads files that were taken from the atlas, also after a spreadsheet program has saved them in its own way."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any

from openpyxl import load_workbook

from policyatlas.public.extracts.table import as_text, fingerprint
from policyatlas.public.spreadsheets import REMARK
from policyatlas.values.spreadsheets import bare, unescaped
from policyatlas.values.typed import whole_number

from .workbooks import ABOUT, CUT, DATA

# What programs save CSV in: Excel's “Unicode text”, and the code pages of Japanese and Western Windows.
_ENCODINGS = ("utf-8-sig", "cp932", "cp1252")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FIRST_LINE = re.compile(rf'^"?{REMARK}"?([,;\t|])')
_DECIMAL_COMMA = re.compile(r"^(-?\d+),(\d+)$")


class UnreadableError(Exception):
    """The file cannot be read, or is none of the atlas; says why in a sentence."""


@dataclass(frozen=True)
class Taken:
    """A file as it was read: the facts it names about itself, and its table with all cells as text.

    The first `covered` columns are those of the fingerprint `named`. `whole` is all of a JSON file.
    """

    facts: dict[str, str]
    named: str
    covered: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: dict | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The headings of the columns that the fingerprint covers."""
        return self.headings[: self.covered]

    @property
    def computed(self) -> str:
        """The fingerprint of the table as it is in the file."""
        return fingerprint(self.own, (row[: self.covered] for row in self.rows))

    def column(self, heading: str) -> list[str] | None:
        """The cells of a column outside the fingerprint; None where there is none of that name."""
        further = self.headings[self.covered :]
        if heading not in further:
            return None
        place = self.covered + further.index(heading)
        return [row[place] for row in self.rows]


def read(content: bytes) -> Taken:
    """A file taken from the atlas, whatever its name; raises UnreadableError.

    Of the ways in which it can be understood, the one in which its fingerprint is the one that it names.
    """
    if content.startswith(b"PK"):
        found = [_from_workbook(content)]
    elif content.lstrip().startswith(b"{"):
        found = [_from_json(content)]
    else:
        found = _from_csv(content)
    ways = (way for one in found for way in _ways(one))
    first = next(ways)
    if first.computed == first.named:
        return first
    return next((way for way in ways if way.computed == way.named), first)


def _from_json(content: bytes) -> Taken:
    try:
        data = json.loads(content.decode("utf-8-sig"))
        about, lines = data["about"], data["lines"]
        headings = tuple(str(column["key"]) for column in data["columns"])
        rows = tuple((*map(_text, line["cells"]), str(line["key"]), str(line["url"])) for line in lines)
        facts = {name: str(value) for name, value in about.items() if isinstance(value, (str, int))}
        named = str(about["fingerprint"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as mistake:
        raise UnreadableError("It is JSON, but not a file of the atlas: it lacks “about” or its table.") from mistake
    if any(len(row) != len(headings) + 2 for row in rows):
        raise UnreadableError("Its lines do not have a cell for each column.")
    return Taken(facts, named, len(headings), (*headings, "key", "url"), rows, data)


def _from_workbook(content: bytes) -> Taken:
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
        pages = [
            [[_text(cell) for cell in row] for row in book[name].iter_rows(values_only=True)] for name in (DATA, ABOUT)
        ]
    except Exception as mistake:  # openpyxl raises whatever it stumbles over.
        raise UnreadableError(f"It is not a workbook with the sheets “{DATA}” and “{ABOUT}”.") from mistake
    if any(cell.endswith(CUT) for row in pages[0] for cell in row):
        raise UnreadableError("Texts in it were cut, for no cell of a workbook holds as much: check the CSV instead.")
    data, about = ([[bare(unescaped(cell)) for cell in row] for row in page] for page in pages)
    return _table({row[0]: row[1] for row in about if len(row) > 1}, data)


def _from_csv(content: bytes) -> list[Taken]:
    """The file in each encoding in which it can be read."""
    found = []
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if first := _FIRST_LINE.match(text):
            found.append(_from_text(text, first[1]))
    if not found:
        raise UnreadableError("It does not begin with the lines by which a file of the atlas says what it is.")
    return found


def _from_text(text: str, delimiter: str) -> Taken:
    # The longest passages are longer than what the reader allows of itself.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as mistake:
        raise UnreadableError(f"Its lines cannot be told apart: {mistake}.") from mistake
    facts, at = {}, 0
    while at < len(rows) and rows[at] and rows[at][0] == REMARK:
        facts[_at(rows[at], 1)] = bare(_at(rows[at], 2))
        at += 1
    return _table(facts, [[bare(cell) for cell in row] for row in rows[at:]])


def _table(facts: dict[str, str], rows: list[list[str]]) -> Taken:
    """The file, from the facts and from the rows with their headings; what a program added around them is left out."""
    rows = [row for row in rows if any(row)]
    covered, named = whole_number(facts.get("columns in the fingerprint", "")), facts.get("fingerprint", "")
    if covered is None or not named or not rows:
        raise UnreadableError("It does not say what its fingerprint is, or has no table.")
    headings = rows[0]
    while headings and not headings[-1]:
        headings.pop()
    padded = (row + [""] * (len(headings) - len(row)) for row in rows[1:])
    return Taken(
        facts,
        named,
        min(covered, len(headings)),
        tuple(headings),
        tuple(tuple(row[: len(headings)]) for row in padded),
    )


def _ways(taken: Taken) -> Iterator[Taken]:
    """The file as it is; and with other ends of lines inside cells, or with points for the commas in its numbers."""
    ends = (lambda text: text, lambda text: text.replace("\r\n", "\n"), lambda text: text.replace("\n", "\r\n"))
    points = (lambda text: text, lambda text: _DECIMAL_COMMA.sub(r"\1.\2", text))
    for point, end in product(points, ends):
        yield replace(taken, rows=tuple(tuple(end(point(cell)) for cell in row) for row in taken.rows))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float, Decimal)):
        return str(cell)
    return as_text(cell)


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""
