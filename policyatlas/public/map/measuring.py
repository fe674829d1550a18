"""The figures of an indicator for each prefecture, each as its entry says it."""

from collections.abc import Iterable

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import references
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import Figure, disputed, figure

from .standings import Statement


def entries_of(reading: Reading, indicator: str) -> list[Entry]:
    """The figures of the indicator with that slug whose subject is a prefecture itself; one query."""
    found = (
        reading.entries("observation")
        .with_facet("indicator", [f"indicator:{indicator}"])
        .with_facet("subject_kind", ["prefecture"])
        .defer("text", "sha256", "origin")
    )
    return sorted(found.order_by(), key=lambda entry: entry.slug)


def measured(reading: Reading, entries: Iterable[Entry]) -> dict[str, list[Statement]]:
    """For each prefecture, by slug, what the figures `entries` say of it; two queries."""
    entries = list(entries)
    language = words.page_language()
    cards = reading.cards({pair for entry in entries for pair in references(entry.payload)})
    disputes = disputed(reading, entries)
    found: dict[str, list[Statement]] = {}
    for entry in entries:
        said = figure(entry, cards, language=language, disputes=disputes)
        found.setdefault(entry.payload["subject"]["slug"], []).append(_statement(said))
    return found


def _statement(said: Figure) -> Statement:
    return Statement(
        words=said.words,
        address=said.address,
        value=said.value,
        unit=said.unit,
        upper=said.upper,
        qualifier=said.qualifier,
        missing=said.missing,
        period=said.period,
        rank=said.rank,
        rank_words=said.rank_words,
        remark=said.remark,
        about=("observation", said.slug),
        evidence=said.evidence,
        disagreements=said.disagreements,
    )
