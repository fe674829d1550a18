"""The shape of a comparison: columns, groups of rows, cells, and the items of a cell; nothing of any one noun."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.charts.shapes import Chart
from policyatlas.public.evidence import Item as Passage
from policyatlas.values.periods import Period

# More findings than this in one cell are folded behind their tally: all or none, so that no choice favours a verdict.
OPEN_ITEMS = 3
# A rating gives one to three stars.
STARS = 3
# The code of the row with the passages for each subject as a whole, to which statements without their own refer.
WHOLE = "whole"


@dataclass(frozen=True)
class Part:
    """One part of how a judgement was made, such as its method: what it is called, and what is said of it.

    `missing` is empty, or the kind of missing that `words` stand for.
    """

    label: str
    words: str
    missing: str = ""


@dataclass(frozen=True)
class Item:
    """One thing said in a cell, with its passages.

    `whose` names the subject of the statement where it is not the column's own, `whose_kind` its kind of entry; `span`
    is the period as years; `dimension` is that of a finding, and `judged` says who judged, by which method, and how
    strongly that carries; `confidence` is how sure somebody is of the reading, in words. A `derived` item is a ratio of
    our own, whose formula stands in `detail`. `value` and `upper` are in full units; `stars` are those of a rating;
    `missing` is empty, or the kind of missing that stands in place of the value;
    `general` says that no passage is named for this statement: it rests on those for the subject as a whole, which
    stand in the row `WHOLE` where `evidence` is empty;
    a `quiet` item says that something was left open; `doubt` says why a value deserves little confidence;
    `about` is the `(kind, slug)` of the entry that says it, where that is not the column's own.
    """

    words: str
    address: str = ""
    whose: str = ""
    whose_address: str = ""
    whose_kind: str = ""
    verdict: str = ""
    verdict_words: str = ""
    dimension: str = ""
    judged: tuple[Part, ...] = ()
    period: str = ""
    span: Period | None = None
    detail: str = ""
    remark: str = ""
    rank: str = ""
    rank_words: str = ""
    stars: int = 0
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    missing: str = ""
    evidence: list[Passage] = field(default_factory=list)
    general: bool = False
    quiet: bool = False
    doubt: str = ""
    confidence: str = ""
    derived: bool = False
    about: tuple[str, str] | None = None
    disagreements: list[Card] = field(default_factory=list)

    @property
    def remark_folded(self) -> bool:
        """Whether the remark is a note on how a figure was read, which stands with its passages."""
        return bool(self.unit) and not self.stars

    @property
    def picture(self) -> str:
        """The stars as printed signs: `★★☆` is two of three."""
        return "★" * self.stars + "☆" * (STARS - self.stars) if self.stars else ""

    @property
    def period_shown(self) -> str:
        """The period, unless the words say it already (a figure that is itself a year)."""
        return "" if self.period == self.words else self.period


@dataclass(frozen=True)
class Slot:
    """The place of one aspect in a cell of ratings: its code and label, and its mark, or None where none is printed."""

    aspect: str
    label: str
    mark: Item | None


@dataclass(frozen=True)
class Cell:
    """What one row says of one subject: items, or a kind of missing with the words for it.

    `evidence` supports all the items together, where they have no passages of their own; `general` as for `Item`.
    `contradictions` say which verdicts stand against each other; `slots` hold the items of a rating by their aspects.
    """

    items: list[Item] = field(default_factory=list)
    missing: str = "not-yet-researched"
    missing_words: str = ""
    evidence: list[Passage] = field(default_factory=list)
    general: bool = False
    contradictions: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    @property
    def absent(self) -> str:
        """The words of what is missing; empty where there are items."""
        if self.items:
            return ""
        return self.missing_words or words.absent(self.missing, words.page_language())

    @property
    def kind_of_missing(self) -> str:
        """The kind of missing of a cell without items; empty where there are items."""
        return "" if self.items else self.missing

    @property
    def folded(self) -> bool:
        """Whether the items are shown only when the reader opens them."""
        return self.long and any(item.verdict for item in self.items)

    @property
    def long(self) -> bool:
        """Whether one cell would make a whole line high, where each subject has a line."""
        return len(self.items) > OPEN_ITEMS

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        """The verdicts of a cell of findings: code, words and how many, in the order of first appearance."""
        counted = Counter((item.verdict, item.verdict_words) for item in self.items if item.verdict)
        return [(code, said, number) for (code, said), number in counted.items()] if len(self.items) > 1 else []

    @property
    def contradicted(self) -> bool:
        """Whether the tally itself is the one contradiction, so that it need not be said twice."""
        return self.contradictions == [words.listed(f"{number} {said.lower()}" for _, said, number in self.tally)]

    @property
    def disagreements(self) -> list[Card]:
        """The disagreements that the items of the cell are part of, each once."""
        return list(dict.fromkeys(card for item in self.items for card in item.disagreements))


def cell_of(items: list[Item], **absent: str) -> Cell:
    """A cell of items; passages that all of them share are said once, below them. `absent` as for `Cell`."""
    shared = items[0].evidence if len(items) > 1 else []
    if not shared or any(item.evidence != shared for item in items):
        return Cell(items, **absent)
    return Cell([replace(item, evidence=[]) for item in items], evidence=shared, **absent)


@dataclass(frozen=True)
class Note:
    """Why the cells of a row cannot simply be held against each other: `words` in short, and `said` which differ how.

    `code` is `periods`, `calendar`, `undated`, `units`, `qualifiers`, `subjects` or `verdicts`.
    """

    code: str
    words: str
    said: str


@dataclass(frozen=True)
class Row:
    """One row: its heading and one cell per column.

    `numeric` rows are set in columns of digits; the items of `inline` rows follow one another in a line. `derived` is
    the formula of a row of our own ratios, in words; `notes` say what keeps its cells from being compared; `chart`
    draws its figures, where there are enough.
    """

    code: str
    label: str
    cells: list[Cell]
    address: str = ""
    numeric: bool = False
    inline: bool = False
    derived: str = ""
    notes: list[Note] = field(default_factory=list)
    chart: Chart | None = None


@dataclass(frozen=True)
class Group:
    """Rows under a common heading; `note` says what a reader must know of all of them, `chart` draws them together."""

    code: str
    label: str
    rows: list[Row]
    note: str = ""
    chart: Chart | None = None


@dataclass(frozen=True)
class Column:
    """One subject."""

    slug: str
    title: str
    other_title: str
    address: str
    note: str

    @property
    def other_language(self) -> str:
        """The language of the other title."""
        return "en" if words.page_language() == "ja" else "ja"


@dataclass(frozen=True)
class Comparison:
    """A whole comparison."""

    columns: list[Column]
    groups: list[Group]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rows, in their order."""
        return tuple(row.code for group in self.groups for row in group.rows)

    def cells(self) -> Iterator[tuple[Group, Row, Column, Cell]]:
        """Every cell with where it stands, in reading order."""
        for group in self.groups:
            for row in group.rows:
                for column, cell in zip(self.columns, row.cells, strict=True):
                    yield group, row, column, cell

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """Every chart by its code: those of groups and those of rows, in reading order."""
        parts = (part for group in self.groups for part in (group, *group.rows))
        return {part.chart.code: part.chart for part in parts if part.chart}

    @property
    def row_charts(self) -> list[Chart]:
        """The charts of rows, in reading order."""
        return [row.chart for group in self.groups for row in group.rows if row.chart]

    @cached_property
    def disputed(self) -> list[tuple[Card, Row, Column]]:
        """The disagreements that concern figures shown here, each with the first cell that shows it."""
        found: dict[Card, tuple[Card, Row, Column]] = {}
        for _, row, column, cell in self.cells():
            for card in cell.disagreements:
                found.setdefault(card, (card, row, column))
        return list(found.values())

    @cached_property
    def absences(self) -> list[tuple[str, int]]:
        """The kinds of missing that occur, each with how often."""
        counted: Counter[str] = Counter()
        for _, _, _, cell in self.cells():
            counted.update([cell.kind_of_missing] if not cell.items else [i.missing for i in cell.items if i.missing])
        return counted.most_common()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How much is shown: `rows`, `cells`, `statements`, those of them that are `absences`, `passages`, `documents`.

        A cell that has nothing makes one statement: that it has nothing, and why.
        """
        passages = {
            (passage.title, passage.locator, passage.quote)
            for *_, cell in self.cells()
            for evidence in (cell.evidence, *(item.evidence for item in cell.items))
            for passage in evidence
        }
        return {
            "rows": len(self.codes),
            "cells": len(self.codes) * len(self.columns),
            "statements": sum(max(1, len(cell.items)) for *_, cell in self.cells()),
            "absences": sum(number for _, number in self.absences),
            "passages": len(passages),
            "documents": len({title for title, _, _ in passages}),
        }
