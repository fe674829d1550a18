"""Rows that comparisons of different nouns share: figures by indicator, and findings."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.figures import period_of
from policyatlas.public.links import address_of

from .items import Scribe
from .table import Cell, Row

# The figures, findings … of each column, by the column's key (`kind:slug`).
ByColumn = Mapping[str, Iterable[Entry]]

# No source that the atlas has read gives it.
UNREPORTED = "not-reported"

_VERDICTS = ("positive", "mixed", "negative", "open")


def figure_rows(
    scribe: Scribe, columns: Sequence[str], figures: ByColumn, indicators: Iterable[str], *, missing: str
) -> list[Row]:
    """One row per indicator (by slug) with the figures of each column in the order of their periods.

    An indicator that is not in print has no row, for there is no name to put at its head.
    """
    return [
        _figure_row(scribe, columns, figures, indicator, missing)
        for indicator in indicators
        if ("indicator", indicator) in scribe.cards
    ]


def indicators_of(scribe: Scribe, figures: ByColumn, *, but: Iterable[str] = ()) -> list[str]:
    """The slugs of the indicators of all the figures but some, in the order of their names."""
    found = {entry.payload["indicator"]["slug"] for entries in figures.values() for entry in entries} - set(but)
    return sorted(found, key=lambda slug: (scribe.name({"kind": "indicator", "slug": slug}), slug))


def finding_cell(scribe: Scribe, column: str, findings: Iterable[Entry], *, missing: str, missing_words: str) -> Cell:
    """The findings of one cell: by verdict, then by year, then by title."""
    ordered = sorted(findings, key=_finding_order)
    return Cell(
        items=[scribe.finding(entry, column) for entry in ordered], missing=missing, missing_words=missing_words
    )


def disagreement_cell(scribe: Scribe, disagreements: Iterable[Entry]) -> Cell:
    """The disagreements of sources about one column, each with what the sources claim."""
    return Cell(
        items=[scribe.disagreement(entry) for entry in disagreements],
        missing="none-found",
        missing_words=_("none found in the sources read"),
    )


def word_cell(scribe: Scribe, entry: Entry, attribute: str) -> Cell:
    """A coded attribute of an entry (its kind, level …) in words."""
    code = entry.payload[attribute]
    if not code:
        return Cell(missing=entry.payload["missing"].get(attribute, "not-reported"))
    return Cell(items=[scribe.text(words.said(entry.kind, attribute, code, scribe.language), entry, attribute)])


def _figure_row(scribe: Scribe, columns: Sequence[str], figures: ByColumn, indicator: str, missing: str) -> Row:
    ref = {"kind": "indicator", "slug": indicator}
    cells = []
    for column in columns:
        own = [entry for entry in figures.get(column, ()) if entry.payload["indicator"]["slug"] == indicator]
        items = [scribe.figure(entry, column) for entry in sorted(own, key=_figure_order)]
        cells.append(Cell(items=items, missing=missing))
    return Row(
        code=indicator,
        label=scribe.name(ref),
        cells=cells,
        address=address_of("indicator", indicator),
        numeric=True,
    )


def _figure_order(entry: Entry) -> tuple:
    period = period_of(entry.payload)
    year = period.start or period.end
    # Figures without a year first: what stands last in a cell is the newest that has one.
    return (year is not None, year or 0, period.end or 0, entry.slug)


def _finding_order(entry: Entry) -> tuple:
    verdict = entry.payload["verdict"]
    place = _VERDICTS.index(verdict) if verdict in _VERDICTS else len(_VERDICTS)
    return (place, entry.payload["year"] or 0, entry.title_en)
