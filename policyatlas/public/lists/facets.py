"""The filters beside a list: the values of each facet with a count, and what is chosen, with links to drop it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.values.periods import year_span

from .asking import Asked
from .filters import Choice
from .sayings import Cards

SHOWN = 8
OPEN = 4


@dataclass(frozen=True)
class Option:
    """A value to tick: how many entries it would bring beside the other filters."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """A facet: `shown` values, `folded` ones behind a fold; `opened` where the group itself is not folded."""

    name: str
    heading: str
    shown: list[Option]
    folded: list[Option]
    opened: bool


@dataclass(frozen=True)
class Pill:
    """One thing that is asked, in words; what is `left` without it, with its address and how many it would bring."""

    heading: str
    label: str
    left: dict[str, Any]
    address: str
    count: int | None = None


Counts = dict[str, dict[str, int]]


def counted(reading: Reading, asked: Asked) -> Counts:
    """Facet to value to number of entries, each facet following the other filters; one query at most."""
    selections = {choice.name: asked.question(asked.without(choice.name)) for choice in asked.list_page.filters}
    counts = reading.answers.facet_counts(selections)
    for choice in asked.list_page.filters:
        for value in asked.chosen.get(choice.name, []):
            counts[choice.name].setdefault(value, 0)
    return counts


def refs(asked: Asked, counts: Counts) -> set[Address]:
    """The entries whose titles the filters show."""
    return {ref for choice in asked.list_page.filters for ref in choice.saying.refs(counts[choice.name])}


def groups(asked: Asked, counts: Counts, cards: Cards, found: int, language: str) -> list[Group]:
    """The filters of a list with `found` entries, in the order of their declaration; empty ones are left out."""
    made = []
    for choice in asked.list_page.filters:
        options = _options(choice, counts[choice.name], asked.chosen.get(choice.name, []), cards, found, language)
        if not options:
            continue
        # A fold that hides a single value hides more than it saves.
        cut = len(options) if len(options) <= SHOWN + 1 else SHOWN
        first, rest = options[:cut], options[cut:]
        made.append(
            Group(
                name=choice.name,
                heading=choice.heading(language),
                shown=first + [option for option in rest if option.selected],
                folded=[option for option in rest if not option.selected],
                opened=len(made) < OPEN or choice.name in asked.chosen,
            )
        )
    return made


def _options(
    choice: Choice, counts: dict[str, int], selected: list[str], cards: Cards, found: int, language: str
) -> list[Option]:
    """In the order of the list the values come from, else the frequent ones first; unprinted names left out."""
    options = [
        Option(value, choice.saying.label(value, cards, language), count, value in selected)
        for value, count in counts.items()
    ]

    def place(option: Option) -> tuple:
        own = choice.saying.place(option.value)
        if own is not None:
            return own, 0, "", option.value
        # What every entry has narrows nothing: it comes last.
        return option.count == found and not option.selected, -option.count, option.label.casefold(), option.value

    return sorted((option for option in options if option.label), key=place)


def pills(asked: Asked, cards: Cards, language: str) -> list[Pill]:
    """What is asked, one thing each, with the address of the list without it."""
    chosen = asked.chosen
    made = []
    if "q" in chosen:
        made.append((_("Words"), f"“{chosen['q']}”", asked.without("q")))
    if "year_from" in chosen or "year_to" in chosen:
        span = year_span(chosen.get("year_from"), chosen.get("year_to"), language=language)
        heading = _("Began") if "began" in chosen else _("Years")
        made.append((heading, span, asked.without("year_from", "year_to", "began")))
    for choice in asked.list_page.filters:
        for value in chosen.get(choice.name, []):
            label = choice.saying.label(value, cards, language) or value
            made.append((choice.heading(language), label, _minus(asked, choice.name, value)))
    return [Pill(heading, label, left, asked.address(left)) for heading, label, left in made]


def _minus(asked: Asked, name: str, value: str) -> dict:
    # Without one value of a facet; the others of the same facet stay.
    left = [other for other in asked.chosen[name] if other != value]
    return asked.without(name) | ({name: left} if left else {})


def in_words(asked: Asked, cards: Cards, language: str) -> list[str]:
    """What is asked, as sentences: `Level of government: National or Regional`."""
    said: dict[str, list[str]] = {}
    for pill in pills(asked, cards, language):
        said.setdefault(pill.heading, []).append(pill.label)
    either = "または" if language == "ja" else " or "
    return [f"{heading}: {either.join(labels)}" for heading, labels in said.items()]
