"""Which rows of a comparison are shown, in which order: all of them are laid out before some are chosen."""

from dataclasses import replace
from itertools import groupby

from .question import Question
from .table import WHOLE, Cell, Comparison, Group, Item, Row


def arranged(made: Comparison, question: Question) -> Comparison:
    """The comparison with the rows that the question asks for, each run of rows under the heading of its group."""
    groups = _runs(made, question.rows) if question.rows else made.groups
    kept = [replace(group, rows=[row for row in group.rows if _kept(row, question)]) for group in groups]
    return replace(made, groups=[group for group in kept if group.rows])


def differs(row: Row) -> bool:
    """Whether the subjects do not all say the same in this row."""
    return len({_said(cell) for cell in row.cells}) > 1


def has_figures(row: Row) -> bool:
    """Whether some cell of the row has a number with its unit."""
    return row.numeric and any(item.value is not None for cell in row.cells for item in cell.items)


def _runs(made: Comparison, codes: tuple[str, ...]) -> list[Group]:
    """The rows of `codes` in that order; rows of one group that follow one another stand under one heading."""
    where = {row.code: (group, row) for group in made.groups for row in group.rows}
    chosen = [where[code] for code in codes]
    if WHOLE in where and WHOLE not in codes and any(_rests_on_the_whole(row) for _, row in chosen):
        # Statements without a passage of their own point there.
        chosen.append(where[WHOLE])
    runs = [list(run) for _, run in groupby(chosen, key=lambda found: found[0].code)]
    seen: set[str] = set()
    groups = []
    for run in runs:
        group = run[0][0]
        # The chart of a group that was torn apart stands with its first run.
        chart = None if group.code in seen else group.chart
        groups.append(replace(group, rows=[row for _, row in run], chart=chart))
        seen.add(group.code)
    return groups


def _kept(row: Row, question: Question) -> bool:
    if "figures" in question.only and not has_figures(row):
        return False
    return "differ" not in question.only or row.code == WHOLE or differs(row)


def _rests_on_the_whole(row: Row) -> bool:
    return any(cell.general or any(item.general for item in cell.items) for cell in row.cells)


def _said(cell: Cell) -> tuple:
    """What a cell says, without its passages and in whatever order.

    Whether a figure is that of a part counts, and not of which: each area is in another prefecture. Whether it is
    disputed counts, and so does the kind of missing.
    """
    return tuple(sorted(_statement(item) for item in cell.items)) or (cell.missing, cell.absent)


def _statement(item: Item) -> tuple:
    said = (item.words, item.period, item.detail, item.verdict, item.rank, item.missing)
    remark = "" if item.remark_folded else item.remark
    return (*said, remark, str(item.stars), str(bool(item.whose)), str(bool(item.disagreements)))
