"""How what two people did to one record goes together: field by field, row by row, as plain data without a database.

Everywhere `was` is what both began with, `theirs` what has been saved since, and `mine` what is to be saved now.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Cell:
    """The content of one field: how a form sends it, and the `value` by which two of them are the same.

    A value that is a `frozenset` is of a field with several choices: what was added and taken off by either goes
    together.
    """

    sent: tuple[str, ...] = field(compare=False)
    value: Hashable


@dataclass(frozen=True)
class Row:
    """One row of a part: its cells by field; `gone` where it is to be removed, `is_new` where it was never stored."""

    cells: dict[str, Cell]
    gone: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Sheet:
    """A whole form: the cells of the record by field, and the rows of its parts by part and key."""

    cells: dict[str, Cell]
    parts: dict[str, dict[str, Row]]


@dataclass(frozen=True)
class Place:
    """Where something stands: a field of the record, of a row, or (without `field`) a whole row."""

    field: str = ""
    part: str = ""
    key: str = ""


@dataclass(frozen=True)
class Outcome:
    """What goes together: the merged `sheet`, where both did different things, and where theirs was taken over."""

    sheet: Sheet
    clashes: list[Place]
    taken: list[Place]


def reconcile(was: Sheet | None, theirs: Sheet, mine: Sheet) -> Outcome:
    """All that either did; where both did different things mine stands, and the place is among the clashes.

    Without `was` nobody knows who changed what: all that differs clashes.
    """
    clashes: list[Place] = []
    taken: list[Place] = []
    cells = _cells(was and was.cells, theirs.cells, mine.cells, Place(), clashes, taken)
    parts = {}
    for name in {**theirs.parts, **mine.parts}:
        before = was.parts.get(name, {}) if was else None
        parts[name] = _Rows(name, before, theirs.parts.get(name, {}), mine.parts.get(name, {}), clashes, taken).merged()
    return Outcome(Sheet(cells, parts), clashes, taken)


def settle(was: Cell | None, theirs: Cell, mine: Cell) -> Cell | None:
    """The cell in which what both did goes together; None where they did different things."""
    if mine == theirs or (was is not None and theirs == was):
        return mine
    if was is None:
        return None
    if mine == was:
        return theirs
    if isinstance(was.value, frozenset):
        kept = {*was.sent, *theirs.sent, *mine.sent} - (was.value - theirs.value) - (was.value - mine.value)
        ordered = [one for one in dict.fromkeys((*theirs.sent, *mine.sent)) if one in kept]
        return Cell(tuple(ordered), frozenset(ordered))
    return None


def _cells(was, theirs, mine, place: Place, clashes: list[Place], taken: list[Place]) -> dict[str, Cell]:
    found = {}
    for name, ours in mine.items():
        here = replace(place, field=name)
        other = theirs.get(name, ours)
        settled = settle(was.get(name) if was else None, other, ours)
        if settled is None:
            clashes.append(here)
        elif settled != ours:
            taken.append(here)
        # As it was typed, where it says the same.
        found[name] = ours if settled is None or settled == ours else settled
    return found


class _Rows:
    """Brings the rows of one part together."""

    def __init__(self, name, was, theirs, mine, clashes, taken):
        self.name, self.was, self.theirs, self.mine = name, was, theirs, mine
        self.clashes, self.taken = clashes, taken

    def merged(self) -> dict[str, Row]:
        """Stored rows first, then the new ones, each group in the order in which they stood."""
        stored = dict(self._stored())
        added = {
            key: row
            for key, row in self.mine.items()
            if row.is_new and not any(row.cells == other.cells for other in self._added_by_them())
        }
        saved = {key: row for key, row in self._added().items() if key not in stored}
        anew = {key: row for key, row in stored.items() if row.is_new}
        return {key: row for key, row in stored.items() if not row.is_new} | saved | added | anew

    def _stored(self) -> Iterator[tuple[str, Row]]:
        """The rows that I had before me, unless both or they alone removed them."""
        for key, row in self.mine.items():
            if row.is_new:
                continue
            before = self.was.get(key) if self.was is not None else None
            if key not in self.theirs:
                if row.gone:
                    continue
                if before is not None and before.cells == row.cells:
                    self.taken.append(Place("", self.name, key))
                    continue
                # They removed what I changed: it stays as a new row until I say whether it is to go.
                self.clashes.append(Place("", self.name, key))
                yield key, replace(row, is_new=True)
                continue
            now = self.theirs[key]
            if before is None and self.was is not None:
                before = now  # It was added between two looks at the record.
            if row.gone and (before is None or before.cells != now.cells):
                self.clashes.append(Place("", self.name, key))
            place = Place("", self.name, key)
            cells = _cells(before and before.cells, now.cells, row.cells, place, self.clashes, self.taken)
            yield key, replace(row, cells=cells)

    def _added(self) -> dict[str, Row]:
        """The rows that are stored and were not before me: they were added meanwhile."""
        found = {key: row for key, row in self.theirs.items() if key not in self.mine}
        for key in found:
            if self.was is None or key not in self.was:
                self.taken.append(Place("", self.name, key))
        return found

    def _added_by_them(self) -> list[Row]:
        known = self.was or {}
        return [row for key, row in self.theirs.items() if key not in self.mine and key not in known]
