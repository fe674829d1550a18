"""What can be chosen for a comparison: choices in groups, and ready-made selections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .gathering import Printed
from .names import Names
from .question import Question
from .subjects import FEWEST, MOST


@dataclass(frozen=True)
class Choice:
    """One subject that can be chosen."""

    slug: str
    title: str
    other_title: str = ""
    other_language: str = "ja"


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices under a common heading."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Preset:
    """A ready-made selection, one click away."""

    label: str
    slugs: tuple[str, ...]

    @property
    def query(self) -> str:
        """The query string of the selection."""
        return f"?{Question(self.slugs).query()}"


@dataclass(frozen=True)
class PresetGroup:
    """Ready-made selections of one sort under a common heading."""

    label: str
    presets: list[Preset]


@dataclass
class Choices:
    """Everything that can be chosen.

    `presets` are the selections to begin with, `whole_groups` everything that can be had in one click besides;
    `entries` holds the entries of choices that were read on the way, by slug; `names` are those of this edition.
    """

    groups: list[ChoiceGroup]
    presets: list[Preset] = field(default_factory=list)
    whole_groups: list[PresetGroup] = field(default_factory=list)
    further: dict[str, Choice] = field(default_factory=dict)
    entries: dict[str, Printed] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    @cached_property
    def known(self) -> dict[str, Choice]:
        """Every choice by its slug, those included that no group offers."""
        return {choice.slug: choice for group in self.groups for choice in group.choices} | self.further

    def chosen(self, slugs: Sequence[str]) -> list[Choice]:
        """The choices of `slugs`, in that order."""
        return [self.known[slug] for slug in slugs]

    def others(self, slugs: Sequence[str]) -> list[ChoiceGroup]:
        """The groups without what is chosen already."""
        left = [
            ChoiceGroup(group.label, [choice for choice in group.choices if choice.slug not in slugs])
            for group in self.groups
        ]
        return [group for group in left if group.choices]


def presets(wanted: Iterable[tuple[str, Sequence[str]]], known: Iterable[str]) -> list[Preset]:
    """The selections of which everything is in print, and which have at least two subjects and not too many."""
    in_print = set(known)
    return [
        Preset(label, tuple(slugs))
        for label, slugs in wanted
        if FEWEST <= len(slugs) <= MOST and in_print.issuperset(slugs)
    ]


def choice(slug: str, title_en: str, title_ja: str, language: str) -> Choice:
    """A choice named in the language of the page, with the other name beside it."""
    if language == "ja" and title_ja:
        return Choice(slug, title_ja, title_en, "en")
    return Choice(slug, title_en, title_ja)


def all_of_each(label: str, groups: Iterable[ChoiceGroup]) -> list[PresetGroup]:
    """Each group of choices as one selection, under a common heading; none where no group is large enough."""
    wanted = [(f"{group.label} ({len(group.choices)})", [one.slug for one in group.choices]) for group in groups]
    found = presets(wanted, [slug for _, slugs in wanted for slug in slugs])
    return [PresetGroup(label, found)] if found else []
