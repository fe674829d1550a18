"""Numbers short enough for a tile; the table has them in full."""

from decimal import ROUND_HALF_UP, Decimal

from policyatlas.values.quantities import number_words, plain_number

_SIZES = ((10**3, "k"), (10**6, "m"), (10**9, "bn"), (10**12, "tn"))
_SIZES_JA = ((10**4, "万"), (10**8, "億"), (10**12, "兆"))
_LEAST = 10**4
# Between two sizes so many times the smaller one.
_SIGNS = {"about": "~", "nearly": "~", "at-least": "≥", "over": ">"}


def short(value: Decimal, unit: str, language: str, *, upper: Decimal | None = None, qualifier: str = "exact") -> str:
    """A figure in a few signs: `5.22m`, `~300`, `1998`, `10–20`; from ten thousand on it has three digits."""
    said = _short(value, unit, language)
    if upper is not None:
        said = f"{said}–{_short(upper, unit, language)}"
    return _SIGNS.get(qualifier, "") + said


def _short(value: Decimal, unit: str, language: str) -> str:
    if unit in ("year", "rank"):
        return number_words(value, unit, language)
    if abs(value) < _LEAST:
        return plain_number(_rounded(value))
    sizes = _SIZES_JA if language == "ja" else _SIZES
    said = ""
    for size, name in sizes:
        if abs(value) >= size or not said:
            said = f"{plain_number(_rounded(value / size, digits=3))}{name}"
    return said


def _rounded(value: Decimal, digits: int = 4) -> Decimal:
    """With so many digits, but with no whole one lost."""
    places = max(0, digits - 1 - value.adjusted()) if value else 0
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
