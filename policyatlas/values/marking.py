"""Where two texts differ, word by word: pieces that stayed, went or came; Japanese is told character by character."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

# Kana, kanji and full-width signs stand alone, because no spaces part Japanese words. A number is one word with its
# points and commas: 1,234 and 1,235 differ as numbers, not in a digit.
_WORD = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\d+(?:[.,]\d+)*|[^\W\d\u2e80-\u9fff\uf900-\uffef]+|\s+|."
)
# With more pairs of words, or of the same word, a comparison could take seconds; what lies between the same beginning
# and end is then marked as a whole.
_PAIRS = 4_000_000
_PAIRS_ALIKE = 20_000
# Texts with less in common than this share of the longer one are easier to read apart than interleaved.
_SHARED = 0.25


class Piece(NamedTuple):
    """A stretch of text that is the `same` in both, `gone` with the first or `new` with the second."""

    kind: Literal["same", "gone", "new"]
    text: str


def marked(was: str, now: str) -> list[Piece]:
    """The two texts in one: what they share, and in its place what went and what came (in this order).

    All but the new pieces make up `was`, all but the gone ones `now`.
    """
    before, after = _WORD.findall(was), _WORD.findall(now)
    start = _shared(before, after)
    end = _shared(reversed(before[start:]), reversed(after[start:]))
    pieces = [
        Piece("same", "".join(before[:start])),
        *_between(before[start : len(before) - end], after[start : len(after) - end]),
        Piece("same", "".join(before[len(before) - end :])),
    ]
    if _apart(pieces, max(len(was), len(now))):
        pieces = [Piece("gone", was), Piece("new", now)]
    return list(_joined(pieces))


def was_of(pieces: Iterable[Piece]) -> list[Piece]:
    """The first text: what stayed and what went."""
    return [piece for piece in pieces if piece.kind != "new"]


def now_of(pieces: Iterable[Piece]) -> list[Piece]:
    """The second text: what stayed and what came."""
    return [piece for piece in pieces if piece.kind != "gone"]


def _shared(before: Iterable[str], after: Iterable[str]) -> int:
    """How many words the two begin with alike."""
    number = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        number += 1
    return number


def _between(before: list[str], after: list[str]) -> Iterator[Piece]:
    """What lies between the same beginning and end; spaces alone are nothing that two texts share."""
    if _is_much(before, after):
        changes = [("replace", 0, len(before), 0, len(after))]
    else:
        changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for how, start, end, from_, to in changes:
        text = "".join(before[start:end])
        if how == "equal" and not text.isspace():
            yield Piece("same", text)
        else:
            yield Piece("gone", text)
            yield Piece("new", "".join(after[from_:to]))


def _is_much(before: list[str], after: list[str]) -> bool:
    times, others = Counter(before), Counter(after)
    alike = sum(times[word] * others[word] for word in times if not word.isspace())
    return len(before) * len(after) > _PAIRS or alike > _PAIRS_ALIKE


def _apart(pieces: list[Piece], longest: int) -> bool:
    """Whether the texts have so little in common that marks between single words would only confuse."""
    return sum(len(piece.text) for piece in pieces if piece.kind == "same") < _SHARED * longest


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same with one piece of each kind between those of other kinds, and no empty ones."""
    for is_same, several in groupby(filter(attrgetter("text"), pieces), lambda piece: piece.kind == "same"):
        found = list(several)
        for kind in ("same",) if is_same else ("gone", "new"):
            if text := "".join(piece.text for piece in found if piece.kind == kind):
                yield Piece(kind, text)
