"""Whole numbers as addresses, forms, files and command lines bring them, where anything at all may stand instead."""

# The widest column of the databases holds so many of any digits. (Python itself raises at 4,300.)
_DIGITS = 18


def whole_number(typed: str, digits: int = _DIGITS) -> int | None:
    """The number of at most so many plain digits that was typed; None where it is anything else, also a full-width one.

    `whole_number("12") == 12`, and None for `""`, `"-1"`, `"²"`, `"１２"` and endless digits.
    """
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= digits else None
