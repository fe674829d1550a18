"""Quantities with their unit, qualifier and range, or the kind of missing that stands in their place."""

from dataclasses import dataclass
from decimal import Decimal

from .units import PLAIN, in_japanese
from .vocabularies import MISSING, QUALIFIER

_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
# Japanese counts in groups of four digits, each with its name.
_GROUPS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_CURRENCIES = ("JPY", "USD")


@dataclass(frozen=True)
class Quantity:
    """A value (and an upper value, for a range) in full units, or a kind of missing; never both, never neither."""

    value: Decimal | None
    unit: str
    upper: Decimal | None = None
    qualifier: str = "exact"
    missing: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.missing):
            raise ValueError("A quantity has a value or a kind of missing, never both and never neither.")
        if self.upper is not None and (self.value is None or self.upper <= self.value):
            raise ValueError("The upper value of a range must be greater than its value.")

    def words(self, language: str = "en") -> str:
        """The whole quantity for people, such as `about JPY 500 million–1 billion per region per year`."""
        if self.value is None:
            return MISSING.label(self.missing, language)
        say = _say_in_japanese if language == "ja" else _say
        return say(self._number(language), self.unit, self.qualifier)

    def _number(self, language: str) -> str:
        lower = number_words(self.value, self.unit, language)
        if self.upper is None:
            return lower
        to = "〜" if language == "ja" else "–"
        return f"{lower}{to}{number_words(self.upper, self.unit, language)}"


def number_words(value: Decimal, unit: str, language: str = "en") -> str:
    """One number for people, without its unit: years and ranks as such, money in millions or in 億 and 万, everything
    else with separators.
    """
    if unit == "year":
        return f"{value:f}".split(".")[0]
    if unit == "rank":
        return _ordinal(int(value), language)
    if unit.split(" ")[0] in _CURRENCIES:
        return _large(value, language)
    return plain_number(value)


def as_number(value: Decimal) -> int | float:
    """A number as data says it: whole numbers stay whole, however large."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain_number(value: Decimal) -> str:
    """Digits with separators for thousands and no needless zeros after the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _large(value: Decimal, language: str) -> str:
    if language == "ja":
        return _in_groups(value)
    for size, name in _LARGE:
        if value >= size:
            return f"{plain_number(value / size)} {name}"
    return plain_number(value)


def _in_groups(value: Decimal) -> str:
    """`1億2,000万`: every digit is there, and a group of nothing but zeros is not said."""
    said, rest = "", abs(value)
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        said += f"{plain_number(group)}{name}" if group else ""
    if rest or not said:
        said += plain_number(rest)
    return f"-{said}" if value < 0 else said


def _ordinal(number: int, language: str) -> str:
    if language == "ja":
        return f"第{number}位"
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _say(number: str, unit: str, qualifier: str) -> str:
    currency, _, rest = unit.partition(" ")
    if unit in PLAIN:
        said = number
    elif currency in _CURRENCIES:
        said = f"{currency} {number}" + (f" {rest}" if rest else "")
    elif unit.startswith("per cent"):
        said = f"{number}%{unit.removeprefix('per cent')}"
    else:
        said = f"{number} {_singular(unit) if number == '1' else unit}"
    return said if qualifier in ("", "exact") else f"{QUALIFIER.label(qualifier)} {said}"


def _say_in_japanese(number: str, unit: str, qualifier: str) -> str:
    known = in_japanese(unit)
    if unit in PLAIN:
        # A rank has its counter already: 第3位.
        said, note = (f"{number}年" if unit == "year" else number), ""
    elif known:
        said, note = f"{number}{known.counter}", known.note
    else:
        said, note = f"{number} {unit}", ""
    if qualifier in ("", "exact"):
        return f"{said}{note}"
    word = QUALIFIER.label(qualifier, "ja")
    # 超 (over) and 近く (nearly) come after number and counter, 約 (about) and 少なくとも before them.
    return f"{said}{word}{note}" if qualifier in ("over", "nearly") else f"{word}{said}{note}"


def _singular(unit: str) -> str:
    """`1 company`, not `1 companies`: units are kept in the plural, which English does not use of one."""
    noun, space, rest = unit.partition(" ")
    return (noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")) + space + rest
