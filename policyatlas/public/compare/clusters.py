"""Clusters side by side: where they lie, what they were formed on, who designated them, ratings, figures, findings."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import disputed

from .choices import Choices
from .comparability import noted
from .derived import HIGH_TECH_SHARE, as_named, derived_rows
from .drawing import drawn
from .gathering import Filed, Printed, filed, key, of_kind, printed, references_of
from .items import Scribe
from .names import Names, addresses
from .ratings import rating_groups
from .rows import (
    UNREPORTED,
    UNRESEARCHED,
    column_of,
    disagreement_cell,
    figure_rows,
    finding_cell,
    indicators_of,
    ref_cell,
    text_cell,
    whole_row,
    word_cell,
)
from .table import Cell, Comparison, Group, Item, Row

# The framework of the charts: read with the clusters, for a chart leaves out no condition.
_CONDITIONS = "nistep-conditions-of-success"
NAMED = addresses("framework", [_CONDITIONS]) | addresses(
    "indicator", [HIGH_TECH_SHARE.numerator, HIGH_TECH_SHARE.denominator]
)


@dataclass(frozen=True)
class _Gathered:
    """Some clusters, the framework of the charts where it is in print, what is filed under them, and the scribe."""

    subjects: list[Printed]
    frameworks: list[Printed]
    about: Filed
    scribe: Scribe

    @property
    def columns(self) -> list[str]:
        return [key(entry) for entry in self.subjects]

    def own(self, column: str, kind: str) -> list[Printed]:
        """The entries of one kind that speak of the cluster."""
        return of_kind(self.about.get(column, []), kind)

    def each(self, kind: str) -> dict[str, list[Printed]]:
        """The entries of one kind by column."""
        return {column: self.own(column, kind) for column in self.columns}


def compare(reading: Reading, slugs: tuple[str, ...], among: Choices) -> Comparison:
    """The clusters `slugs` side by side; four queries."""
    wanted = Q(kind="cluster", slug__in=slugs) | Q(kind="framework", slug=among.names.one("framework", _CONDITIONS))
    found = {(entry.kind, entry.slug): entry for entry in printed(reading.entries().filter(wanted))}
    subjects = [found["cluster", slug] for slug in slugs]
    frameworks = [entry for entry in found.values() if entry.kind == "framework"]
    about = filed(reading, {"subject": [key(entry) for entry in subjects]})
    entries = list({e.pk: e for several in about.values() for e in several}.values())
    cards = reading.cards(references_of([*subjects, *entries]))
    scribe = Scribe(cards, words.page_language(), disputed(reading, of_kind(entries, "observation")))
    gathered = _Gathered(subjects, frameworks, about, scribe)
    made = Comparison(
        columns=[column_of(scribe, entry, _places(scribe, entry)) for entry in subjects],
        groups=[
            _glance_group(gathered),
            *_rating_groups(gathered),
            *_figure_groups(gathered, among.names),
            _finding_group(gathered),
        ],
    )
    return drawn("clusters", noted(made))


def _rating_groups(gathered: _Gathered) -> list[Group]:
    evaluations = gathered.each("evaluation")
    return rating_groups(gathered.scribe, gathered.columns, evaluations, gathered.frameworks, missing=UNRESEARCHED)


def _places(scribe: Scribe, entry: Printed) -> str:
    return " · ".join(scribe.name(place) for place in entry.payload["places"])


def _glance_group(gathered: _Gathered) -> Group:
    scribe, subjects = gathered.scribe, gathered.subjects
    label = {name: words.attribute(name, scribe.language) for name in ("places", "fields", "designations", "summary")}
    coded = [
        Row(name, words.attribute(name, scribe.language), [word_cell(scribe, entry, name) for entry in subjects])
        for name in ("formation_base", "development_phase")
    ]
    return Group(
        "glance",
        _("At a glance"),
        [
            Row("places", label["places"], [ref_cell(scribe, entry, "places") for entry in subjects]),
            Row("fields", label["fields"], [ref_cell(scribe, entry, "fields") for entry in subjects]),
            *coded,
            Row("designations", label["designations"], [_designations(scribe, entry) for entry in subjects]),
            Row("summary", label["summary"], [text_cell(scribe, entry, "summary") for entry in subjects]),
            whole_row(scribe, subjects),
        ],
    )


def _designations(scribe: Scribe, entry: Printed) -> Cell:
    return Cell(
        [_designation(scribe, one) for one in entry.payload["designations"]],
        missing=entry.payload["missing"].get("designations", UNREPORTED),
    )


def _designation(scribe: Scribe, designation: dict) -> Item:
    years = words.years(designation["year"], designation["end_year"] or designation["year"], scribe.language)
    absent = words.absent(designation.get("year_missing") or UNREPORTED, scribe.language)
    detail = years or _("year %(missing)s") % {"missing": absent}
    return scribe.ref(designation["programme"], designation["evidence"], detail=detail, remark=designation["stage"])


def _figure_groups(gathered: _Gathered, names: Names) -> list[Group]:
    figures = gathered.each("observation")
    indicators = indicators_of(gathered.scribe, figures)
    if not indicators:
        return []
    scribe, columns = gathered.scribe, gathered.columns
    rows = figure_rows(scribe, columns, figures, indicators, missing=UNRESEARCHED)
    derived = derived_rows(scribe, columns, figures, as_named([HIGH_TECH_SHARE], names), missing=UNRESEARCHED)
    return [Group("figures", _("Figures"), [*rows, *derived])]


def _finding_group(gathered: _Gathered) -> Group:
    scribe = gathered.scribe
    findings, disagreements = [], []
    for column in gathered.columns:
        about = gathered.own(column, "finding")
        findings.append(
            finding_cell(
                scribe,
                column,
                about,
                missing=UNRESEARCHED,
                missing_words=_("not yet researched: no finding in the atlas"),
            )
        )
        disagreements.append(
            disagreement_cell(scribe, gathered.own(column, "disagreement"), gathered.own(column, "observation"))
        )
    return Group(
        "findings",
        _("What evaluations found"),
        [
            Row("findings-own", _("Findings about it"), findings),
            Row("disagreements", _("Where sources disagree"), disagreements),
        ],
    )
