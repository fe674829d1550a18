"""The links and boxes around a comparison's table: each leads to the same comparison laid out another way."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .answering import Answer
from .question import ONLY, Question, only_words
from .subjects import swapped, without
from .table import Cell, Column, Comparison, Group, Row

# Rows are put in order by links that name all of them.
MOST_MOVED = 24


@dataclass(frozen=True)
class Way:
    """A link to another layout; `on` says that the comparison is laid out that way now."""

    label: str
    address: str
    on: bool = False


@dataclass(frozen=True)
class Moved:
    """A subject or a row with the addresses of the comparison with it moved to either side, and without it."""

    thing: Column | Row
    before: str
    after: str
    without: str

    @property
    def name(self) -> str:
        """What the subject or the row is called."""
        return self.thing.title if isinstance(self.thing, Column) else self.thing.label


@dataclass(frozen=True)
class Section:
    """A run of rows under its heading; `anchor` is unique on the page; `toggle` folds it or opens it."""

    group: Group
    anchor: str
    folded: bool
    toggle: str


@dataclass(frozen=True)
class Place:
    """A place in the line of a subject: a row with its cell, or without one the single place of a folded group."""

    row: Row | None = None
    cell: Cell | None = None


@dataclass(frozen=True)
class Line:
    """A subject with its cells, where the subjects are the rows of the table."""

    moved: Moved
    places: list[Place]


@dataclass(frozen=True)
class RowBox:
    """A row that can be ticked."""

    code: str
    label: str
    ticked: bool


class Addresses:
    """The addresses of a comparison laid out in other ways than `question` asks."""

    def __init__(self, noun: str, question: Question):
        self._path = reverse("compare", args=[noun])
        self._question = question

    def of(self, query: str) -> str:
        """The address with that question."""
        return self._path + (f"?{query}" if query else "")

    def ways(self, laid_out: Comparison) -> list[Way]:
        """The links above the table: which rows, which way round, all folded or none."""
        question = self._question
        found = [Way(only_words(name), self.of(question.with_only(name)), name in question.only) for name in ONLY]
        if question.rows:
            found.append(Way(_("All rows again"), self.of(question.query(rows=()))))
        if not question.must_turn:
            found.append(Way(_("Subjects as rows"), self.of(question.query(turn=not question.turn)), question.turn))
        codes = tuple(group.code for group in laid_out.groups)
        if question.folded != tuple(sorted(codes)):
            found.append(Way(_("Fold all"), self.of(question.query(folded=codes))))
        if question.folded:
            found.append(Way(_("Unfold all"), self.of(question.query(folded=()))))
        return found

    def subjects(self, made: Comparison) -> list[Moved]:
        """The subjects in their order."""
        slugs, last = self._question.slugs, len(made.columns) - 1
        return [
            Moved(
                thing=column,
                before=self._with(slugs=tuple(swapped(slugs, place, place - 1))) if place > 0 else "",
                after=self._with(slugs=tuple(swapped(slugs, place, place + 1))) if place < last else "",
                without=self._with(slugs=tuple(without(slugs, column.slug))),
            )
            for place, column in enumerate(made.columns)
        ]

    def rows(self, laid_out: Comparison, shown: Comparison) -> list[Moved]:
        """The rows in the order in which they are shown, moved past their neighbours there.

        Each address names all rows that are chosen, also those that a restriction hides for now; with more rows than
        `MOST_MOVED` the links would be longer than the table, so there are none.
        """
        chosen = self._question.rows or laid_out.codes
        if len(chosen) > MOST_MOVED:
            return []
        # The passages for the whole come with rows that rest on them: they are not moved.
        rows = [row for group in shown.groups for row in group.rows if row.code in chosen]
        places, last = [chosen.index(row.code) for row in rows], len(rows) - 1
        return [
            Moved(
                thing=row,
                before=self._swapped(chosen, places[number], places[number - 1]) if number > 0 else "",
                after=self._swapped(chosen, places[number], places[number + 1]) if number < last else "",
                without=self._with(rows=tuple(without(chosen, row.code))) if last else "",
            )
            for number, row in enumerate(rows)
        ]

    def sections(self, shown: Comparison) -> list[Section]:
        """The runs of rows with their folds; a group whose rows were torn apart stands more than once."""
        seen: dict[str, int] = {}
        found = []
        for group in shown.groups:
            seen[group.code] = number = seen.get(group.code, 0) + 1
            anchor = f"group-{group.code}" + (f"-{number}" if number > 1 else "")
            folded = group.code in self._question.folded
            found.append(Section(group, anchor, folded, self.of(self._question.with_fold(group.code))))
        return found

    def _swapped(self, codes: tuple[str, ...], place: int, other: int) -> str:
        return self._with(rows=tuple(swapped(codes, place, other)))

    def _with(self, **changes) -> str:
        return self.of(self._question.query(**changes))


def lines(sections: list[Section], subjects: list[Moved]) -> list[Line]:
    """The table turned: a line for each subject, with a single place for each folded group."""
    return [
        Line(moved, [place for section in sections for place in _places(section, number)])
        for number, moved in enumerate(subjects)
    ]


def _places(section: Section, number: int) -> list[Place]:
    return [Place()] if section.folded else [Place(row, row.cells[number]) for row in section.group.rows]


def boxes(answer: Answer) -> list[tuple[str, list[RowBox]]]:
    """Every row there is, to be ticked: those chosen come first, in their order, so that sending the form keeps it."""
    chosen = answer.question.rows
    labels = {row.code: row.label for group in answer.laid_out.groups for row in group.rows}
    first = [(_("Shown, in their order"), [RowBox(code, labels[code], True) for code in chosen])] if chosen else []
    others = [
        (group.label, [RowBox(row.code, row.label, not chosen) for row in group.rows if row.code not in chosen])
        for group in answer.laid_out.groups
    ]
    return [*first, *((label, found) for label, found in others if found)]


def kept(question: Question, *names: str) -> list[tuple[str, str]]:
    """Names and values for the hidden fields of a form that changes the comparison and keeps `names` as they are."""
    pairs = {
        "s": [("s", slug) for slug in question.slugs],
        "row": [("row", code) for code in question.rows],
        "only": [("only", name) for name in question.only],
        "turn": [("turn", "yes")] if question.turn else [],
        "fold": [("fold", code) for code in question.folded],
    }
    return [pair for name in names for pair in pairs[name]]
