"""The phases of policy as a strip: their years as the entries in print tell them, and how many policies each has."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Card, Reading
from policyatlas.public import words
from policyatlas.public.charts.scales import Scale
from policyatlas.public.charts.shapes import at
from policyatlas.public.evidence import Item, shown
from policyatlas.values.vocabularies import PHASE

WIDTH, HEIGHT = 960, 96
_GAP, _GROUND, _TALLEST = 2, 72, 60


@dataclass(frozen=True)
class Phase:
    """One phase: `years` says its years whole, an end that no source names included; None where a year is not known.

    `address` is that of the phase in the timeline; `told` the entry that names its years, `evidence` the passages.
    `x` and `width` are its place in the drawing, empty where no year is known.
    """

    code: str
    name: str
    years: str
    start: int | None
    end: int | None
    address: str
    policies: int
    policies_words: str
    told: Card | None
    evidence: list[Item]
    x: str = ""
    width: str = ""

    @property
    def open(self) -> bool:
        """Whether it has begun and no source names its end."""
        return self.start is not None and self.end is None


@dataclass(frozen=True)
class Bar:
    """The policies that began in one year, as high as they are many."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Tick:
    """A round year on the axis."""

    x: str
    year: str


@dataclass(frozen=True)
class Strip:
    """All phases side by side; `note` says what belongs to none of them."""

    phases: list[Phase]
    bars: list[Bar]
    ticks: list[Tick]
    note: str
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = _GROUND


@dataclass(frozen=True)
class _Telling:
    """Years of a phase as an entry in print tells them."""

    entry: Address
    start: int
    end: int | None
    evidence: list[dict]


def strip(reading: Reading) -> Strip:
    """The phases in their order, from what is in print; two queries."""
    language = words.page_language()
    rows = list(
        reading.entries()
        .filter(kind__in=("event", "policy"))
        .order_by()
        .values_list("kind", "slug", "year_from", "year_to", "payload")
    )
    policies = [(begun, payload["phase"]) for kind, _slug, begun, _end, payload in rows if kind == "policy"]
    told = _told(sorted(rows, key=lambda row: row[:2]))
    cards = reading.cards({ref for telling in told.values() for ref in _named(telling)})
    years = [year for row in rows if row[0] == "policy" for year in row[2:4] if year is not None]
    years += [year for telling in told.values() for year in (telling.start, telling.end) if year is not None]
    axis = Scale(Decimal(min(years)), Decimal(max(years) + 1), 0, WIDTH) if years else None
    counts = Counter(phase for _begun, phase in policies)
    return Strip(
        phases=[_phase(code, told.get(code), counts[code], cards, axis, language) for code in PHASE.codes],
        bars=_bars(Counter(begun for begun, _phase in policies if begun is not None), axis),
        ticks=[Tick(at(axis.place(tick)), f"{tick:f}") for tick in axis.ticks(whole=True)] if axis else [],
        note=_note(counts[""], len(policies)),
    )


def of_phase(code: str) -> str:
    """The address of one phase in the timeline."""
    return f"{reverse('timeline')}?phase={code}"


def name_of(code: str, language: str) -> str:
    """What a phase is called, without the years that its word in the vocabulary adds."""
    return PHASE.label(code, language).replace("（", " (").partition(" (")[0]


def _told(rows: Iterable[tuple]) -> dict[str, _Telling]:
    """For each phase the first entry that names it as one; events come before policies."""
    found: dict[str, _Telling] = {}
    names = {code: f"{_plain(name_of(code, 'en'))} phase" for code in PHASE.codes}
    for telling, title in _tellings(rows):
        for code, name in names.items():
            if f" {name} " in f" {title} ":
                found.setdefault(code, telling)
    return found


def _tellings(rows: Iterable[tuple]) -> Iterator[tuple[_Telling, str]]:
    """Every event that is a phase, and every stage of a policy, with its title made plain."""
    for kind, slug, _from, _to, payload in rows:
        if kind == "event" and payload["kind"] == "phase":
            dated = [(payload["name"]["en"], payload)]
        else:
            dated = [(stage["title"]["en"], stage) for stage in payload.get("stages", [])]
        for title, one in dated:
            yield _Telling((kind, slug), one["year"], one["end_year"], one["evidence"]), _plain(title)


def _plain(title: str) -> str:
    """A title without signs: “‘Catch up’ phase” and “Catch-up phase” are one."""
    letters = (sign if unicodedata.category(sign)[0] in "LN" else " " for sign in title.casefold())
    return " ".join("".join(letters).split())


def _named(telling: _Telling) -> set[Address]:
    return {telling.entry, *((one["source"]["kind"], one["source"]["slug"]) for one in telling.evidence)}


def _phase(code: str, told: _Telling | None, number: int, cards: dict, axis: Scale | None, language: str) -> Phase:
    first = axis.place(Decimal(told.start)) if told and axis else None
    last = axis.place(Decimal(told.end)) if told and axis and told.end is not None else float(WIDTH)
    return Phase(
        code=code,
        name=name_of(code, language),
        years=_years(told, language),
        start=told.start if told else None,
        end=told.end if told else None,
        address=of_phase(code),
        policies=number,
        policies_words=ngettext("%(number)s policy", "%(number)s policies", number) % {"number": number}
        if number
        else _("no policy in print"),
        told=cards.get(told.entry) if told else None,
        evidence=shown(told.evidence, cards, language) if told else [],
        x="" if first is None else at(first),
        width="" if first is None else at(last - first),
    )


def _years(told: _Telling | None, language: str) -> str:
    if told is None:
        return _("years not reported")
    if told.end is None:
        return _("%(years)s; the sources read name no end") % {"years": words.years(told.start, None, language)}
    return words.years(told.start, told.end, language)


def _bars(begun: Counter, axis: Scale | None) -> list[Bar]:
    if not begun or axis is None:
        return []
    step, most = axis.place(axis.low + 1), max(begun.values())
    return [
        Bar(at(axis.place(Decimal(year))), at(_GROUND - height), at(step - _GAP), at(height))
        for year, number in sorted(begun.items())
        for height in [_TALLEST * number / most]
    ]


def _note(without: int, total: int) -> str:
    """What of the policies stands in no phase."""
    if not without:
        return ""
    # Not the sources: curators enter the phase, by the year of the start.
    said = ngettext(
        "%(without)s of %(total)s policies is in no phase. The atlas places a policy in the phase in which it began.",
        "%(without)s of %(total)s policies are in no phase. The atlas places a policy in the phase in which it began.",
        without,
    )
    return said % {"without": without, "total": total}
