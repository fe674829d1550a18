"""What stands in one cell of a table: pieces of text, links, and absences in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.links import address_of


@dataclass(frozen=True)
class Part:
    """A piece of a cell: its words, where it leads, its language if not the page's, its style classes."""

    text: str
    address: str = ""
    lang: str = ""
    look: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: `parts` side by side, `beneath` each on a line of its own, `rest` how many more there are elsewhere."""

    parts: tuple[Part, ...]
    beneath: tuple[Part, ...] = ()
    rest: int = 0
    rest_address: str = ""

    @property
    def words(self) -> str:
        """The cell as plain text."""
        said = "; ".join(part.text for part in self.parts)
        return " – ".join([said, *(part.text for part in self.beneath)])


def plain(text: str, look: str = "") -> Part:
    """A piece of text."""
    return Part(text, look=look)


def absent(kind_of_missing: str, language: str) -> Part:
    """An absence in words."""
    return Part(words.absent(kind_of_missing or "not-reported", language), look="missing")


def link(card: Card, language: str) -> Part:
    """A link to an entry by its title; an English title on a Japanese page says so."""
    title = card.title(language)
    lang = words.foreign(title)
    return Part(title, address_of(card.kind, card.slug), lang)


def links(cards: Iterable[Card], language: str, *, at_most: int, address: str) -> Cell:
    """Links to entries; those beyond `at_most` are counted, with the page (`address`) that has all of them."""
    parts = [link(card, language) for card in cards]
    # A single one more is shown rather than counted.
    shown = parts if len(parts) <= at_most + 1 else parts[:at_most]
    return Cell(tuple(shown), rest=len(parts) - len(shown), rest_address=address)
