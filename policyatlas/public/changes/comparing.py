"""A view in two editions side by side, and what differs."""

from dataclasses import dataclass

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.table import Extract, Line
from policyatlas.values.diffs import Change, differences

from .asking import asked_of, rows_in_any
from .moves import Moves


@dataclass(frozen=True)
class Compared:
    """A view in two editions: None where it is not there (an entry that is not in print).

    `query` is the question in canonical form, with what either edition knows of it; `ignored` says what neither knows.
    """

    before: Extract | None
    after: Extract | None
    changes: list[Change[Line]]
    query: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def extract(self) -> Extract | None:
        """The view as it is, or as it was where it is gone; None where neither edition has it."""
        return self.after or self.before

    @property
    def values(self) -> int:
        """How many cells of changed lines differ."""
        return sum(len(change.cells) for change in self.changes if change.how == "changed")

    def lines(self, how: str) -> int:
        """How many lines were `added`, `removed` or `changed`."""
        return sum(change.how == how for change in self.changes)


def compared(stem: str, parameters: QueryDict, before: Reading, after: Reading, moves: Moves) -> Compared:
    """The view at `stem` in both editions, each asked in the names it knows; as many queries as its page twice."""
    (new, old), query = asked_of(stem, parameters, (after, before), moves)
    return Compared(old, new, changed(old, new, moves), query, _ignored(old, new))


def changed(before: Extract | None, after: Extract | None, moves: Moves) -> list[Change[Line]]:
    """The lines that differ; what only one of the two editions has came or went as a whole."""
    before, after = rows_in_any((before, after))
    return differences(moves.carried(before.lines, before.stem) if before else [], after.lines if after else [])


def _ignored(before: Extract | None, after: Extract | None) -> tuple[str, ...]:
    """What neither edition could follow of the question."""
    if before is None or after is None:
        return ()
    return tuple(note for note in after.ignored if note in before.ignored)
