"""Columns of spans of years and of figures."""

from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.values.periods import Period
from policyatlas.values.quantities import Quantity

from . import words
from .cells import Cell, absent, plain
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
            return Cell((plain(said),), (plain(_("end: %(why)s") % {"why": why}, "missing"),))
        if entry.year_from is None:
            why = words.absent(missing.get(self.start, "not-reported"), language)
            return Cell((plain(said),), (plain(_("start: %(why)s") % {"why": why}, "missing"),))
        return Cell((plain(said),))

    def data(self, entry: Entry, cards: Cards, language: str) -> dict[str, Any]:
        """The two years as numbers in columns of their own."""
        missing = entry.payload["missing"]
        ends = {self.start: entry.year_from, self.end: entry.year_to}
        return {key: year or words.absent(missing.get(key, "not-reported"), language) for key, year in ends.items()}

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

    def data(self, entry: Entry, cards: Cards, language: str) -> dict[str, Any]:
        """Both years, whether they are fiscal, and the words of the source."""
        payload = entry.payload
        years = {key: payload[key] or absent(payload["missing"].get(key, ""), language).text for key in _ENDS}
        return years | {"fiscal_year": "yes" if payload["fiscal"] else "no", "period": _period(entry).words(language)}

    def keys(self) -> list:
        """The start, then the end."""
        return [F("year_from"), F("year_to")]


class QuantityColumn(EntryColumn):
    """The value of a figure with its unit and qualifier, or the kind of missing in its place."""

    number = True

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The quantity in words."""
        payload = entry.payload
        if payload["value_missing"]:
            return Cell((absent(payload["value_missing"], language),))
        return Cell((plain(_quantity(payload).words(language)),))

    def data(self, entry: Entry, cards: Cards, language: str) -> dict[str, Any]:
        """The number in full units, with unit and qualifier beside it."""
        payload = entry.payload
        missing = absent(payload["value_missing"], language).text if payload["value_missing"] else ""
        upper = payload["upper_value"]
        return {
            "value": missing or payload["value"],
            # Only a range has an upper value.
            "upper_value": missing or (absent("not-applicable", language).text if upper is None else upper),
            "unit": payload["unit"],
            "qualifier": payload["qualifier"] or missing,
        }

    def keys(self) -> list:
        """The number, whatever its unit."""
        return [F("number")]


class EvidenceColumn(EntryColumn):
    """The passages an entry rests on, for spreadsheets: place in the source and quotation."""

    def __init__(self):
        super().__init__("evidence", orderable=False)

    def refs(self, entry: Entry) -> list[dict]:
        """The sources."""
        return [found["source"] for found in entry.payload["evidence"]]

    def data(self, entry: Entry, cards: Cards, language: str) -> dict[str, Any]:
        """Sources and passages, in the same order."""
        evidence = entry.payload["evidence"]
        none = absent("not-reported", language).text
        cited = [cards.get((found["source"]["kind"], found["source"]["slug"])) for found in evidence]
        passages = [f"{found['locator']}: “{found['quote']}”" for found in evidence]
        return {
            "sources": "; ".join(card.title(language) for card in cited if card) or none,
            "passages": " | ".join(passages) or none,
        }


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
