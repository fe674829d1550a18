"""A plan: what an import would do with each row, so that people can look at it and nothing else is written."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models

from policyatlas.curation.models import OUTCOME
from policyatlas.curation.snapshots import Snapshot
from policyatlas.values.canonical import canonical, digest

from .references import Words
from .rows import Mistake, Row, Table
from .stored import Stored

# In the order in which people want to see them.
ERROR, DUPLICATE, CHANGED, NEW, UNCHANGED = OUTCOMES = OUTCOME.codes


@dataclass(frozen=True)
class New:
    """Stands in a snapshot for what the import itself adds: a record by its slug, a passage by its words."""

    model: type[models.Model]
    name: str | Words


@dataclass(frozen=True)
class Change:
    """One cell that would change: its heading (with the part it belongs to, in words), what it was, and what it is."""

    column: str
    was: str
    now: str


@dataclass
class Item:
    """What would become of one row; `wanted` is the whole record as it would be."""

    row: Row
    outcome: str = UNCHANGED
    stored: Stored | None = None
    wanted: Snapshot | None = None
    changes: list[Change] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def fail(self, line: int, column: str, sentence: str) -> None:
        """Say that something is wrong with the row."""
        self.mistakes.append(Mistake(line, column, sentence))
        self.outcome = ERROR

    def told(self) -> dict:
        """What people are shown of it, as plain data."""
        return {
            "changes": [[change.column, change.was, change.now] for change in self.changes],
            "mistakes": [[mistake.line, mistake.column, mistake.sentence] for mistake in self.mistakes],
            "remarks": self.remarks,
        }


@dataclass
class Plan:
    """What would become of a file; `mistakes` are those of the file as a whole."""

    table: Table
    items: list[Item]
    mistakes: list[Mistake]
    passages: list[Words]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome."""
        found = Counter(item.outcome for item in self.items)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def is_broken(self) -> bool:
        """Whether anything is wrong, so that nothing can be written."""
        return bool(self.mistakes) or any(item.outcome == ERROR for item in self.items)

    def all_mistakes(self) -> list[Mistake]:
        """Everything that is wrong, from the top of the file."""
        found = [*self.mistakes, *(mistake for item in self.items for mistake in item.mistakes)]
        return sorted(found, key=lambda mistake: mistake.line)

    def digest(self) -> str:
        """A short name for exactly this plan: it is another one as soon as anything it rests on has changed."""
        lines = []
        for item in self.items:
            told = item.told()
            seen = item.stored and [item.stored.pk, item.stored.version]
            written = [seen, _plain(item.wanted)] if item.outcome in (NEW, CHANGED) else []
            lines.append([item.row.line, item.outcome, told["mistakes"], told["remarks"], written])
        wrong = [[mistake.line, mistake.column, mistake.sentence] for mistake in self.mistakes]
        return digest(canonical([lines, wrong, sorted(self.passages)]))


def _plain(value: object) -> object:
    """Part of a snapshot as JSON has it, with what the import adds by its name."""
    if isinstance(value, New):
        return ["new", value.model._meta.model_name, value.name]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
