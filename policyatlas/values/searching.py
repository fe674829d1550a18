"""How words are found however they are spelt: what is stored to be searched, what a query asks for, and its marks.

`folding.fold` is a part of what entries are hashed from and must stay as it is; what is here may become better at any
time, because what it makes is stored beside the entries and can be made anew (`manage.py refold`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .eras import imperial_years_in, years_in
from .old_kanji import NEW_FORMS

_KATAKANA = {code: chr(code + 0x60) for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}
_ONE_BY_ONE = NEW_FORMS | _KATAKANA
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")
_KANJI = "\u3400-\u9fff\u3005"
_KANA = "\u30a1-\u30fa"
_V = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}

_Change = str | Callable[[re.Match[str]], str]
# In this order; each also tells where in the text its outcome came from.
_STEPS: tuple[tuple[re.Pattern[str], _Change], ...] = (
    # Jun’ichi is Junichi, ベンチャー・キャピタル is ベンチャーキャピタル.
    (re.compile(r"(?<=\w)['’‘ʼʹ′`](?=\w)"), ""),
    (re.compile(rf"(?<=[{_KANA}ー{_KANJI}])[・·•=゠](?=[{_KANA}{_KANJI}])"), ""),
    # Hyphens, dashes, quotation marks and brackets part words; a full stop, a comma, % and _ may belong to one.
    (re.compile(r"[\u002d\u2010-\u2015\u2212\u301c~/|\\*<>()\[\]{}\"'`´“”„‘’«»「」『』【】〈〉《》〔〕、。・·•]"), " "),
    # クラスター and クラスタ.
    (re.compile(rf"(?<=[{_KANA}])ー+(?![{_KANA}ー])"), ""),
    (re.compile("ヴ[ァィェォ]?"), lambda match: _V[match[0]]),
    (re.compile("ヵ"), "カ"),
    # 霞ヶ関, 霞ケ関 and 霞が関.
    (re.compile(rf"(?<=[{_KANJI}])[ヶケ](?=[{_KANJI}])"), "ガ"),
    (re.compile("ヶ"), "ケ"),
    # So that 京都 does not find 東京都.
    (re.compile("東京都"), "東京 都"),
    (re.compile(r"\s+"), " "),
)
# Words that may be Japanese in Latin letters, and what is written in several ways in them.
_ROMAJI = re.compile(
    r"(?:(?:[kstnhmrgzdbpjf]?y|[kgnhmbprstzdjfwy]|sh|ch|ts|kk|ss|tt|pp|tch|ssh)?(?:oh(?![aiueoy])|[aiueo])"
    r"|n(?![aiueo])|m(?=[bmp]))+"
)
_LONG = re.compile(r"(?:oh(?![aiueoy])|o[ou]+)")
_SHORTEST = 4
_EDGES = ".,:;!?…"


class Term(NamedTuple):
    """One thing a query asks for: as it was typed, and the ways in which it may stand in what is stored."""

    typed: str
    ways: tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of text, and whether it is one of the words looked for."""

    text: str
    found: bool


def spelt(text: str) -> str:
    """The text in the one spelling in which it is compared; its words are parted by single spaces."""
    spelling = _bare(text)
    for pattern, change in _STEPS:
        spelling = pattern.sub(change, spelling)
    return spelling.strip()


def searchable(*texts: str, also: Iterable[str] = ()) -> str:
    """What is stored of `texts`: their spelling, then other ways in which their words may be asked for, and `also`.

    It begins and ends with a space, so that a word can be looked for by its beginning.
    """
    joined = " ".join(text for text in texts if text)
    bare = _bare(joined)
    main = spelt(joined)
    others = [str(year) for year in imperial_years_in(bare)]
    others += [spelt(word.replace("-", "")) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)+", _dashed(bare))]
    others += [short for word in main.split() if (short := _short(word))]
    others += [spelt(text) for text in also if text]
    unlike = [one for one in dict.fromkeys(others) if one and f" {one} " not in f" {main} "]
    return f" {' '.join([main, *unlike])} "


def names(*titles: str) -> str:
    """What is stored of the names of an entry, each on a line of its own: for telling how well it fits a query."""
    return "".join(f"\n {spelt(title)} \n" for title in dict.fromkeys(titles) if title)


def terms(query: str) -> list[Term]:
    """What a query asks for, each of which must be found."""
    bare, origins = _traced(query)

    def typed(start: int, end: int) -> str:
        return query[origins[start][0] : origins[end - 1][1]].strip()

    wanted, rest = [], bare
    for year in years_in(bare):
        said = typed(year.start, year.end)
        ways = (str(year.year),) if year.sure else (str(year.year), f" {spelt(said)}")
        wanted.append((year.start, Term(said, ways)))
        rest = rest[: year.start] + " " * (year.end - year.start) + rest[year.end :]
    for word in re.finditer(r"\S+", rest):
        ways = _ways(word[0])
        if ways:
            wanted.append((word.start(), Term(typed(*word.span()), ways)))
    return list({term.ways: term for _, term in sorted(wanted)}.values())


