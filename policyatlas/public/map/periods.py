"""The periods for which an indicator has figures: each is one selection, never mixed with another."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.figures import period_of
from policyatlas.values.periods import Period

# What stands in the address for figures without any year.
UNDATED = "undated"


@dataclass(frozen=True)
class Slice:
    """The figures of one period: its code in the address, its words, and the entries."""

    code: str
    label: str
    entries: list[Entry]


def slices(entries: Iterable[Entry], unit: str) -> list[Slice]:
    """The figures by period, the earliest first and undated ones before all.

    Where the figures are years themselves, each is of its own year, and all are one selection without a period.
    """
    entries = list(entries)
    if unit == "year":
        return [Slice("", "", entries)] if entries else []
    found: dict[str, tuple[Period, list[Entry]]] = {}
    for entry in entries:
        period = period_of(entry.payload)
        found.setdefault(code_of(period), (period, []))[1].append(entry)
    made = sorted(found.items(), key=lambda one: (one[1][0].start or one[1][0].end or 0, one[1][0].end or 0, one[0]))
    language = words.page_language()
    return [Slice(code, _label(period, language), members) for code, (period, members) in made]


def code_of(period: Period) -> str:
    """A period in the address: `1995`, `2001-2005`, `2006-fy`, `to-1995`; with its words where they say more."""
    if period.start is None and period.end is None:
        years = UNDATED
    elif period.start is None:
        years = f"to-{period.end}"
    elif period.end is None:
        years = f"from-{period.start}"
    else:
        years = f"{period.start}" if period.start == period.end else f"{period.start}-{period.end}"
    printed = "" if _plain(period) else slugify(period.printed, allow_unicode=True)
    return "-".join(filter(None, (years, "fy" if period.fiscal else "", printed and f"as-{printed}")))


def _plain(period: Period) -> bool:
    """Whether the document's words say no more than the years do."""
    return period.printed in ("", str(period.start), f"{period.start}-{period.end}", f"{period.start}–{period.end}")


def _label(period: Period, language: str) -> str:
    return period.years(language) if _plain(period) else period.words(language)
