"""Evidence for display: the passages of a payload with the documents they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from policyatlas.editions.reading import Card

from . import words
from .links import address_of

Cards = dict[tuple[str, str], Card]


@dataclass(frozen=True)
class Item:
    """One passage: its words, where they stand, and the document (None where it is not in print).

    `date_read` is the day on which the document was read, in words, empty where that was not recorded; `confidence` how
    sure a curator is that the passage bears out what it stands with, in words, empty where nobody has judged it; `year`
    that of the document, empty where no source gives it.
    """

    quote: str
    locator: str
    source: Card | None
    title: str
    address: str
    url: str
    language: str
    supports: str
    date_read: str = ""
    confidence: str = ""
    year: str = ""


def shown(evidence: Iterable[dict], cards: Cards, language: str = "en") -> list[Item]:
    """The evidence of a payload (dicts of `payloads.Evidence`) as items, repeated passages once.

    `cards` must hold the cards of the sources: `reading.cards(payloads.references(payload))` gives them.
    """
    items = {}
    for found in evidence:
        item = _item(found, cards, language)
        items.setdefault((item.source, item.locator, item.quote), item)
    return list(items.values())


def supporting(evidence: Iterable[dict], attribute: str) -> list[dict]:
    """The passages that are said to support one attribute."""
    return [found for found in evidence if found["supports"] == attribute]


def _item(found: dict, cards: Cards, language: str) -> Item:
    kind, slug = found["source"]["kind"], found["source"]["slug"]
    card = cards.get((kind, slug))
    return Item(
        quote=found["quote"],
        locator=found["locator"],
        source=card,
        title=card.title(language) if card else "",
        address=address_of(kind, slug) if card else "",
        url=card.url if card else "",
        language=card.language if card else "",
        supports=words.attribute(found["supports"], language) if found["supports"] else "",
        date_read=words.day(card.date_read, language) if card else "",
        year=str(card.year or "") if card else "",
        # Left out of payloads where nobody has judged it.
        confidence=words.said("evaluation", "confidence", found.get("confidence", ""), language).lower(),
    )
