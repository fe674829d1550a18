"""Figures for display: an observation in words, with its evidence and the disagreements it is part of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Protocol

from django.db.models import Q

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.periods import Period
from policyatlas.values.quantities import Quantity

from . import words
from .evidence import Cards, Item, shown
from .links import address_of

Disputes = dict[str, list[Card]]


class Observation(Protocol):
    """What is read of the entry of an observation, whatever it was read with."""

    slug: str
    payload: dict


@dataclass(frozen=True)
class Figure:
    """One observation; `missing` is empty, or the kind of missing that stands in place of the value.

    `words` is the whole quantity for people (“about JPY 500 million”, “not reported”), `period` likewise; `value` and
    `upper` are in full units; `indicator` and `subject` are None where they are not in print.
    """

    slug: str
    address: str
    words: str
    period: str
    indicator: Card | None
    subject: Card | None
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: str
    missing: str
    period_start: int | None
    period_end: int | None
    fiscal: bool
    rank: str
    rank_words: str
    remark: str
    evidence: list[Item]
    disagreements: list[Card]

    @property
    def order(self) -> tuple:
        """Sorts figures of one indicator and subject by period; those without a year come last."""
        year = self.period_start or self.period_end
        return (year is None, year or 0, self.period_end or 0, self.slug)


def figure(entry: Observation, cards: Cards, *, language: str = "en", disputes: Disputes | None = None) -> Figure:
    """The figure of an observation entry; `cards` must hold its references, `disputes` comes from `disputed`."""
    data = entry.payload
    quantity, period = quantity_of(data), period_of(data)
    return Figure(
        slug=entry.slug,
        address=address_of("observation", entry.slug),
        words=quantity.words(language),
        period=period.words(language),
        indicator=_card(data["indicator"], cards),
        subject=_card(data["subject"], cards),
        value=quantity.value,
        upper=quantity.upper,
        unit=data["unit"],
        qualifier=data["qualifier"],
        missing=data["value_missing"],
        period_start=period.start,
        period_end=period.end,
        fiscal=period.fiscal,
        rank=data["rank"],
        rank_words="" if data["rank"] == "normal" else words.said("observation", "rank", data["rank"], language),
        remark=data["remark"],
        evidence=shown(data["evidence"], cards, language),
        disagreements=(disputes or {}).get(entry.slug, []),
    )


def figures(
    entries: Iterable[Observation], cards: Cards, *, language: str = "en", disputes: Disputes | None = None
) -> list[Figure]:
    """The figures of observation entries, sorted by indicator, then subject, then period."""
    found = [figure(entry, cards, language=language, disputes=disputes) for entry in entries]
    return sorted(found, key=lambda one: (_title(one.indicator), _title(one.subject), one.order))


def disputed(reading: Reading, entries: Iterable[Observation]) -> Disputes:
    """For each observation (by slug), the disagreements it is part of; one query.

    A disagreement concerns a figure if one of its positions is that figure, or if both the figure's indicator and
    the figure's subject are among its subjects.
    """
    entries = list(entries)
    if not entries:
        return {}
    figures_keys = [f"observation:{entry.slug}" for entry in entries]
    indicators = {_key(entry.payload["indicator"]) for entry in entries}
    named = Facet.objects.filter(
        Q(name="observation", value__in=figures_keys) | Q(name="subject", value__in=indicators)
    ).values("entry")
    disagreements = reading.entries("disagreement").filter(pk__in=named).order_by()
    found: Disputes = defaultdict(list)
    # Sorted here, because databases sort text by different rules and what is cited must not depend on them.
    for slug, title_en, title_ja, data in sorted(
        disagreements.values_list("slug", "title_en", "title_ja", "payload"), key=itemgetter(0)
    ):
        card = Card("disagreement", slug, title_en, title_ja)
        for entry in _concerned(data, entries):
            found[entry.slug].append(card)
    return dict(found)


def quantity_of(data: dict) -> Quantity:
    """The quantity of an observation's payload."""
    return Quantity(
        value=_decimal(data["value"]),
        unit=data["unit"],
        upper=_decimal(data["upper_value"]),
        qualifier=data["qualifier"] or "exact",
        missing=data["value_missing"],
    )


def period_of(data: dict) -> Period:
    """The period of an observation's payload."""
    return Period(data["period_start"], data["period_end"], data["fiscal"], data["period_printed"])


def _concerned(disagreement: dict, entries: Iterable[Observation]) -> Iterator[Observation]:
    """Those of the observations that a disagreement concerns."""
    positions = {position["observation"]["slug"] for position in disagreement["positions"] if position["observation"]}
    subjects = {_key(subject) for subject in disagreement["subjects"]}
    for entry in entries:
        data = entry.payload
        if entry.slug in positions or (_key(data["indicator"]) in subjects and _key(data["subject"]) in subjects):
            yield entry


def _card(ref: dict, cards: Cards) -> Card | None:
    return cards.get((ref["kind"], ref["slug"]))


def _key(ref: dict) -> str:
    return f"{ref['kind']}:{ref['slug']}"


def _title(card: Card | None) -> str:
    return card.title_en if card else ""


def _decimal(number: int | float | None) -> Decimal | None:
    # By way of text: the float 0.1 is not a tenth.
    return None if number is None else Decimal(str(number))
