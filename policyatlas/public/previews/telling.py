"""How what readers see of an entry differs from what they saw of it, cell by cell, nothing told twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from policyatlas.public import words
from policyatlas.public.changes.comparing import changed
from policyatlas.public.changes.moves import Moves
from policyatlas.public.extracts.records import COLUMNS
from policyatlas.public.extracts.table import Column, Line, as_text
from policyatlas.values.diffs import Change

from .excerpts import beside, plain
from .seeing import Seen

_PART, _ATTRIBUTE, _VALUE, _MISSING, _SOURCES, _PASSAGES = range(len(COLUMNS))


@dataclass(frozen=True)
class Told:
    """One cell that differs: which line, which column of it, what was and what is; empty where nothing does."""

    line: str
    column: str
    was: str
    now: str


def told(before: Seen | None, after: Seen | None) -> list[Told]:
    """The cells in which the two differ, in the order of the page; either may be nothing at all."""
    was, now = (side.extract if side else None for side in (before, after))
    either = now or was
    columns = either.columns if either else ()
    return [one for change in _once(changed(was, now, Moves())) for one in _cells(change, columns)]


def pages(before: Seen | None, after: Seen | None) -> tuple[SafeString, SafeString]:
    """Both pages as HTML with what differs marked; of what stands alone nothing is, and what is not there is empty."""
    if before and after:
        return beside(before.content, after.content)
    return plain(before.content if before else ()), plain(after.content if after else ())


def _once(changes: Iterable[Change[Line]]) -> Iterator[Change[Line]]:
    """Each change with those of its cells that no other one tells; what an absence is called stands in the value."""
    rests: set[tuple] = set()
    for change in changes:
        cells = {_VALUE, _SOURCES, _PASSAGES}.intersection(change.cells)
        part, rest = change.line.cells[_PART], _evidence(change)
        if change.how != "changed" and _says_nothing(change.line):
            cells = set()
        elif part in ("", "evidence") or rest in rests or not any(_sources(change)):
            # The evidence of the whole entry has lines of its own; all lines of a part rest on the same.
            cells &= {_VALUE}
        rests.add(rest)
        if cells:
            yield replace(change, cells=tuple(sorted(cells)))


def _says_nothing(line: Line) -> bool:
    """Whether the line only says that something is absent, as it does wherever the entry is."""
    return line.cells[_MISSING] != ""


def _sources(change: Change[Line]) -> list[tuple[str, ...]]:
    return [line.sources for line in (change.before, change.after) if line]


def _evidence(change: Change[Line]) -> tuple:
    """On what a line of a part rested and rests."""
    sides = (change.before, change.after)
    return change.line.cells[_PART], *(_text(line, place) for line in sides for place in (_SOURCES, _PASSAGES))


def _cells(change: Change[Line], columns: tuple[Column, ...]) -> Iterator[Told]:
    if change.line.cells[_PART] == "evidence":
        yield Told(_attribute("evidence"), "", _quoted(change.before), _quoted(change.after))
        return
    for place in change.cells:
        column = "" if place == _VALUE else columns[place].label
        yield Told(_label(change.line, place), column, _text(change.before, place), _text(change.after, place))


def _label(line: Line, place: int) -> str:
    """What a cell's line is called: of a part, the list it is in, which one it is, and which of its attributes.

    What it rests on is that of the whole part.
    """
    name, _, which = str(line.cells[_PART]).partition("/")
    if not which:
        return line.label
    part = f"{_attribute(name)} “{which}”"
    return f"{part}: {line.cells[_ATTRIBUTE]}" if place == _VALUE else part


def _attribute(name: str) -> str:
    return words.attribute(name, words.page_language())


def _quoted(line: Line | None) -> str:
    """A line of evidence in one: the document, the place in it, and the words."""
    return f"{_text(line, _SOURCES)}: “{_text(line, _VALUE)}”" if line else ""


def _text(line: Line | None, place: int) -> str:
    return as_text(line.cells[place]) if line else ""
