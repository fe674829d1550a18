"""Answers from the index: the same as `questions.InDatabase` gives, without asking it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from pyroaring import BitMap

from policyatlas.editions.cards import Card
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.payloads import Address
from policyatlas.editions.questions import Counts, Order, Question, without_texts
from policyatlas.editions.searches import Hits, Search, in_order
from policyatlas.values.kinds import KINDS

from . import keeping
from .holding import Index

_Answer = TypeVar("_Answer")

_SEARCHED = Order("searched", in_order)


class InMemory:
    """What one edition answers, for one reader: as it is in print when the first question is asked.

    One query for whether anything changed, and those by which the index learns what nobody asked of it before.
    """

    def __init__(self, edition: Edition):
        self._edition = edition
        self._index: Index | None = None
        self._found: dict[Question, BitMap] = {}

    def how_many(self, questions: Sequence[Question]) -> list[int]:
        """The sizes of sets."""
        return self._asked(lambda index: [len(self._of(index, question)) for question in questions])

    def facet_counts(self, selections: Mapping[str, Question]) -> Counts:
        """The sizes of what each value's set has in common with the entries that are meant."""
        return self._asked(
            lambda index: {
                name: _sizes(index.values(question.kind, name), self._of(index, question))
                for name, question in selections.items()
            }
        )

    def facet_values(self, kind: str, wanted: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
        """Whether their sets have anything in common with what is in print."""
        if not wanted:
            return set()
        return self._asked(lambda index: set(_there(index, self._edition, kind, wanted)))

    def cards(self, refs: Collection[Address]) -> dict[Address, Card]:
        """Those that were read before; one query for the others."""
        return self._asked(lambda index: index.cards(self._edition, refs)) if refs else {}

    def page(self, question: Question, order: Order, start: int, stop: int) -> list[Entry]:
        """A stretch of the order; one query for what it holds."""
        keys = self._asked(
            lambda index: index.ranking(self._edition, question.kind, order).part(
                self._of(index, question), start, stop
            )
        )
        return _read(keys)

    def searched(self, search: Search, most: int) -> dict[str, Hits]:
        """The sizes of sets, and the beginnings of their orders; one query for what these hold."""
        found = self._asked(lambda index: dict(_searched(index, self._edition, search, most)))
        first: dict[str, list[Entry]] = {kind: [] for kind in found}
        for entry in _read([key for _, keys in found.values() for key in keys]):
            first[entry.kind].append(entry)
        return {kind: Hits(count, first[kind]) for kind, (count, _) in found.items()}

    def _asked(self, answer: Callable[[Index], _Answer]) -> _Answer:
        with keeping.LOCK:
            if self._index is None:
                self._index = keeping.current()
            return answer(self._index)

    def _of(self, index: Index, question: Question) -> BitMap:
        if question not in self._found:
            self._found[question] = index.found(self._edition, question)
        return self._found[question]


def _read(keys: Sequence[int]) -> list[Entry]:
    entries = {entry.pk: entry for entry in without_texts().filter(pk__in=keys)}
    # One that was printed anew just now is missing for this once.
    return [entries[key] for key in keys if key in entries]


def _searched(index: Index, edition: Edition, search: Search, most: int) -> Iterator[tuple[str, tuple[int, list[int]]]]:
    """Each kind of which something was found, with how many and the keys of the first."""
    ranks = index.ranks(search)
    for kind in KINDS:
        held = index.in_print(edition, kind)
        found = [entries & held for entries in ranks]
        keys: list[int] = []
        for entries in found:
            if entries and len(keys) < most:
                keys += index.ranking(edition, kind, _SEARCHED).part(entries, 0, most - len(keys))
        if count := sum(map(len, found)):
            yield kind, (count, keys)


def _sizes(values: Mapping[str, BitMap], found: BitMap) -> dict[str, int]:
    sizes = ((value, entries.intersection_cardinality(found)) for value, entries in values.items())
    return {value: size for value, size in sizes if size}


def _there(index: Index, edition: Edition, kind: str, wanted: Mapping[str, Sequence[str]]):
    entries = index.in_print(edition, kind)
    for name, values in wanted.items():
        held = index.values(kind, name)
        for value in values:
            if value in held and held[value].intersect(entries):
                yield name, value
