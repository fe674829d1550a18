"""Classes of figures: at most five, about equally full, with bounds that are figures of the selection itself."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MOST = 5


@dataclass(frozen=True)
class Scale:
    """The classes from the lowest, each by its lowest and its highest figure."""

    bounds: tuple[tuple[Decimal, Decimal], ...] = ()

    def class_of(self, value: Decimal) -> int:
        """The number of the class of a figure that the scale was made of, from 1."""
        return min(bisect_left([upper for _, upper in self.bounds], value), len(self.bounds) - 1) + 1

    def step_of(self, number: int) -> int:
        """Which of the five shades a class has: few classes are spread over all of them, one has the middle one."""
        classes = len(self.bounds)
        return 3 if classes == 1 else 1 + round((number - 1) * (MOST - 1) / (classes - 1))


def scale_of(values: Iterable[Decimal]) -> Scale:
    """The classes of `values`: equal figures share one, and up to five different figures have one each."""
    numbers = Counter(values)
    distinct = sorted(numbers)
    if len(distinct) <= MOST:
        return Scale(tuple((value, value) for value in distinct))
    total, before = numbers.total(), 0
    members: dict[int, list[Decimal]] = {}
    for value in distinct:
        # By the middle of those that share it, so that a large tie falls where most of it lies.
        place = (2 * before + numbers[value]) * MOST // (2 * total)
        members.setdefault(place, []).append(value)
        before += numbers[value]
    return Scale(tuple((found[0], found[-1]) for _, found in sorted(members.items())))
