"""What an entry is hashed from, the same on every machine and database; `docs/data.md` tells others how to do it."""

from collections.abc import Iterable
from typing import Any

from policyatlas.values.canonical import canonical, digest

# The index card, in the order in which it is hashed.
CARD = ("kind", "slug", "title_en", "title_ja", "year_from", "year_to", "number", "text")


def index_card(card: Any) -> dict[str, str | int | None]:
    """The index card of an entry or a sheet, in the order in which it is hashed; the number as text, or None."""
    found = {name: getattr(card, name) for name in CARD}
    if card.number is not None:
        # `normalize`, because databases give decimals back with trailing zeros.
        found["number"] = f"{card.number.normalize():f}"
    return found


def fingerprint(card: Any, payload: dict, schema: int, facets: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of an entry, from its index card, payload, schema number and pairs of facet and value."""
    return hash_of(list(index_card(card).values()), payload, schema, facets)


def hash_of(card: list, payload: dict, schema: int, facets: Iterable[Iterable[str]]) -> str:
    """The same where the values of the index card are at hand in their order, as files have them."""
    return digest(canonical([card, payload, schema, sorted(list(pair) for pair in facets)]))
