"""What differs between a file and an edition, or between two editions, line by line in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyatlas.public.extracts.table import Extract, Line, Value, as_text, distinct
from policyatlas.values.diffs import Change, differences

from .reading import Taken

_SHOWN = 200


@dataclass(frozen=True)
class Table:
    """Headings, and lines whose cells are all text."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def only(self, headings: Sequence[str]) -> "Table":
        """The table with just these of its columns, in this order."""
        places = [self.headings.index(heading) for heading in headings]
        lines = (replace(line, cells=tuple(line.cells[place] for place in places)) for line in self.lines)
        return Table(tuple(headings), tuple(lines))


def of_extract(extract: Extract) -> Table:
    """The table of an extract."""
    headings = tuple(column.key for column in extract.columns)
    return Table(headings, tuple(replace(line, cells=tuple(map(as_text, line.cells))) for line in extract.lines))


def of_file(taken: Taken, extract: Extract) -> Table:
    """The table of a file; labels are those of `extract`, and so are keys where somebody took their column away."""
    by_cells = {tuple(map(as_text, line.cells)): line.key for line in extract.lines}
    rows = [row[: taken.covered] for row in taken.rows]
    keys = taken.column("key") or [by_cells.get(row, f"line {number}") for number, row in enumerate(rows, 1)]
    labels = {line.key: line.label for line in extract.lines}
    compared = extract.sort == "comparison"
    return Table(
        taken.own,
        distinct(
            # In a comparison one statement takes the place of another in the same cell, which its key begins with.
            Line(key, labels.get(key, key), row, place=key.rpartition("/")[0] if compared else "")
            for key, row in zip(keys, rows, strict=True)
        ),
    )


def told(before: Table, after: Table) -> list[str]:
    """A sentence for each line that differs, in the columns that both tables have."""
    return sentences(*changes_between(before, after))


def changes_between(before: Table, after: Table) -> tuple[list[Change[Line]], tuple[str, ...]]:
    """The lines that differ in the columns that both tables have, and the headings of those."""
    shared = tuple(heading for heading in dict.fromkeys(before.headings) if heading in after.headings)
    if not shared:
        return [], ()
    before, after = before.only(shared), after.only(shared)
    return differences(before.lines, after.lines), shared


def sentences(changes: Iterable[Change[Line]], headings: Sequence[str]) -> list[str]:
    """A sentence for each of the `changes` between tables with these columns."""
    return [_sentence(change, headings) for change in changes]


def alike(written: Iterable[str], held: Iterable[str]) -> bool:
    """Whether two columns say the same, whatever became of spaces and ends of lines."""
    return [text.split() for text in written] == [text.split() for text in held]


def _sentence(change: Change[Line], headings: Sequence[str]) -> str:
    label = change.line.label
    if change.before is None or change.after is None:
        return f"{change.how}: {label}"
    cells = [
        f"{headings[place]}: “{_short(change.before.cells[place])}” → “{_short(change.after.cells[place])}”"
        for place in change.cells
    ]
    return f"changed: {label}: {'; '.join(cells)}"


def _short(cell: Value) -> str:
    text = " ".join(as_text(cell).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