def has(text: str, term: Term) -> bool:
    """Whether `marked` would mark something for `term`."""
    spelling = f" {spelt(text)}"
    if any(way in spelling for way in term.ways):
        return True
    years = {way for way in term.ways if way.isdigit()}
    return bool(years) and any(str(written.year) in years for written in years_in(_bare(text)))


def marked(text: str, wanted: Iterable[Term]) -> list[Piece]:
    """The text in pieces, those that `wanted` finds apart from the others."""
    spelling = _Traced.of(text)
    wanted = list(wanted)
    years = {way for term in wanted for way in term.ways if way.isdigit()}
    spans = [*(span for term in wanted for span in spelling.places(term)), *spelling.years(years)]
    pieces, end = [], 0
    for start, stop in _merged(spans):
        pieces += [Piece(text[end:start], found=False), Piece(text[start:stop], found=True)]
        end = stop
    pieces.append(Piece(text[end:], found=False))
    return [piece for piece in pieces if piece.text]


# --- Spelling


def _bare(text: str) -> str:
    """Full and half width, capitals, accents and macrons, kana and old kanji made one; white space stays as it is.

    Control characters become spaces: PostgreSQL refuses NUL in text and SQLite matches every row with it.
    """
    kept = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in text)
    folded = unicodedata.normalize("NFKC", kept).casefold()
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if not "\u0300" <= one <= "\u036f")
    return unicodedata.normalize("NFKC", plain).casefold().translate(_ONE_BY_ONE)


_bare_cluster = lru_cache(maxsize=4096)(_bare)


def _dashed(text: str) -> str:
    return re.sub(r"[\u2010\u2011\u2212]", "-", text)


def _short(word: str) -> str:
    """A word that may be Japanese with short vowels and n before b, m and p (oosaka: osaka; gumma: gunma); else ""."""
    if not _ROMAJI.fullmatch(word):
        return ""
    short = _LONG.sub("o", word).replace("uu", "u")
    short = re.sub("m(?=[bmp])", "n", short)
    return short if short != word and len(short) >= _SHORTEST else ""


def _ways(word: str) -> tuple[str, ...]:
    """The ways in which one word may stand in what is stored; none if nothing of it can be looked for."""
    spelling = spelt(word)
    spelling = spelling.strip(_EDGES).strip() or spelling
    ways = [spelling]
    if "-" in _dashed(word):
        ways.append(spelt(_dashed(word).replace("-", "")))
    # Only at the beginning of a word: these letters were not typed.
    ways += [f" {short}" for way in tuple(ways) if (short := _short(way))]
    return tuple(dict.fromkeys(way for way in ways if way.strip()))


# --- Marking


@dataclass(frozen=True)
class _Traced:
    """A text in its one spelling, with the stretch of the original from which each character came."""

    bare: str
    origins_of_bare: list[tuple[int, int]]
    spelling: str
    origins: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> "_Traced":
        """The text, spelt step by step."""
        bare, spans = _traced(text)
        spelling, origins = bare, spans
        for pattern, change in _STEPS:
            spelling, origins = _changed(pattern, change, spelling, origins)
        return cls(bare, spans, spelling, origins)

    def places(self, term: Term) -> Iterable[tuple[int, int]]:
        """Where in the original `term` stands."""
        padded = f" {self.spelling}"
        for way in term.ways:
            start = padded.find(way)
            while start >= 0:
                first = start - 1 + (len(way) - len(way.lstrip()))
                last = start - 1 + len(way)
                yield self.origins[first][0], self.origins[last - 1][1]
                start = padded.find(way, start + max(1, len(way)))

    def years(self, wanted: set[str]) -> Iterable[tuple[int, int]]:
        """Where in the original the years `wanted` are written in another way."""
        for written in years_in(self.bare) if wanted else ():
            if str(written.year) in wanted:
                yield self.origins_of_bare[written.start][0], self.origins_of_bare[written.end - 1][1]


def _traced(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The bare text, and the stretch of `text` from which each of its characters came."""
    bare, origins = [], []
    for cluster in _CLUSTER.finditer(text):
        characters = _bare_cluster(cluster[0])
        bare.append(characters)
        origins += [cluster.span()] * len(characters)
    return "".join(bare), origins


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _changed(
    pattern: re.Pattern[str], change: _Change, text: str, origins: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    parts, spans, end = [], [], 0
    for match in pattern.finditer(text):
        new = change if isinstance(change, str) else change(match)
        parts += [text[end : match.start()], new]
        spans += origins[end : match.start()]
        spans += [(origins[match.start()][0], origins[match.end() - 1][1])] * len(new)
        end = match.end()
    return "".join([*parts, text[end:]]), [*spans, *origins[end:]]
