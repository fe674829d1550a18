"""What the map can show: how much of the atlas concerns each prefecture, or an indicator that has figures of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words

# What is counted; the first is shown where nothing is asked for.
COUNTS = ("policies-and-clusters", "policies", "clusters", "figures", "findings", "fields")
USUAL = COUNTS[0]


@dataclass(frozen=True)
class Show:
    """One thing to show: `code` stands in the address, a count or `indicator:<slug>`.

    `unit` and `definition` are those of an indicator; `figures` is how many of prefectures it has.
    """

    code: str
    label: str
    unit: str = ""
    definition: str = ""
    figures: int = 0

    @property
    def slug(self) -> str:
        """The slug of the indicator; empty for a count."""
        return self.code.removeprefix("indicator:") if self.code.startswith("indicator:") else ""

    @property
    def ascending(self) -> bool:
        """Whether the smallest comes first: the earliest year, the first rank."""
        return self.unit in ("year", "rank")


@dataclass(frozen=True)
class Offer:
    """Everything that can be shown, in two groups."""

    counts: list[Show]
    indicators: list[Show]

    @property
    def all(self) -> dict[str, Show]:
        """By code."""
        return {show.code: show for show in [*self.counts, *self.indicators]}


def offered(reading: Reading) -> Offer:
    """The counts, and the indicators with figures of prefectures by name; two queries."""
    of_prefectures = reading.entries("observation").with_facet("subject_kind", ["prefecture"])
    numbers = reading.facet_counts({"indicator": of_prefectures})["indicator"]
    slugs = [key.partition(":")[2] for key in numbers]
    rows = (
        reading.entries("indicator")
        .filter(slug__in=slugs)
        .values_list("slug", "title_en", "title_ja", "payload__unit", "payload__definition")
    )
    return Offer([Show(code, count_label(code)) for code in COUNTS], sorted(_shows(rows, numbers), key=_by_name))


def _shows(rows: Iterable[tuple], numbers: dict[str, int]) -> list[Show]:
    japanese = words.page_language() == "ja"
    return [
        Show(f"indicator:{slug}", (japanese and ja) or en, unit or "", definition or "", numbers[f"indicator:{slug}"])
        for slug, en, ja, unit, definition in rows
    ]


def _by_name(show: Show) -> tuple[str, str]:
    return show.label.casefold(), show.code


def count_label(code: str) -> str:
    """What a count is called."""
    return {
        "policies-and-clusters": _("Policies and clusters"),
        "policies": _("Policies"),
        "clusters": _("Clusters"),
        "figures": _("Figures"),
        "findings": _("Findings"),
        "fields": _("Fields the prefecture focuses on"),
    }[code]
