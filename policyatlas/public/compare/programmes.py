"""Programmes side by side: who leads them, their stages, money, scale, governance, and what evaluations found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry, Facet
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import disputed
from policyatlas.public.links import address_of

from . import governance, judgements
from .choices import Choices
from .gathering import Filed, filed, findings_about, key, light, of_kind, ref_key, references_of
from .items import Scribe
from .rows import UNREPORTED, figure_rows, indicators_of, ref_cell, text_cell, word_cell
from .table import Cell, Column, Comparison, Group, Item, Row

_DURATION = "programme-duration"
_MONEY = ("programme-annual-budget", "programme-annual-budget-per-region")
_SCALE = ("programme-projects", "programme-regions")
# Shown where one of the programmes has such a figure: what they count is not found in every programme.
_OTHER_MONEY = ("st-spending-plan",)
_OTHER_SCALE = ("technopolis-areas-designated", "smes-linked", "universities-linked")


@dataclass(frozen=True)
class Gathered:
    """Everything about some programmes.

    `stages` and `wholes` map a column (`kind:slug`) to the policies that are stages of it, and of which it is one;
    `about` are the entries filed under columns and stages, `counted` the number of findings about each whole.
    """

    subjects: list[Entry]
    neighbours: list[Entry]
    stages: dict[str, list[Entry]]
    wholes: dict[str, list[dict]]
    about: Filed
    counted: dict[str, int]
    scribe: Scribe

    @property
    def columns(self) -> list[str]:
        """The keys of the columns."""
        return [key(entry) for entry in self.subjects]

    def own(self, column: str, kind: str) -> list[Entry]:
        """The entries of one kind that speak of the programme itself."""
        return of_kind(self.about.get(column, []), kind)

    def of_stages(self, column: str, kind: str) -> list[Entry]:
        """The entries of one kind that speak of its stages and not of itself, each once."""
        own = {entry.pk for entry in self.own(column, kind)}
        found = {e.pk: e for stage in self.stages[column] for e in of_kind(self.about.get(key(stage), []), kind)}
        return [entry for pk, entry in found.items() if pk not in own]

    def figures(self) -> dict[str, list[Entry]]:
        """The figures of each programme and of its stages, by column."""
        return {
            column: self.own(column, "observation") + self.of_stages(column, "observation") for column in self.columns
        }


def compare(reading: Reading, slugs: tuple[str, ...], among: Choices) -> Comparison:
    """The programmes `slugs` side by side; five queries."""
    gathered = _gather(reading, slugs)
    return Comparison(
        columns=[_column(gathered.scribe, entry) for entry in gathered.subjects],
        groups=[
            _glance_group(gathered),
            _stage_group(gathered),
            *_figure_groups(gathered),
            governance.group(gathered),
            judgements.group(gathered),
        ],
    )


def _gather(reading: Reading, slugs: tuple[str, ...]) -> Gathered:
    columns = [f"policy:{slug}" for slug in slugs]
    naming = Facet.objects.filter(name="refers", value__in=columns).values("entry")
    found = {e.slug: e for e in light(reading.entries("policy").filter(Q(slug__in=slugs) | Q(pk__in=naming)))}
    subjects = [found[slug] for slug in slugs]
    stages = {
        column: sorted((e for e in found.values() if _is_stage_of(e, column)), key=_stage_order) for column in columns
    }
    wholes = {key(e): [r["policy"] for r in e.payload["relations"] if r["relation"] == "stage-of"] for e in subjects}
    wanted = {*columns, *(key(stage) for stages_of_one in stages.values() for stage in stages_of_one)}
    about = filed(reading, {"subject": wanted, "programme": columns})
    counted = findings_about(reading, {ref_key(whole) for several in wholes.values() for whole in several})
    entries = list({e.pk: e for several in about.values() for e in several}.values())
    named = references_of([*found.values(), *entries]) | {("indicator", slug) for slug in (_DURATION, *_MONEY, *_SCALE)}
    cards = reading.cards(named)
    disputes = disputed(reading, of_kind(entries, "observation"))
    scribe = Scribe(cards, words.page_language(), disputes)
    return Gathered(subjects, list(found.values()), stages, wholes, about, counted, scribe)


def _is_stage_of(policy: Entry, column: str) -> bool:
    relations = policy.payload["relations"]
    return any(r["relation"] == "stage-of" and ref_key(r["policy"]) == column for r in relations)


def _stage_order(policy: Entry) -> tuple:
    return (policy.year_from is None, policy.year_from or 0, policy.slug)


def _column(scribe: Scribe, entry: Entry) -> Column:
    title = scribe.title(entry)
    return Column(
        slug=entry.slug,
        title=title,
        other_title=entry.title_en if title == entry.title_ja else entry.title_ja,
        address=address_of("policy", entry.slug),
        note=words.said("policy", "kind", entry.payload["kind"], scribe.language),
    )


def _glance_group(gathered: Gathered) -> Group:
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
            *figure_rows(scribe, gathered.columns, figures, [_DURATION], missing=UNREPORTED),
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
        ],
    )


def _years(scribe: Scribe, entry: Entry) -> Cell:
    data = entry.payload
    said = words.years(data["start_year"], data["end_year"], scribe.language)
    if not said:
        return Cell(missing=data["missing"].get("start_year", UNREPORTED))
    named = "start_year" if data["start_year"] else "end_year"
    remark = "" if data["start_year"] and data["end_year"] else _one_year_missing(data)
    return Cell([scribe.text(said, entry, named, remark=remark)])


def _one_year_missing(data: dict) -> str:
    if data["start_year"]:
        return _("end: %(missing)s") % {"missing": words.absent(data["missing"].get("end_year", UNREPORTED))}
    return _("start: %(missing)s") % {"missing": words.absent(data["missing"].get("start_year", UNREPORTED))}


def _instrument_rows(scribe: Scribe, subjects: Iterable[Entry]) -> list[Row]:
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
    )


def _stage(scribe: Scribe, stage: Entry, column: str) -> Item:
    relation = next(r for r in stage.payload["relations"] if ref_key(r["policy"]) == column)
    years = words.years(stage.payload["start_year"], stage.payload["end_year"], scribe.language)
    own = {"kind": stage.kind, "slug": stage.slug}
    return scribe.ref(own, relation["evidence"], detail=years or words.absent(UNREPORTED), remark=relation["remark"])


def _dated(scribe: Scribe, stage: dict) -> Item:
    return scribe.said(
        words.pick(stage["title"], scribe.language),
        stage["evidence"],
        period=words.years(stage["year"], stage["end_year"] or stage["year"], scribe.language),
    )


def _figure_groups(gathered: Gathered) -> list[Group]:
    scribe, columns, figures = gathered.scribe, gathered.columns, gathered.figures()
    present = indicators_of(scribe, figures, but=[_DURATION])
    money = [*_MONEY, *(slug for slug in _OTHER_MONEY if slug in present)]
    scale = [*_SCALE, *(slug for slug in _OTHER_SCALE if slug in present)]
    scale += [slug for slug in present if slug not in {*money, *scale}]
    clusters = [
        Cell([scribe.entry(cluster) for cluster in gathered.own(column, "cluster")], missing=UNREPORTED)
        for column in columns
    ]
    return [
        Group(
            "money",
            _("Money"),
            figure_rows(scribe, columns, figures, money, missing=UNREPORTED),
            _("As printed, with unit and period; the figure of a stage says so. Nothing is converted or added up."),
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
