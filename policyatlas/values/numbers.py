"""The numbers that a text names, in digits and in words, English and Japanese, each in full units.

It is asked whether a figure stands in its quotation, so in doubt a number is taken to be named: what reads two ways is
read both ways. A year of a Japanese era is also that of the common era, and so is
one written short with its 年 (84年); any other one (’95) is not.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "oku": 10**8,
    "man": 10**4,
}
# Only directly behind the digits, and then also read as something else: metres, a name.
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + number * step for number, word in enumerate(words.split())}


_WORDS = {
    **_numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0),
    **_numbered("sixteen seventeen eighteen nineteen", 16),
    **_numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 1),
    **_numbered("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14),
}
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SMALL = _WORDS | _TENS
_KANJI = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "両": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_SCALE = rf"(?:[ -]*(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})s?\b)"
# Neither within a number nor behind what counts 10,000 and more: 6億8,000万.
_START = r"(?<!\d)(?<!\d\.)(?<![万億兆])"
# A thin or unbreakable space between groups of three digits, before such spaces become plain ones.
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_ENGLISH = re.compile(
    rf"(?P<sign>(?<![\w)])-)?{_START}(?P<digits>(?>{_DIGITS}))(?![十百千万億兆])"
    rf"(?:(?P<scale>{_SCALE}+)| ?(?P<letter>[kmb]\b))?"
)
# “5–10 million”: the word belongs to both.
_RANGE = re.compile(
    rf"{_START}(?P<first>{_DIGITS})\s*(?:-|~|to|and|or)\s*(?:[^\W\d]{{3}} ?|[¥$€£] ?)?{_DIGITS}(?P<scale>{_SCALE}+)"
)
_SPELT = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})(?:[ -]*(?P<ones>{'|'.join(word for word in _WORDS if word != 'zero')})\b)?"
    rf"(?P<scale_of_tens>{_SCALE}*)"
    rf"|\b(?P<small>{'|'.join(sorted(_SMALL, key=len, reverse=True))}|an?(?={_SCALE}))\b(?P<scale>{_SCALE}*)"
)
_JAPANESE = re.compile(rf"(?:{_DIGITS}|[{''.join(_KANJI)}{''.join(_PLACES)}{''.join(_MYRIADS)}])+")
# The year before the first of each era.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA_YEAR = re.compile(rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<year>元|\d+|[{''.join(_KANJI)}十]+)")
# What Japanese tables count money in: 20,055,570 百万円, 2463 千円.
_TABLED = re.compile(rf"{_START}(?P<digits>{_DIGITS})\s*(?P<unit>百万|千)(?=円)")
_UNITS = {"百万": 10**6, "千": 10**3}
# Not behind the name of an era, whose year it is then.
_SHORT_YEAR = re.compile(r"(?<![\d,.和成正治])(?P<year>\d\d)年")
_TOKEN = re.compile(rf"{_DIGITS}|.")


def names(text: str, value: Decimal) -> bool:
    """Whether `text` names the number `value`."""
    return value in numbers(text)


def numbers(text: str) -> set[Decimal]:
    """Every number that `text` names, in full units: `numbers("6億8,000万円, 26 sites") == {680000000, 26}`."""
    plain = unicodedata.normalize("NFKC", _GROUPED.sub("", text)).casefold()
    plain = re.sub("[‐-―−〜～]", "-", plain)
    readings = (_digits, _ranges, _spelt, _japanese, _tabled, _eras, _short_years)
    return {number for read in readings for number in read(plain)}


def _digits(text: str) -> Iterator[Decimal]:
    for match in _ENGLISH.finditer(text):
        number = _decimal(match["digits"])
        if match["letter"]:
            yield number * _LETTERS[match["letter"][0]]
        number *= _scale(match["scale"])
        yield number
        if match["sign"]:
            yield -number


def _ranges(text: str) -> Iterator[Decimal]:
    for match in _RANGE.finditer(text):
        yield _decimal(match["first"]) * _scale(match["scale"])


def _spelt(text: str) -> Iterator[Decimal]:
    for match in _SPELT.finditer(text):
        if match["tens"]:
            number = _TENS[match["tens"]] + (_WORDS[match["ones"]] if match["ones"] else 0)
        else:
            number = _SMALL.get(match["small"], 1)
        yield Decimal(number) * _scale(match["scale_of_tens"] or match["scale"])


def _japanese(text: str) -> Iterator[Decimal]:
    """Numbers with 万 and its like, in digits or in characters: 6億8,000万, 二十六, 一九九五."""
    for match in _JAPANESE.finditer(text):
        if not match[0][-1].isdigit() or len(match[0]) > len(_TOKEN.match(match[0])[0]):
            yield _counted(_TOKEN.findall(match[0]))


def _tabled(text: str) -> Iterator[Decimal]:
    for match in _TABLED.finditer(text):
        yield _decimal(match["digits"]) * _UNITS[match["unit"]]


def _short_years(text: str) -> Iterator[Decimal]:
    """The years that may be meant by the last two digits of one: 84年 is 1984, or 2084."""
    for match in _SHORT_YEAR.finditer(text):
        yield Decimal(1900 + int(match["year"]))
        yield Decimal(2000 + int(match["year"]))


def _eras(text: str) -> Iterator[Decimal]:
    """The years that are counted within an era: 昭和59年 is 1984."""
    for match in _ERA_YEAR.finditer(text):
        year = 1 if match["year"] == "元" else _counted(_TOKEN.findall(match["year"]))
        yield Decimal(_ERAS[match["era"]] + year)


def _counted(tokens: list[str]) -> Decimal:
    whole = part = Decimal(0)  # What the places of 10,000 and more have brought; what waits for the next of them.
    last: Decimal | None = None  # What waits for the next place.
    for token in tokens:
        if token in _PLACES:
            part, last = part + (1 if last is None else last) * _PLACES[token], None
        elif token in _MYRIADS:
            counted = part + (last or 0) if part or last is not None else 1
            whole, part, last = whole + counted * _MYRIADS[token], Decimal(0), None
        elif token in _KANJI:
            last = (last or 0) * 10 + _KANJI[token]
        else:
            last = _decimal(token)
    return whole + part + (last or 0)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _scale(words: str | None) -> int:
    size = 1
    for word in re.findall(r"[a-z]+", words or ""):
        size *= _SCALES[word if word in _SCALES else word.removesuffix("s")]
    return size
