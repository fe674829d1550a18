"""Whether a quotation stands in a text, whatever became of spaces, marks and line ends; and if not, what stands there.

Compared are letters and digits in one case, per cent and currency signs, and the marks within and before numbers. All
other marks are left out on both sides: texts come out of scans and converters, which turn quotation marks, dashes,
bullets and line ends into others, and words and figures into others only where they were read wrongly.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property

# What marks that words were left out of a quotation.
_GAP = re.compile(r"[\[(]\s*(?:…|\.(?: ?\.){2,3})\s*[\])]|…+|\.(?: ?\.){2,}")
_SIC = re.compile(r"\[\s*sic\s*[.!]?\s*\]", re.IGNORECASE)
# The tags that converters leave in a text; what else stands in pointed brackets may be an address.
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|su[bp]|span|div|[uo]l|li|table|t[rdh]|thead|tbody|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_MARKUP = re.compile(rf"{_TAG.pattern}|&\w{{2,8}};", re.IGNORECASE)
# The number of a footnote; behind a digit it may be a power.
_FOOTNOTE = re.compile(r"(?<!\d)[⁰¹²³⁴-⁹]+")
# Where a converter has set two words without a space between them.
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_SIGN = "%¥$€£"
_WORD = re.compile(rf"(?:(?<![^\s(])(?<!\d\s)[-–−](?=\d))?\d+(?:[.,]\d+)*|[^\W\d_]+|[{_SIGN}]")
_SPELT = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_]+|[{_SIGN}％￥＄]")
# Written without spaces: a word may begin and end anywhere, and each character is compared for itself.
_UNSPACED = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]")
# How much of a quotation must stand in one place for that place to be shown, and how many characters of it at most.
_ALIKE, _SHOWN = 0.4, 400


class Text:
    """A text in which quotations are looked for; several of them, so that it is folded once."""

    def __init__(self, text: str):
        self._text = text
        self._words = _words(_plain(text))
        self._joined, self._bounds = _join(self._words)

    def holds(self, quote: str) -> bool:
        """Whether `quote` stands here; with gaps (…), whether its pieces do, one after the other."""
        at = 0
        for piece in _pieces(quote):
            at = self._after(piece, at)
            if at < 0:
                return False
        return True

    def nearest(self, quote: str) -> str:
        """The words of the text that are most like `quote`, in at most 400 characters; empty if none are like it."""
        wanted = [mark for word in _words(_SIC.sub("", quote)) for mark in _marks(word)]
        place = self._place(wanted)
        if place is None:
            return ""
        first, last = self._spelt[place.start][1], self._spelt[place.stop - 1][2]
        said = " ".join(_plain(self._text[first:last]).split())
        return said if len(said) <= _SHOWN else f"{said[:_SHOWN].rsplit(' ', 1)[0]} …"

    def _after(self, piece: str, at: int) -> int:
        """Where `piece` ends that stands at `at` or later; -1 if none does. It begins and ends with whole words."""
        while (at := self._joined.find(piece, at)) >= 0:
            if self._is_bound(at) and self._is_bound(at + len(piece)):
                return at + len(piece)
            at += 1
        return -1

    def _is_bound(self, at: int) -> bool:
        around = self._joined[max(at - 1, 0) : at + 1]
        if len(around) < 2 or _UNSPACED.search(around):
            return True
        place = bisect_left(self._bounds, at)
        return place < len(self._bounds) and self._bounds[place] == at

    @cached_property
    def _spelt(self) -> list[tuple[str, int, int]]:
        """Each word of the text, or character of what is written without spaces: folded, where it begins and ends."""
        found = []
        written = _MARKUP.sub(lambda match: " " * len(match[0]), self._text)
        for match in _SPELT.finditer(written):
            marks = _marks(_folded(match[0]))
            alone = len(marks) == match.end() - match.start()
            for number, mark in enumerate(marks):
                start = match.start() + number if alone else match.start()
                found.append((mark, start, start + 1 if alone else match.end()))
        return found

    def _place(self, wanted: list[str]) -> range | None:
        """The words, by their numbers, that are most like those `wanted`; none if they are not alike."""
        ours = [mark for mark, _, _ in self._spelt]
        start, size = _richest(ours, wanted), len(wanted)
        if start is None:
            return None
        start = max(start - size // 2, 0)
        window = ours[start : start + 2 * size]
        blocks = SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()[:-1]
        if sum(block.size for block in blocks) < _ALIKE * size:
            return None
        first, last = blocks[0], blocks[-1]
        # With as many words before the first and behind the last that are alike as the quotation has there.
        begin = max(start + first.a - first.b, 0)
        end = start + last.a + last.size + (size - last.b - last.size)
        return range(begin, min(end, len(ours)))


def _richest(ours: list[str], wanted: list[str]) -> int | None:
    """Where as many words in a row as are `wanted` begin that share most with them; rare ones count for more."""
    often = Counter(ours)
    worth = {mark: 1 / often[mark] ** 0.5 for mark in set(wanted) if mark in often}
    missing, size = Counter(wanted), len(wanted)
    best, at, score = 0.0, None, 0.0
    for number, mark in enumerate(ours):
        if mark in worth:
            score += worth[mark] if missing[mark] > 0 else 0
            missing[mark] -= 1
        left = ours[number - size] if number >= size else ""
        if left in worth:
            missing[left] += 1
            score -= worth[left] if missing[left] > 0 else 0
        # What adding and taking away leave behind is no difference.
        if score > best + 1e-9:
            best, at = score, max(number - size + 1, 0)
    return at


def holds(text: str, quote: str) -> bool:
    """Whether `quote` stands in `text`; see `Text`."""
    return Text(text).holds(quote)


def _pieces(quote: str) -> list[str]:
    """What is to be looked for: the folded pieces of a quotation between its gaps."""
    pieces = (_join(_words(_plain(piece)))[0] for piece in _GAP.split(_SIC.sub("", quote)))
    return [piece for piece in pieces if piece]


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text))


def _words(text: str) -> list[str]:
    """The folded words and numbers of a text; where letters stand without spaces, runs of them."""
    return _WORD.findall(_folded(_RUN_TOGETHER.sub(" ", _FOOTNOTE.sub("", text))))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("–", "-").replace("−", "-")


def _marks(word: str) -> list[str]:
    return list(word) if _UNSPACED.search(word) else [word]


def _join(words: list[str]) -> tuple[str, list[int]]:
    """The words without spaces, but for one between two numbers; and where words begin and end."""
    parts, bounds, at = [], [], 0
    for word in words:
        if parts and parts[-1][-1].isdigit() and (word[0].isdigit() or word[0] == "-"):
            bounds.append(at)
            parts.append(" ")
            at += 1
        bounds.append(at)
        parts.append(word)
        at += len(word)
    return "".join(parts), [*dict.fromkeys([*bounds, at])]
