"""Values as the text of a cell, and back: dates as ISO 8601 writes them, yes and no, plain numbers, passages."""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

from policyatlas.values.spreadsheets import bare_number

from .quoted import quoted

# What stands between several slugs in one cell.
BETWEEN = "; "
_YES = {"yes", "true", "1", "y", "はい"}
_NO = {"no", "false", "0", "n", "いいえ"}
_INTEGER = re.compile(r"^[+-]?\d{1,18}(?:\.0+)?$")
_DECIMAL = re.compile(r"^[+-]?\d{1,30}(?:\.\d{1,15})?$")
# What no text of a record can hold: PostgreSQL refuses the first, and no browser shows the others.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# As its column in the database holds it.
_LARGEST = {"PositiveSmallIntegerField": 32_767, "SmallIntegerField": 32_767}


class Unfit(Exception):  # noqa: N818 - named for what the text is
    """A text that its column cannot take; says why and what could stand there."""


def text_of(value: object) -> str:
    """A value as the text of a cell; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, Decimal)):
        return bare_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def text_of_plain(field: models.Field, value: object) -> str:
    """The same for a value out of a snapshot, in which decimals are texts."""
    if isinstance(field, models.DecimalField) and value is not None:
        return bare_number(Decimal(value))
    return text_of(value)


def value_of(field: models.Field, text: str) -> object:
    """The value of a field that is no reference, from the text of a cell; raises `Unfit`."""
    if text.strip() == "":
        return _nothing(field)
    if _UNFIT.search(text):
        raise Unfit("It holds characters that cannot be shown. Copy the words as plain text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    value = _converted(field, text)
    if field.choices and value not in dict(field.flatchoices):
        raise Unfit(f"{quoted(text)} is not one of the list: {', '.join(str(code) for code, _ in field.flatchoices)}.")
    try:
        return field.clean(value, None)
    except ValidationError as error:
        raise Unfit(" ".join(error.messages)) from None


def _nothing(field: models.Field) -> object:
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    if not field.blank:
        raise Unfit("It must not be empty.")
    return ""


def _converted(field: models.Field, text: str) -> object:
    if isinstance(field, models.BooleanField):
        if text.lower() in _YES | _NO:
            return text.lower() in _YES
        raise Unfit(f"{quoted(text)} is neither yes nor no.")
    if isinstance(field, models.IntegerField):
        if not _INTEGER.match(text):
            raise Unfit(f"{quoted(text)} is no whole number.")
        return _in_range(field, int(text.partition(".")[0]))
    if isinstance(field, models.DecimalField):
        if not _DECIMAL.match(text):
            raise Unfit(
                f"{quoted(text)} is no number: write it with digits and a point only, such as 680000000 or 0.5."
            )
        return Decimal(text)
    if isinstance(field, models.DateField):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unfit(f"{quoted(text)} is no date: write year, month and day, such as 2005-04-01.") from None
    return text


def _in_range(field: models.Field, number: int) -> int:
    largest = _LARGEST.get(field.get_internal_type(), 2**31 - 1)
    smallest = 0 if "Positive" in field.get_internal_type() else -largest
    if not smallest <= number <= largest:
        raise Unfit(f"“{number}” is out of range: it must lie between {smallest} and {largest}.")
    return number


# --- Lists


def slugs_of(text: str) -> list[str]:
    """The slugs in one cell, each once, sorted; a line break between them does as well."""
    return sorted({slug.strip() for slug in re.split(r"[;\n]", text)} - {""})


def joined(slugs) -> str:
    """Several slugs in one cell."""
    return BETWEEN.join(sorted(slugs))


_SPECIAL = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_WRITTEN = {written: sign for sign, written in _SPECIAL.items()}
_PIECE = re.compile(r"(?:[^|\\]|\\.)*")


def passages_text(passages) -> str:
    """Several passages in one cell: each on a line, `source|locator|quotation`, with `\\` before a sign of ours."""
    return "\n".join("|".join(map(_guarded, words)) for words in sorted(passages))


def passages_of(text: str) -> list[tuple[str, str, str]]:
    """The passages in one cell, sorted; raises `Unfit`."""
    found = []
    for line in filter(str.strip, text.replace("\r", "").split("\n")):
        words = [_unguarded(piece) for piece in _pieces(line)]
        if len(words) != 3 or not all(word.strip() for word in words):
            raise Unfit("Each line of it must name one passage as source|locator|quotation.")
        found.append((words[0].strip(), words[1], words[2]))
    return sorted(set(found))


def _pieces(line: str) -> list[str]:
    found, at = [], 0
    while at <= len(line):
        piece = _PIECE.match(line, at)
        found.append(piece[0])
        at = piece.end() + 1
    return found


def _guarded(words: str) -> str:
    return re.sub(r"[\\|\n\r]", lambda found: _SPECIAL[found[0]], words)


def _unguarded(words: str) -> str:
    return re.sub(r"\\.", lambda found: _WRITTEN.get(found[0], found[0]), words)
