"""When the entries of a kind began and ended, as sets of primary keys for each year."""

from collections import defaultdict
from collections.abc import Iterable

from pyroaring import BitMap

from policyatlas.editions.questions import Question

_Row = tuple[int, int | None, int | None]


class Years:
    """The printings that began and that ended in each year; under None those of which it is not known."""

    def __init__(self, rows: Iterable[_Row]):
        self._began: dict[int | None, BitMap] = {}
        self._ended: dict[int | None, BitMap] = {}
        self._add(rows)

    def among(self, found: BitMap, question: Question) -> BitMap:
        """Those of `found` that match the years of a question; the same as `Question.among`."""
        first, last = question.year_from, question.year_to
        if question.began:
            return found & _within(self._began, first, last)
        undated = self._began.get(None, BitMap()) & self._ended.get(None, BitMap())
        if first is not None:
            found = found & (_within(self._ended, first, None) | self._ended.get(None, BitMap()))
        if last is not None:
            found = found & (_within(self._began, None, last) | self._began.get(None, BitMap()))
        return found - undated

    def advance(self, went: BitMap, rows: Iterable[_Row]) -> None:
        """Take out what `went` and put in `rows`."""
        for held in (self._began, self._ended):
            for year, entries in held.items():
                held[year] = entries - went
        self._add(rows)

    def _add(self, rows: Iterable[_Row]) -> None:
        began, ended = defaultdict(list), defaultdict(list)
        for key, first, last in rows:
            began[first].append(key)
            ended[last].append(key)
        for held, new in ((self._began, began), (self._ended, ended)):
            for year, keys in new.items():
                held[year] = held.get(year, BitMap()) | BitMap(keys)


def _within(held: dict[int | None, BitMap], first: int | None, last: int | None) -> BitMap:
    return BitMap.union(
        BitMap(),
        *(
            entries
            for year, entries in held.items()
            if year is not None and (first is None or year >= first) and (last is None or year <= last)
        ),
    )
