"""What differs between two tables: lines that came, went or changed, found by their keys and told cell by cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

Value = str | int | float


class Keyed(Protocol):
    """A line of a table: its key, the place it stands at (empty: the key), and its cells, one a column."""

    @property
    def key(self) -> str:
        """Names the line in both tables."""

    @property
    def place(self) -> str:
        """Where it stands; one line that went from a place and one that came to it are one change."""

    @property
    def cells(self) -> Sequence[Value]:
        """What it holds."""


L = TypeVar("L", bound=Keyed)


@dataclass(frozen=True)
class Change(Generic[L]):
    """One line that differs: `before` is None where it was added, `after` where it was removed.

    `cells` are the places of the columns that differ; of an added or removed line, all of them.
    """

    before: L | None
    after: L | None
    cells: tuple[int, ...]

    @property
    def how(self) -> Literal["added", "removed", "changed"]:
        """What happened to the line."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def line(self) -> L:
        """The line as it is now, or as it was where it is gone."""
        return self.after if self.after is not None else self.before  # type: ignore[return-value]


def differences(before: Iterable[L], after: Iterable[L]) -> list[Change[L]]:
    """Every line that differs: those there are now in their order, then those that are gone in theirs.

    Keys are unique within each table. The order of lines alone is no difference.
    """
    old, new = {line.key: line for line in before}, {line.key: line for line in after}
    replaced = _replaced(old, new)
    found: list[Change[L]] = []
    for key, line in new.items():
        former = old.get(key) or replaced.get(key)
        if former is None:
            found.append(Change(None, line, tuple(range(len(line.cells)))))
        elif changed := _changed(former, line):
            found.append(Change(former, line, changed))
    taken = {line.key for line in replaced.values()}
    gone = [line for key, line in old.items() if key not in new and key not in taken]
    return [*found, *(Change(line, None, tuple(range(len(line.cells)))) for line in gone)]


def _replaced(old: dict[str, L], new: dict[str, L]) -> dict[str, L]:
    """For a line that came to a place from which another went, that other one: by the new line's key."""
    went: dict[str, list[L]] = {}
    for key, line in old.items():
        if key not in new and line.place:
            went.setdefault(line.place, []).append(line)
    found = {}
    for key, line in new.items():
        if key not in old and went.get(line.place):
            found[key] = went[line.place].pop(0)
    return found


def _changed(before: Keyed, after: Keyed) -> tuple[int, ...]:
    pairs = zip(before.cells, after.cells, strict=True)
    return tuple(place for place, (was, now) in enumerate(pairs) if was != now)
