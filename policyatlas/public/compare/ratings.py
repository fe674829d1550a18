"""Rows of ratings: each criterion of a framework with the marks that evaluations give the columns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.evidence import shown
from policyatlas.values.vocabularies import ASPECT

from .gathering import ref_key
from .items import Scribe
from .table import Cell, Group, Item, Row


def rating_groups(
    scribe: Scribe, columns: Sequence[str], evaluations: Mapping[str, Sequence[Entry]], *, missing: str
) -> list[Group]:
    """One group for each framework by which one of the columns is rated, with a row for each criterion rated."""
    frameworks: dict[str, dict | None] = {}
    criteria: dict[str, dict[int, dict]] = {}
    marks: dict[tuple[str, int, str], list[Item]] = {}
    for column in columns:
        for evaluation in evaluations[column]:
            framework = evaluation.payload["framework"]
            name = ref_key(framework) if framework else evaluation.slug
            for rating in sorted(evaluation.payload["ratings"], key=lambda one: ASPECT.codes.index(one["aspect"])):
                frameworks[name] = framework
                criteria.setdefault(name, {}).setdefault(rating["criterion"], rating)
                item = _mark(scribe, rating)
                marks.setdefault((name, rating["criterion"], column), []).append(item)
    return [
        Group(
            f"ratings-{number}",
            scribe.name(framework) or _("Ratings"),
            [
                Row(
                    f"rating-{number}-{criterion}",
                    f"{criterion}. {rating['label']}",
                    [Cell(marks.get((name, criterion, column), []), missing=missing) for column in columns],
                )
                for criterion, rating in sorted(criteria[name].items())
            ],
            _("As read from the printed charts; a doubtful reading says so. No mark printed is not a mark of zero."),
        )
        for number, (name, framework) in enumerate(frameworks.items(), start=1)
    ]


def _mark(scribe: Scribe, rating: dict) -> Item:
    language = scribe.language
    aspect = words.said("evaluation", "aspect", rating["aspect"], language)
    return Item(
        words=aspect,
        stars=rating["stars"] or 0,
        value=Decimal(rating["stars"]) if rating["stars"] else None,
        unit="stars" if rating["stars"] else "",
        detail=rating["keyword"] or ("" if rating["aspect"] == "unmarked" else rating["words"]),
        remark=_doubt(rating, language),
        quiet=rating["aspect"] == "unmarked",
        evidence=shown(rating["evidence"], scribe.cards, language),
    )


def _doubt(rating: dict, language: str) -> str:
    """How sure the reading of the chart is, where it is not certain."""
    if rating["confidence"] in ("", "high"):
        return ""
    sure = words.said("evaluation", "confidence", rating["confidence"], language).lower()
    return _("Doubtful (confidence %(sure)s): %(note)s") % {"sure": sure, "note": rating["reading_note"]}
