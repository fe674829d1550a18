"""The documents that an entry rests on, and where in them, said in one line each."""

from collections.abc import Iterator

from policyatlas.editions.reading import Card

Cards = dict[tuple[str, str], Card]


def evidence_in(data) -> Iterator[dict]:
    """Every piece of evidence in a payload or a part of one, however deep."""
    if isinstance(data, dict):
        if "quote" in data and "locator" in data:
            yield data
        else:
            # By name, because databases keep the keys of JSON in orders of their own.
            for name in sorted(data):
                yield from evidence_in(data[name])
    elif isinstance(data, list):
        for value in data:
            yield from evidence_in(value)


def cited(payload: dict) -> set[tuple[str, str]]:
    """The `(kind, slug)` of the sources of all evidence in a payload, and of the one it names where it has none."""
    return {(found["source"]["kind"], found["source"]["slug"]) for found in [*evidence_in(payload), *_read_in(payload)]}


def sources_of(data, cards: Cards, language: str) -> tuple[str, ...]:
    """“Document, place” of all evidence in a payload or a part of one, each once; what is not in print by its slug."""
    found = list(evidence_in(data)) or list(_read_in(data))
    return tuple(dict.fromkeys(_said(one, cards, language) for one in found))


def _read_in(data) -> Iterator[dict]:
    """What an evaluation rests on as a whole: the document it was read in, its findings name the places there."""
    if isinstance(data, dict) and isinstance(data.get("source"), dict):
        yield {"source": data["source"], "locator": ""}


def _said(found: dict, cards: Cards, language: str) -> str:
    card = cards.get((found["source"]["kind"], found["source"]["slug"]))
    title = card.title(language) if card else found["source"]["slug"]
    return f"{title}, {found['locator']}" if found["locator"] else title
