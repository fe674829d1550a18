"""Columns of spans of years and of figures."""

from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.extracts.table import BETWEEN
from policyatlas.public.links import address_of
from policyatlas.values.periods import Period
from policyatlas.values.quantities import Quantity
from policyatlas.values.units import unit_label

from . import sorting
from .cells import Cell, absent, links, plain
from .columns import EntryColumn
from .sayings import Cards


class SpanColumn(EntryColumn):
    """From one year to another; `start` and `end` are the attributes, for what is missing."""

    def __init__(self, start: str = "start_year", end: str = "end_year", label: str = ""):
        super().__init__("years", label)
        self.start = start
        self.end = end

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The years; an end that no source gives is said beneath, so that it is not taken for “still going on”."""
        said = words.years(entry.year_from, entry.year_to, language)
        missing = entry.payload["missing"]
        if not said:
            return Cell((absent(missing.get(self.start, ""), language),))
        if entry.year_to is None:
            why = words.absent(missing.get(self.end, "not-reported"), language)
            return Cell((plain(said, "span"),), (plain(_("end: %(why)s") % {"why": why}, "missing"),))
        if entry.year_from is None:
            why = words.absent(missing.get(self.start, "not-reported"), language)
            return Cell((plain(said, "span"),), (plain(_("start: %(why)s") % {"why": why}, "missing"),))
        return Cell((plain(said, "span"),))

    @property
    def data_headings(self) -> tuple[str, ...]:
        """A column for each year."""
        return self.start, self.end

    @property
    def data_types(self) -> tuple[str, ...]:
        """The two years."""
        return "integer", "integer"

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The two years as numbers."""
        ends = ((self.start, entry.year_from), (self.end, entry.year_to))
        return [year or absent(entry.payload["missing"].get(key, ""), language).text for key, year in ends]

    def keys(self) -> list:
        """The start, then the end."""
        return [F("year_from"), F("year_to")]


class PeriodColumn(EntryColumn):
    """The period of a figure, as the source prints it."""

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The period in words."""
        said = _period(entry).words(language)
        dated = entry.year_from or entry.year_to or entry.payload["period_printed"]
        return Cell((plain(said, "" if dated else "missing"),))

    @property
    def data_headings(self) -> tuple[str, ...]:
        """Both years, whether they are fiscal, and the words of the source."""
        return *_ENDS, "fiscal_year", "period"

    @property
    def data_types(self) -> tuple[str, ...]:
        """The two years, and words."""
        return "integer", "integer", "string", "string"

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The years as numbers."""
        payload = entry.payload
        years = [payload[key] or absent(payload["missing"].get(key, ""), language).text for key in _ENDS]
        return [*years, "yes" if payload["fiscal"] else "no", _period(entry).words(language)]

    def keys(self) -> list:
        """The start, then the end; what has a period without years comes after."""
        return [F("year_from"), F("year_to"), sorting.inside("period_printed")]


class QuantityColumn(EntryColumn):
    """The value of a figure with its unit and qualifier, or the kind of missing in its place."""

    number = True

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The quantity in words."""
        payload = entry.payload
        if payload["value_missing"]:
            return Cell((absent(payload["value_missing"], language),))
        return Cell((plain(_quantity(payload).words(language)),))

    @property
    def data_headings(self) -> tuple[str, ...]:
        """The number with its unit and qualifier beside it."""
        return "value", "upper_value", "unit", "qualifier"

    @property
    def data_types(self) -> tuple[str, ...]:
        """Both ends of a range may be decimals."""
        return "number", "number", "string", "string"

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The number in full units; only a range has an upper value."""
        payload = entry.payload
        if payload["value_missing"]:
            missing = absent(payload["value_missing"], language).text
            return [missing, missing, payload["unit"], missing]
        upper = payload["upper_value"]
        if upper is None:
            upper = absent("not-applicable", language).text
        return [payload["value"], upper, payload["unit"], payload["qualifier"]]

    def keys(self) -> list:
        """The number, whatever its unit."""
        return [F("number")]


class UnitColumn(EntryColumn):
    """The unit of an indicator; in data as it is written, since figures are joined by it."""

    def __init__(self):
        super().__init__("unit")

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The unit in the language of the page."""
        return Cell((plain(unit_label(entry.payload["unit"], language)),))

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The unit as it is written."""
        return [entry.payload["unit"]]


class EvidenceColumn(EntryColumn):
    """What an entry rests on: its sources as links, and in files the passages with place and quotation."""

    long = True

    def __init__(self):
        super().__init__("evidence", orderable=False)

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """Links to the sources, each once."""
        named = dict.fromkeys((ref["kind"], ref["slug"]) for ref in self.refs(entry))
        found = [cards[ref] for ref in named if ref in cards]
        if not found:
            return Cell((absent("not-reported", language),))
        return links(found, language, at_most=3, address=address_of(entry.kind, entry.slug))

    def refs(self, entry: Entry) -> list[dict]:
        """The sources."""
        return [found["source"] for found in entry.payload["evidence"]]

    @property
    def data_headings(self) -> tuple[str, ...]:
        """Sources and passages."""
        return "sources", "passages"

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """Both in the same order."""
        evidence = entry.payload["evidence"]
        none = absent("not-reported", language).text
        cited = [cards.get((found["source"]["kind"], found["source"]["slug"])) for found in evidence]
        passages = [f"{found['locator']}: “{found['quote']}”" for found in evidence]
        return ["; ".join(card.title(language) for card in cited if card) or none, BETWEEN.join(passages) or none]


_ENDS = ("period_start", "period_end")


def _period(entry: Entry) -> Period:
    payload = entry.payload
    return Period(payload["period_start"], payload["period_end"], payload["fiscal"], payload["period_printed"])


def _quantity(payload: dict) -> Quantity:
    upper = payload["upper_value"]
    return Quantity(
        value=Decimal(str(payload["value"])),
        upper=None if upper is None else Decimal(str(upper)),
        unit=payload["unit"],
        qualifier=payload["qualifier"],
    )
