"""Texts as spreadsheets can hold them: none runs as a formula, and each can be had back exactly as it was."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

# No cell of a workbook holds more.
LONGEST_CELL = 32_767
_RUNS = {"=", "+", "-", "@"}
# What XML cannot hold or would change (a carriage return), and texts that look like the escape for it.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x(?:00[01][0-9A-F]|FFF[EF]|005F)_)")
_ESCAPED = re.compile("_x(00[01][0-9A-F]|FFF[EF]|005F)_")


def safe_cell(value: Any) -> Any:
    """A value that a spreadsheet cannot take for a formula: such a text gets an apostrophe, a number stays itself.

    A text that begins with an apostrophe of its own gets one too, so that `bare` gives every text back.
    """
    if not isinstance(value, str):
        return value
    # Japanese spreadsheets take the wide forms of these signs for the narrow ones.
    first = unicodedata.normalize("NFKC", value.strip()[:1])
    guarded = first in _RUNS or value[:1] in {"\t", "\r", "\n", "'"}
    return f"'{value}" if guarded else value


def bare(text: str) -> str:
    """The text that `safe_cell` was given, from what it made of it; an apostrophe that guards nothing stays."""
    rest = text.removeprefix("'")
    return rest if safe_cell(rest) == text else text


def escaped(text: str) -> str:
    """A text as a workbook can hold it: control characters as Excel writes them, such as `_x000D_`."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def bare_number(number: int | float | Decimal) -> str:
    """A number as text: `680000000`, `0.5`; a whole number has no point, whatever type it came as."""
    # Not by `normalize`, which rounds to 28 digits.
    text = f"{Decimal(str(number)):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
