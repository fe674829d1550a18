"""How the values of a facet are called, and in which order readers meet them."""

from collections.abc import Iterable
from typing import Protocol

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.values.kinds import KINDS
from policyatlas.values.units import unit_label
from policyatlas.values.vocabularies import MISSING, Vocabulary

Cards = dict[Address, Card]


class Saying(Protocol):
    """What a facet must know of its values."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The value for people; empty where it names an entry that is not in print."""

    def place(self, value: str) -> int | None:
        """The place of the value in the order of its list; None where the list has no order of its own."""

    def refs(self, values: Iterable[str]) -> set[Address]:
        """The entries that the values name."""


class Coded:
    """Codes of a vocabulary, in its order."""

    def __init__(self, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._places = {code: place for place, code in enumerate(vocabulary.codes)}

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The word of the vocabulary."""
        return self._vocabulary.label(value, language)

    def place(self, value: str) -> int | None:
        """The place in the vocabulary; a code it no longer has comes last."""
        return self._places.get(value, len(self._places))

    def refs(self, values: Iterable[str]) -> set[Address]:
        """Codes name no entries."""
        return set()


class Verbatim:
    """Words as printed, which are their own label."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The value as it stands."""
        return value

    def place(self, value: str) -> int | None:
        """No order of their own."""
        return None

    def refs(self, values: Iterable[str]) -> set[Address]:
        """Words name no entries."""
        return set()


class Languages(Verbatim):
    """Codes of languages."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The name of the language."""
        return words.language_name(value, language)


class Units(Verbatim):
    """Units of figures."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The unit by itself."""
        return unit_label(value, language)


class Kinds(Verbatim):
    """Kinds of entry."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The name of the kind."""
        return words.kind_label(value, language)

    def place(self, value: str) -> int | None:
        """The place among all kinds."""
        return list(KINDS).index(value)


class Entries(Verbatim):
    """Other entries, as `kind:slug`."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """The title of the entry."""
        card = cards.get(as_ref(value))
        return card.title(language) if card else ""

    def refs(self, values: Iterable[str]) -> set[Address]:
        """The entries themselves."""
        return {as_ref(value) for value in values}


class Given(Verbatim):
    """Whether a value is given, or else the kind of missing."""

    def label(self, value: str, cards: Cards, language: str) -> str:
        """“given”, or the kind of missing in words."""
        if value == "given":
            return "記載あり" if language == "ja" else "given"
        return MISSING.label(value, language)


def as_ref(value: str) -> Address:
    """`kind:slug` taken apart."""
    kind, _, slug = value.partition(":")
    return kind, slug
