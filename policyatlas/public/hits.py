"""How something that was found is shown: its titles and a stretch of its text, with the words looked for marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import SHAPES
from policyatlas.editions.reading import Card
from policyatlas.values.searching import Piece, Term, has, marked

from . import words
from .links import address_of

# How many characters of a text stand around the first word that was found.
_BEFORE, _LONGEST = 60, 180
# What of a payload is no text for readers, or is not searched.
_NO_TEXT = frozenset({"slug", "kind", "evidence", "missing", "name", "url", "url_read", "licence", "code", "sections"})
_JAPANESE = re.compile("[\u3040-\u9fff]")


@dataclass(frozen=True)
class Hit:
    """An entry that was found; `also` is what it was found by where neither its titles nor its text say so."""

    title: list[Piece]
    other: list[Piece]
    years: list[Piece]
    address: str
    snippet: list[Piece] = field(default_factory=list)
    snippet_language: str = ""
    also: list[Piece] = field(default_factory=list)


def hit(entry: Entry, wanted: list[Term], cards: Iterable[Card], language: str) -> Hit:
    """How `entry` is shown; `cards` are those of the entries it may have been found by."""
    japanese = language == "ja" and bool(entry.title_ja)
    title, other = (entry.title_ja, entry.title_en) if japanese else (entry.title_en, entry.title_ja)
    # A cluster has the year of its first designation, which is no beginning of a span.
    last = entry.year_from if entry.kind == "cluster" else entry.year_to
    shown = [title, other if other != title else "", words.years(entry.year_from, last, language)]
    left = [term for term in wanted if not any(has(text, term) for text in shown)]
    text = _telling(entry, left or wanted)
    left = [term for term in left if not has(text, term)]
    named = next((name for card in cards for name in _names(card, language) if any(has(name, t) for t in left)), "")
    return Hit(
        *(marked(text, wanted) for text in shown),
        address=address_of(entry.kind, entry.slug),
        snippet=_cut(marked(text, wanted)) if text else [],
        snippet_language="ja" if _JAPANESE.search(text) else "en",
        also=marked(named, wanted) if named else [],
    )


def _names(card: Card, language: str) -> Iterator[str]:
    titles = (card.title_ja, card.title_en) if language == "ja" else (card.title_en, card.title_ja)
    yield " ".join(title for title in titles if title)


def _telling(entry: Entry, wanted: list[Term]) -> str:
    """The first of the texts of an entry with most of the words; empty if none has any."""
    best, most = "", 0
    for text in _texts(entry):
        having = sum(has(text, term) for term in wanted)
        if having > most:
            best, most = text, having
        if most == len(wanted):
            break
    return best


def _texts(entry: Entry) -> Iterator[str]:
    """The texts of an entry in the order of its shape: databases keep the keys of JSON in orders of their own."""
    for key in SHAPES[entry.kind].model_fields:
        if key not in _NO_TEXT:
            yield from _texts_in(entry.payload.get(key))


def _texts_in(value: object) -> Iterator[str]:
    """The texts of a part; codes are no sentences, so single words in small letters are left out."""
    if isinstance(value, dict):
        for key in sorted(value):
            if key not in _NO_TEXT:
                yield from _texts_in(value[key])
    elif isinstance(value, list):
        for part in value:
            yield from _texts_in(part)
    elif isinstance(value, str) and value and not re.fullmatch(r"[a-z0-9-]+", value):
        yield value


def _cut(pieces: list[Piece]) -> list[Piece]:
    """The pieces around the first that was found, with … where something is left out."""
    first = next((number for number, piece in enumerate(pieces) if piece.found), None)
    if first is None:
        return []
    before = "".join(piece.text for piece in pieces[:first])
    if len(before) > _BEFORE:
        start = before.find(" ", len(before) - _BEFORE)
        before = "…" + before[start + 1 if start >= 0 else len(before) - _BEFORE :]
    cut, length = [Piece(before, found=False)] if before else [], len(before)
    for piece in pieces[first:]:
        if length + len(piece.text) > _LONGEST:
            text = piece.text[: max(0, _LONGEST - length)]
            end = text.rfind(" ")
            shortened = text if piece.found or end <= 0 else text[:end]
            return [*cut, Piece(f"{shortened}…", piece.found and bool(shortened))]
        cut.append(piece)
        length += len(piece.text)
    return cut
