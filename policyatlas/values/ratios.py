"""Ratios of two quantities: exact arithmetic in which ranges and qualifiers carry over, or why there is no ratio."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from .quantities import Quantity

# How many significant digits a ratio keeps: more would claim more than its figures say.
DIGITS = 3
# These say on which side of a number the value lies.
_UPWARDS, _DOWNWARDS = ("at-least", "over"), ("nearly",)


@dataclass(frozen=True)
class Ratio:
    """A ratio in the unit that its maker gives it: `value` (and `upper`, of a range), and the qualifier carried over.

    `rounded` says whether the numbers are rounded to `digits` significant digits. They are never rounded to a stronger
    claim: “over” is rounded down, “nearly” up, a range outwards; all else to the nearest.
    """

    value: Decimal
    upper: Decimal | None
    qualifier: str
    rounded: bool
    digits: int = DIGITS


@dataclass(frozen=True)
class NoRatio:
    """Why there is none, and the kind of missing that stands in its place.

    `missing`: a part has no value; `zero` and `negative`: the denominator is or may be 0, or is below it; `turned`:
    the denominator lies on one side of its number (“over 13”), which turns round in the ratio; `mixed`: the numerator
    lies on one side of its number and the denominator is not one exact number, so that no side is left to name.
    """

    why: Literal["missing", "zero", "negative", "turned", "mixed"]
    missing: str


def ratio(numerator: Quantity, denominator: Quantity, *, times: int = 1) -> Ratio | NoRatio:
    """`numerator` divided by `denominator`, `times` a whole number above 0 (100 for per cent), or why there is none."""
    if numerator.value is None or denominator.value is None:
        return NoRatio("missing", numerator.missing or denominator.missing)
    if refused := _refused(numerator, denominator):
        return refused
    ends = [
        Fraction(above) * times / Fraction(below) for above in _ends(numerator) for below in _ends(denominator) if below
    ]
    about = "about" in (numerator.qualifier, denominator.qualifier)
    return _rounded(min(ends), max(ends), "about" if about else numerator.qualifier)


def _refused(numerator: Quantity, denominator: Quantity) -> NoRatio | None:
    low, high = min(_ends(denominator)), max(_ends(denominator))
    if low <= 0 <= high:
        return NoRatio("zero", "not-applicable")
    if high < 0:
        return NoRatio("negative", "not-applicable")
    if denominator.qualifier in (*_UPWARDS, *_DOWNWARDS):
        return NoRatio("turned", "unknown")
    one_sided = numerator.qualifier in (*_UPWARDS, *_DOWNWARDS)
    if one_sided and (denominator.upper is not None or denominator.qualifier != "exact"):
        return NoRatio("mixed", "unknown")
    return None


def _ends(quantity: Quantity) -> list[Decimal]:
    return [end for end in (quantity.value, quantity.upper) if end is not None]


def _rounded(low: Fraction, high: Fraction, qualifier: str) -> Ratio:
    ways = _ways(qualifier, ranged=low != high)
    digits = DIGITS
    # A range stays a range: two ends that three digits do not tell apart get as many as it takes.
    while (found := _decimal(low, digits, ways[0])) >= (upper := _decimal(high, digits, ways[1])) and low != high:
        digits += 1
    inexact = Fraction(found) != low or Fraction(upper) != high
    return Ratio(found, upper if low != high else None, qualifier, inexact, digits)


def _ways(qualifier: str, *, ranged: bool) -> tuple[str, str]:
    if qualifier in _UPWARDS:
        return ROUND_FLOOR, ROUND_FLOOR
    if qualifier in _DOWNWARDS:
        return ROUND_CEILING, ROUND_CEILING
    return (ROUND_FLOOR, ROUND_CEILING) if ranged else (ROUND_HALF_EVEN, ROUND_HALF_EVEN)


def _decimal(number: Fraction, digits: int, way: str) -> Decimal:
    # A division of two whole numbers is rounded once, and correctly, by the context it is done in.
    with localcontext(prec=digits, rounding=way):
        return Decimal(number.numerator) / Decimal(number.denominator)
