"""One order of the entries of a kind: their primary keys in blocks, each with the set of its keys."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from pyroaring import BitMap

from policyatlas.editions.models import Entry
from policyatlas.editions.questions import Order

# Keys in a block. A million are five hundred blocks, which are counted through in a millisecond or two.
SIZE = 2048
# So many blocks are put into order anew before it is cheaper to ask for the whole order.
MOST_BLOCKS = 16


@dataclass(frozen=True)
class _Block:
    keys: array
    held: BitMap


class Ranking:
    """All entries of a kind in an edition in one order; made by the database, which alone knows how to sort."""

    def __init__(self, order: Order, entries: QuerySet[Entry]):
        self.order = order
        keys = array("I", order.sort(entries).values_list("pk", flat=True).iterator(chunk_size=10_000))
        self._blocks = _cut(keys)

    def part(self, found: BitMap, start: int, stop: int) -> list[int]:
        """Those of `found` from place `start` up to `stop`; the blocks before it are only counted."""
        wanted = stop - start
        part: list[int] = []
        for block in self._blocks:
            if len(part) >= wanted:
                break
            number = found.intersection_cardinality(block.held)
            if number <= start:
                start -= number
                continue
            part += islice((key for key in block.keys if key in found), start, start + wanted - len(part))
            start = 0
        return part

    def advance(self, entries: QuerySet[Entry], came: BitMap, gone: BitMap) -> bool:
        """Take out what is `gone` and put in what `came` (of `entries`); False where all should be asked for anew."""
        blocks = [_without(block, gone | came) for block in self._blocks]
        blocks = [block for block in blocks if block.keys]
        if came:
            places = self._places(blocks, entries, came)
            if len(places) > MOST_BLOCKS:
                return False
            for place, new in sorted(places.items(), reverse=True):
                held = blocks[place : place + 1]
                both = [*(key for block in held for key in block.keys), *new]
                blocks[place : place + 1] = _cut(array("I", self._sorted(entries, both)))
        self._blocks = blocks
        return True

    def _places(self, blocks: list[_Block], entries: QuerySet[Entry], came: BitMap) -> dict[int, list[int]]:
        """Into which block each new entry belongs: the one that begins last before it."""
        heads = {block.keys[0]: place for place, block in enumerate(blocks)}
        places: dict[int, list[int]] = {}
        place = 0
        for key in self._sorted(entries, [*heads, *came]):
            if key in heads:
                place = heads[key]
            else:
                places.setdefault(place, []).append(key)
        return places

    def _sorted(self, entries: QuerySet[Entry], keys: list[int]) -> Iterable[int]:
        return self.order.sort(entries.filter(pk__in=keys)).values_list("pk", flat=True)


def _cut(keys: array) -> list[_Block]:
    parts = (keys[start : start + SIZE] for start in range(0, len(keys), SIZE))
    return [_Block(part, BitMap(part)) for part in parts]


def _without(block: _Block, gone: BitMap) -> _Block:
    if not block.held.intersect(gone):
        return block
    left = array("I", (key for key in block.keys if key not in gone))
    return _Block(left, BitMap(left))
