"""What a record's page stands on: its entry, the entries around it, and the cards of everything they name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import references
from policyatlas.editions.reading import Card, Reading
from policyatlas.public.evidence import Cards, Item, shown
from policyatlas.public.figures import Disputes, Figure, disputed, figures

from .judgements import FindingRow, finding_rows


@dataclass
class Gathered:
    """One entry and what is around it; `around` maps a kind to the entries of that kind, by slug."""

    entry: Entry
    language: str
    around: dict[str, list[Entry]]
    cards: Cards
    disputes: Disputes = field(default_factory=dict)

    @property
    def data(self) -> dict:
        """The payload of the entry."""
        return self.entry.payload

    @property
    def ref(self) -> dict[str, str]:
        """How payloads refer to the entry."""
        return {"kind": self.entry.kind, "slug": self.entry.slug}

    def card(self, ref: dict | None) -> Card | None:
        """The card of a reference; None where it is absent or not in print."""
        return self.cards.get((ref["kind"], ref["slug"])) if ref else None

    def cards_of(self, refs: Iterable[dict]) -> list[Card]:
        """The cards of those references that are in print."""
        return [card for ref in refs if (card := self.card(ref))]

    def shown(self, evidence: list[dict]) -> list[Item]:
        """Evidence of a payload, for display."""
        return shown(evidence, self.cards, self.language)

    def referring(self, kind: str) -> list[Entry]:
        """The entries of one kind that name this entry in their payload."""
        return [entry for entry in self.around.get(kind, []) if self._key in references(entry.payload)]

    def figures(self, entries: Iterable[Entry]) -> list[Figure]:
        """Observation entries as figures, sorted by indicator, subject and period."""
        return figures(entries, self.cards, language=self.language, disputes=self.disputes)

    def findings(self, entries: Iterable[Entry]) -> list[FindingRow]:
        """Finding entries as rows, sorted by dimension."""
        return finding_rows(entries, self.cards, self.language)

    @cached_property
    def disagreements(self) -> list[Card]:
        """The disagreements that concern the entry itself or one of the figures shown with it, once each."""
        found = [self.cards["disagreement", entry.slug] for entry in self.referring("disagreement")]
        found += [card for cards in self.disputes.values() for card in cards]
        return list(dict.fromkeys(found))

    def others(self, *shown_kinds: str) -> list[tuple[str, list[Card]]]:
        """What else names this entry, as `(kind, cards)`, leaving out the kinds that the page shows already."""
        groups = []
        for kind in self.around:
            cards = [] if kind in shown_kinds else [self.cards[kind, entry.slug] for entry in self.referring(kind)]
            if cards:
                groups.append((kind, cards))
        return groups

    @property
    def _key(self) -> tuple[str, str]:
        return self.entry.kind, self.entry.slug


def gather(
    reading: Reading, entry: Entry, language: str, *, further: QuerySet[Entry] | None = None, disputes: bool = True
) -> Gathered:
    """Everything a page needs in three queries: what is around, the cards of all it names, the disagreements.

    `further` adds entries to those that refer to `entry`; it must come from `reading.entries()` as well.
    """
    wanted = reading.referring_to(entry.kind, entry.slug)
    if further is not None:
        wanted = wanted | further
    around: dict[str, list[Entry]] = defaultdict(list)
    # Sorted here, because databases sort text by different rules and what is cited must not depend on them.
    for other in sorted(wanted.order_by().defer("text"), key=lambda one: (one.kind, one.slug)):
        around[other.kind].append(other)
    nearby = [entry, *(other for others in around.values() for other in others)]
    known = {(one.kind, one.slug): _card(one) for one in nearby}
    named = set().union(*(references(one.payload) for one in nearby))
    cards = reading.cards(named - known.keys()) | known
    observations = around.get("observation", []) + ([entry] if entry.kind == "observation" else [])
    found = disputed(reading, observations) if disputes else {}
    return Gathered(entry, language, dict(around), cards, found)


def _card(entry: Entry) -> Card:
    data = entry.payload
    of_source = (data.get(name, "") for name in ("url", "language", "date_read"))
    year = entry.year_from if entry.kind == "source" else None
    return Card(entry.kind, entry.slug, entry.title_en, entry.title_ja, *of_source, year)
