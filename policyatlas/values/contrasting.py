"""Passages beside each other, with what tells them apart marked in each: words where they are alike, else numbers."""

import re
from collections.abc import Sequence

from .marking import Piece, marked, now_of, was_of

# A number is one word with its points, commas and slashes; what belongs to it on the left (FY 2004) does not count.
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
# With less in common than this share of the longer one two passages say it in sentences of their own: every word would
# be marked, and the one that matters would be lost among them.
_ALIKE = 0.5


def contrasted(texts: Sequence[str]) -> list[list[Piece]]:
    """Each of `texts` in pieces: what it shares with the others is `same`, what tells it apart `new`."""
    if len(texts) == 2:
        pieces = marked(*texts)
        shared = sum(len(piece.text) for piece in pieces if piece.kind == "same")
        if shared >= _ALIKE * max(map(len, texts)):
            return [_as_new(was_of(pieces)), _as_new(now_of(pieces))]
    numbers = [set(_NUMBER.findall(text)) for text in texts]
    shared_by_all = set.intersection(*numbers) if numbers else set()
    return [
        _numbers_marked(text, shared_by_all if len(texts) > 1 else own)
        for text, own in zip(texts, numbers, strict=True)
    ]


def _as_new(pieces: list[Piece]) -> list[Piece]:
    return [Piece("same" if piece.kind == "same" else "new", piece.text) for piece in pieces]


def _numbers_marked(text: str, shared: set[str]) -> list[Piece]:
    """The text with the numbers marked that are not among those `shared`."""
    pieces, end = [], 0
    for found in _NUMBER.finditer(text):
        if found[0] not in shared:
            pieces += [Piece("same", text[end : found.start()]), Piece("new", found[0])]
            end = found.end()
    return [piece for piece in [*pieces, Piece("same", text[end:])] if piece.text]
