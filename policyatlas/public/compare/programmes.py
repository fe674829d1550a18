"""Programmes side by side: who leads them, their stages, money, scale, governance, and what evaluations found."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words

from . import governance, judgements, stage_lanes
from .choices import Choices
from .comparability import noted
from .derived import BUDGET_PER_PROJECT, BUDGET_PER_REGION, as_named, derived_rows
from .drawing import drawn
from .gathering import Printed, ref_key
from .items import Scribe
from .names import Names, addresses
from .programme_gathering import Gathered, gather
from .rows import (
    UNREPORTED,
    UNRESEARCHED,
    column_of,
    figure_rows,
    indicators_of,
    ref_cell,
    text_cell,
    whole_row,
    word_cell,
)
from .table import Cell, Comparison, Group, Item, Row

_DURATION = "programme-duration"
_MONEY = ("programme-annual-budget", "programme-annual-budget-per-region")
_SCALE = ("programme-projects", "programme-regions")
_DERIVED_MONEY = (BUDGET_PER_PROJECT, BUDGET_PER_REGION)
# Shown where one of the programmes has such a figure: what they count is not found in every programme.
_OTHER_MONEY = ("st-spending-plan",)
_OTHER_SCALE = ("technopolis-areas-designated", "smes-linked", "universities-linked")
# All of them, with those of the derived rows.
NAMED = addresses("indicator", [_DURATION, *_MONEY, *_SCALE, *_OTHER_MONEY, *_OTHER_SCALE])


def compare(reading: Reading, slugs: tuple[str, ...], among: Choices) -> Comparison:
    """The programmes `slugs` side by side; five queries."""
    names = among.names
    gathered = gather(reading, slugs, names.here("indicator", (_DURATION, *_MONEY, *_SCALE)))
    made = Comparison(
        columns=[column_of(gathered.scribe, entry, _kind(gathered.scribe, entry)) for entry in gathered.subjects],
        groups=[
            _glance_group(gathered, names),
            _stage_group(gathered),
            *_figure_groups(gathered, names),
            governance.group(gathered),
            judgements.group(gathered),
        ],
    )
    return drawn("programmes", noted(made))


def _kind(scribe: Scribe, entry: Printed) -> str:
    return words.said("policy", "kind", entry.payload["kind"], scribe.language)


def _glance_group(gathered: Gathered, names: Names) -> Group:
    scribe, subjects = gathered.scribe, gathered.subjects
    coded = [
        Row(name, words.attribute(name, scribe.language), [word_cell(scribe, entry, name) for entry in subjects])
        for name in ("kind", "level", "approach", "phase")
    ]
    figures = gathered.figures()
    return Group(
        "glance",
        _("At a glance"),
        [
            *governance.role_rows(gathered),
            *coded,
            Row("years", words.attribute("years", scribe.language), [_years(scribe, entry) for entry in subjects]),
            *figure_rows(scribe, gathered.columns, figures, names.here("indicator", [_DURATION]), missing=UNREPORTED),
            Row(
                "places",
                words.attribute("places", scribe.language),
                [ref_cell(scribe, entry, "places") for entry in subjects],
                inline=True,
            ),
            *_instrument_rows(scribe, subjects),
            *(
                Row(
                    name, words.attribute(name, scribe.language), [text_cell(scribe, entry, name) for entry in subjects]
                )
                for name in ("aims", "summary")
            ),
            whole_row(scribe, subjects),
        ],
    )


def _years(scribe: Scribe, entry: Printed) -> Cell:
    data = entry.payload
    said = words.years(data["start_year"], data["end_year"], scribe.language)
    if not said:
        return Cell(missing=data["missing"].get("start_year", UNREPORTED))
    both = data["start_year"] and data["end_year"]
    remark = _one_year_unsupported(scribe, entry) if both else _one_year_missing(data, scribe.language)
    return Cell([scribe.text(said, entry, "start_year", "end_year", remark=remark)])


def _one_year_missing(data: dict, language: str) -> str:
    end = "end_year" if data["start_year"] else "start_year"
    missing = {"missing": words.absent(data["missing"].get(end, UNREPORTED), language)}
    return (_("end: %(missing)s") if data["start_year"] else _("start: %(missing)s")) % missing


def _one_year_unsupported(scribe: Scribe, entry: Printed) -> str:
    """Says which of two years the passages leave without one, so that they are not read as evidence for both."""
    start, end = (bool(scribe.named(entry, name)) for name in ("start_year", "end_year"))
    if start == end:
        return ""
    return _("no passage for the end alone") if start else _("no passage for the start alone")


def _instrument_rows(scribe: Scribe, subjects: Iterable[Printed]) -> list[Row]:
    cells = [ref_cell(scribe, entry, "instruments") for entry in subjects]
    label = words.attribute("instruments", scribe.language)
    return [Row("instruments", label, cells, inline=True)] if any(cell.items for cell in cells) else []


def _stage_group(gathered: Gathered) -> Group:
    scribe = gathered.scribe
    stages, dated = [], []
    for entry, column in zip(gathered.subjects, gathered.columns, strict=True):
        stages.append(Cell([_stage(scribe, stage, column) for stage in gathered.stages[column]], missing=UNREPORTED))
        dated.append(Cell([_dated(scribe, stage) for stage in entry.payload["stages"]], missing=UNREPORTED))
    return Group(
        "stages",
        _("Stages"),
        [
            Row("stages", _("Policies that are stages or parts of it"), stages),
            Row("dates", _("Dated events"), dated),
        ],
        chart=stage_lanes.chart(gathered),
    )


def _stage(scribe: Scribe, stage: Printed, column: str) -> Item:
    relation = next(r for r in stage.payload["relations"] if ref_key(r["policy"]) == column)
    years = words.years(stage.payload["start_year"], stage.payload["end_year"], scribe.language)
    detail = years or words.absent(UNREPORTED, scribe.language)
    own = {"kind": stage.kind, "slug": stage.slug}
    return scribe.ref(own, relation["evidence"], detail=detail, remark=relation["remark"])


def _dated(scribe: Scribe, stage: dict) -> Item:
    return scribe.said(
        words.pick(stage["title"], scribe.language),
        stage["evidence"],
        period=words.years(stage["year"], stage["end_year"] or stage["year"], scribe.language),
    )


def _figure_groups(gathered: Gathered, names: Names) -> list[Group]:
    scribe, columns, figures = gathered.scribe, gathered.columns, gathered.figures()
    present = indicators_of(scribe, figures, but=names.here("indicator", [_DURATION]))
    money, other_money, scale, other_scale = (
        [*names.here("indicator", slugs)] for slugs in (_MONEY, _OTHER_MONEY, _SCALE, _OTHER_SCALE)
    )
    money += [slug for slug in other_money if slug in present and slug not in money]
    # What was merged with an amount of money stands there.
    scale = [slug for slug in scale if slug not in money]
    scale += [slug for slug in other_scale if slug in present and slug not in {*money, *scale}]
    scale += [slug for slug in present if slug not in {*money, *scale}]
    # Designations are entered cluster by cluster: that there is none says nothing of the programme.
    clusters = [
        Cell([scribe.entry(cluster) for cluster in gathered.own(column, "cluster")], missing=UNRESEARCHED)
        for column in columns
    ]
    return [
        Group(
            "money",
            _("Money"),
            [
                *figure_rows(scribe, columns, figures, money, missing=UNREPORTED),
                *derived_rows(scribe, columns, figures, as_named(_DERIVED_MONEY, names), missing=UNREPORTED),
            ],
            _(
                "As printed, with unit and period; the figure of a stage says so. Nothing is converted or added up; "
                "what we divide ourselves is marked as derived."
            ),
        ),
        Group(
            "scale",
            _("Scale and other figures"),
            [
                *figure_rows(scribe, columns, figures, scale, missing=UNREPORTED),
                Row("clusters", _("Clusters designated, as far as they are in the atlas"), clusters),
            ],
        ),
    ]
