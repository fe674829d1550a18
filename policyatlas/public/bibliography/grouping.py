"""The bibliography in reading order: documents that were read, the works they cite, data sets and pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card
from policyatlas.values.references import Reference

from .resting import Resting

_DATA = ("dataset", "web-page")
Cards = dict[tuple[str, str], Card]


@dataclass(frozen=True)
class Line:
    """One source: its reference in three pieces, what rests on it, and which further documents cite it."""

    reference: Reference
    address: str
    before: str
    title: str
    after: str
    language: str
    url: str
    kind: str
    resting: list[Resting]
    also: list[Card]


@dataclass(frozen=True)
class Cited:
    """The works that one document cites; a work that several cite stands with the first of them."""

    by: Card | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A part of the bibliography: its anchor and name, `lines`, or those `cited` by each document."""

    anchor: str
    name: str
    said: str
    lines: list[Line] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many sources it holds."""
        return len(self.lines) + sum(len(group.lines) for group in self.cited)


def parts(entries: Iterable[Entry], lines: dict[str, Line], cards: Cards, documents: list[str]) -> list[Part]:
    """The parts that hold anything, in order; `lines` by slug, `documents` are the slugs of all that was read."""
    read, cited, data = [], [], []
    for entry in entries:
        kind = entry.payload["kind"]
        (cited if kind == "cited-work" else data if kind in _DATA else read).append(entry)
    found = [
        Part("documents", _("Documents"), _("What was read, passage by passage."), _lines(read, lines)),
        Part(
            "cited-works",
            _("Works they cite"),
            _("Known from the references of the documents; the works themselves were not read."),
            cited=_cited(cited, lines, cards, documents),
        ),
        Part("data", _("Data sets and pages"), _("Tables, software and pages of the web."), _lines(data, lines)),
    ]
    return [part for part in found if part.count]


def first_citing(entry: Entry, documents: list[str]) -> list[str]:
    """The slugs of the documents that cite a work, in the order of `documents`; others come after."""
    citing = [link["source"]["slug"] for link in entry.payload["cited_by"]]
    places = {slug: place for place, slug in enumerate(documents)}
    return sorted(dict.fromkeys(citing), key=lambda slug: (places.get(slug, len(places)), slug))


def _lines(entries: list[Entry], lines: dict[str, Line]) -> list[Line]:
    return [lines[entry.slug] for entry in entries]


def _cited(entries: list[Entry], lines: dict[str, Line], cards: Cards, documents: list[str]) -> list[Cited]:
    groups: dict[str, list[Line]] = {}
    for entry in entries:
        citing = first_citing(entry, documents)
        groups.setdefault(citing[0] if citing else "", []).append(lines[entry.slug])
    order = [*documents, *sorted(groups.keys() - set(documents))]
    return [Cited(cards.get(("source", slug)), groups[slug]) for slug in order if slug in groups]
