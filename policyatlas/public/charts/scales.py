"""Scales: where a number stands between the edges of a picture, and at which round numbers lines are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_MOST_STEPS = 4


@dataclass(frozen=True)
class Scale:
    """From `low` at the place `left` to `high` at the place `right`; `low` is below `high`."""

    low: Decimal
    high: Decimal
    left: int
    right: int

    def place(self, number: Decimal) -> float:
        """Where a number stands."""
        return self.left + float((number - self.low) / (self.high - self.low)) * (self.right - self.left)

    def ticks(self, *, whole: bool = False) -> list[Decimal]:
        """The round numbers between the ends, at most five; `whole`: whole numbers alone."""
        step = _step((self.high - self.low) / _MOST_STEPS, whole=whole)
        first = (self.low / step).to_integral_value(rounding="ROUND_CEILING")
        found = []
        while (tick := first * step) <= self.high:
            found.append(tick)
            first += 1
        return found


def scale(numbers: Iterable[Decimal], *, left: int, right: int, from_zero: bool) -> Scale:
    """The scale that holds all the numbers (one at least); `from_zero`: with 0, as lengths from there need it."""
    numbers = [*numbers, Decimal(0)] if from_zero else list(numbers)
    low, high = min(numbers), max(numbers)
    if low == high:
        return Scale(low, low + 1, left, right) if from_zero else Scale(low - 1, low + 1, left, right)
    return Scale(low, high, left, right)


def _step(least: Decimal, *, whole: bool) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20 … (or 0.1, 0.2 …) that is not below `least`."""
    size = Decimal(1).scaleb(least.adjusted())
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least)
    return max(step, Decimal(1)) if whole else step
