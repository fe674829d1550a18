"""Years as they are written in Japan, imperial and fiscal, each as the year of the common era in which it began."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# The year before the first one of each era, and how many years it had; the last one goes on.
_ERAS = {
    "明治": ("meiji", "m", 1867, 45),
    "大正": ("taisho", "t", 1911, 15),
    "昭和": ("showa", "s", 1925, 64),
    "平成": ("heisei", "h", 1988, 31),
    "令和": ("reiwa", "r", 2018, 81),
}
_BY_NAME = {name: (start, years) for ja, (en, letter, start, years) in _ERAS.items() for name in (ja, en, letter)}
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}
_NAMED = "|".join([*_ERAS, *(en for en, *_ in _ERAS.values())])
_ENDING = r"\s?(?:年度|年)?"
_ERA = re.compile(rf"(?P<era>{_NAMED})\s?(?P<year>元|\d{{1,2}}(?!\d)|[一二三四五六七八九十]{{1,4}}){_ENDING}")
_LETTER = re.compile(rf"(?<![^\W_])(?P<era>[mtshr])\.?(?P<year>\d{{1,2}}){_ENDING}(?![^\W_])")
_COMMON = re.compile(
    r"(?<![^\W_])(?:(?:fy|fiscal year|fiscal)\s?)?(?P<year>[12]\d{3})(?:\s?(?:年度|年)|\s?fy\b)?(?!\d)"
)
_FISCAL = re.compile(
    r"(?<![^\W_])(?:fy|fiscal year)\s?(?P<year>[12]\d{3})(?!\d)|(?<!\d)(?P<year2>[12]\d{3})\s?(?:年度|年|fy\b)"
)


class Written(NamedTuple):
    """A year that stands in a text from `start` to `end`; `sure` unless a single letter stands for its era."""

    year: int
    start: int
    end: int
    sure: bool


def years_in(text: str) -> Iterator[Written]:
    """The years in `text` (folded before) that are written with an era, as fiscal years or with 年, in their order."""
    found = [*_found(_ERA, text, sure=True), *_found(_LETTER, text, sure=False)]
    found += [Written(int(m["year"] or m["year2"]), m.start(), m.end(), True) for m in _FISCAL.finditer(text)]
    # None lies within another: each begins with an era, a letter or a year of four digits, and holds no second one.
    yield from sorted(found, key=lambda one: one.start)


def imperial_years_in(text: str) -> list[int]:
    """The years in `text` (folded before) whose era stands there by its name."""
    return [written.year for written in _found(_ERA, text, sure=True)]


def year_of(typed: str) -> int | None:
    """The year that was typed in any way (2001, ２００１年度, FY2001, 平成13, 平成十三年度, H13), or None."""
    text = " ".join(_bare(typed).split())
    for pattern in (_ERA, _LETTER):
        match = pattern.fullmatch(text)
        if match:
            return _year(match)
    match = _COMMON.fullmatch(text)
    return int(match["year"]) if match else None


def _found(pattern: re.Pattern[str], text: str, *, sure: bool) -> Iterator[Written]:
    for match in pattern.finditer(text):
        year = _year(match)
        if year is not None:
            yield Written(year, match.start(), match.end(), sure)


def _year(match: re.Match[str]) -> int | None:
    start, years = _BY_NAME[match["era"]]
    number = 1 if match["year"] == "元" else _number(match["year"])
    return start + number if 1 <= number <= years else None


def _number(written: str) -> int:
    """A number up to 99 in digits or kanji; 0 if it is none."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS.get(written, 0)
    wrong = any(part not in _DIGITS for part in (tens, ones) if part)
    return 0 if wrong else 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _bare(typed: str) -> str:
    decomposed = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
