"""What the page of the timeline shows of an answer: the list in groups, the filters beside it, and what is asked."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.evidence import Item as Passage
from policyatlas.public.evidence import shown
from policyatlas.public.lists import facets
from policyatlas.public.lists.filters import Choice
from policyatlas.values.periods import year_span

from .answering import Answer
from .asking import FACETS, GROUPS, VIEWS, values_of
from .items import THING, Item
from .sayings import name_of, tie_words, years_of


@dataclass(frozen=True)
class Related:
    """A relation in words, and the other policy."""

    words: str
    card: Card


@dataclass(frozen=True)
class Line:
    """One thing in the list; `within` is the policy whose stage it is, if it is not called as
    that is; `language` is set where it is not that of the page; `clusters` are those designated."""

    years: str
    title: str
    language: str
    lane: Card
    within: Card | None
    tags: list[str]
    related: list[Related]
    clusters: list[Card]
    clusters_address: str
    evidence: list[Passage]


@dataclass(frozen=True)
class Section:
    """One group of the list."""

    anchor: str
    name: str
    count: int
    lines: list[Line]
    undated: list[Line]


@dataclass(frozen=True)
class Option:
    """Another way to look at the same selection."""

    label: str
    address: str
    current: bool
    value: str


def sections(found: Answer, language: str) -> list[Section]:
    """The list in groups."""
    return [
        Section(
            anchor=f"group-{group.code or 'none'}",
            name=group.name,
            count=group.count,
            lines=[_line(item, found, language) for item in group.dated],
            undated=[_line(item, found, language) for item in group.undated],
        )
        for group in found.groups
    ]


def _line(item: Item, found: Answer, language: str) -> Line:
    # What stands in the heading of its group is not said again.
    said = {
        "kind": words.said("event" if item.thing == "events" else "policy", "kind", item.kind, language),
        "level": words.said("policy", "level", item.level, language),
        "phase": "",
    }
    named = {"policies": ("kind", "level"), "events": ("kind",)}.get(item.thing, ())
    tags = [said[name] for name in named if name != found.asked.group or item.thing == "events"]
    return Line(
        years=years_of(item, language),
        title=name_of(item, language),
        language="en" if language == "ja" and not item.title_ja else "",
        lane=item.lane,
        within=item.lane if item.thing == "stages" and item.title_en != item.lane.title_en else None,
        tags=[tag for tag in tags if tag],
        related=[Related(tie_words(tie, language), tie.other) for tie in item.ties],
        clusters=item.clusters,
        clusters_address=_clusters(item) if item.clusters else "",
        evidence=shown(item.evidence, found.cards, language),
    )


def _clusters(item: Item) -> str:
    return f"{reverse('list', args=['clusters'])}?programme=policy:{item.lane.slug}"


def options(found: Answer, name: str) -> list[Option]:
    """The ways to group what is found, or to look at it."""
    labels = {
        "phase": _("Phase"),
        "level": _("Level of government"),
        "kind": _("Kind"),
        "drawing": _("Drawing and list"),
        "list": _("List"),
    }
    asked = found.asked
    return [
        Option(labels[value], asked.address(**{name: value}), getattr(asked, name) == value, value)
        for value in {"group": GROUPS, "view": VIEWS}[name]
    ]


def filters(found: Answer, language: str) -> list[facets.Group]:
    """The filters with how many things each value would bring beside the others; a facet without values is left out."""
    made = []
    for choice in FACETS:
        options = _options(found, choice, language)
        if not options:
            continue
        cut = len(options) if len(options) <= facets.SHOWN + 1 else facets.SHOWN
        rest = options[cut:]
        made.append(
            facets.Group(
                name=choice.name,
                heading=choice.heading(language),
                shown=options[:cut] + [option for option in rest if option.selected],
                folded=[option for option in rest if not option.selected],
                opened=True,
            )
        )
    return made


def _options(found: Answer, choice: Choice, language: str) -> list[facets.Option]:
    asked = found.asked
    chosen = asked.chosen.get(choice.name, [])
    beside = asked.matching(found.everything, asked.without(choice.name)) if chosen else found.found
    counts = Counter(value for item in beside for value in values_of(item, choice.name))
    for value in chosen:
        counts.setdefault(value, 0)
    options = [
        facets.Option(value, choice.saying.label(value, found.cards, language), count, value in chosen)
        for value, count in counts.items()
    ]

    def place(option: facets.Option) -> tuple:
        own = choice.saying.place(option.value)
        return (own, 0, "") if own is not None else (0, -option.count, option.label.casefold())

    return sorted((option for option in options if option.label), key=place)


def pills(found: Answer, language: str) -> list[facets.Pill]:
    """What is asked, one thing each, with the address without it and how many things that has."""
    asked, made = found.asked, []
    if "q" in asked.chosen:
        made.append((_("Words"), f"“{asked.chosen['q']}”", asked.without("q")))
    if asked.chosen.keys() & {"year_from", "year_to"}:
        span = year_span(asked.chosen.get("year_from"), asked.chosen.get("year_to"), language=language)
        made.append((_("Years"), span, asked.without("year_from", "year_to")))
    for choice in FACETS:
        for value in asked.chosen.get(choice.name, []):
            others = [other for other in asked.chosen[choice.name] if other != value]
            left = asked.without(choice.name) | ({choice.name: others} if others else {})
            made.append((choice.heading(language), choice.saying.label(value, found.cards, language) or value, left))
    return [
        facets.Pill(heading, label, left, asked.address(left), len(asked.matching(found.everything, left)))
        for heading, label, left in made
    ]


def in_words(found: Answer, language: str) -> list[str]:
    """What is asked, as sentences: `Level of government: National or Regional`."""
    said: dict[str, list[str]] = {}
    for pill in pills(found, language):
        said.setdefault(pill.heading, []).append(pill.label)
    either = "または" if language == "ja" else " or "
    return [f"{heading}: {either.join(labels)}" for heading, labels in said.items()]


def count_words(found: Answer) -> str:
    """How much is shown of how much there is, in words."""
    total, number = len(found.everything), len(found.found)
    if number == total:
        return ngettext("%(total)s item", "%(total)s items", total) % {"total": total}
    if not number:
        return _("None of %(total)s items") % {"total": total}
    return _("%(number)s of %(total)s items") % {"number": number, "total": total}


def counted(found: Answer, language: str) -> list[str]:
    """How many of each sort are shown, in words: `75 laws, plans and programmes`."""
    counts = Counter(item.thing for item in found.found)
    return [f"{THING.label(code, language)}: {counts[code]}" for code in THING.codes if counts[code]]
