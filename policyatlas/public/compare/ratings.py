"""Rows of ratings: each criterion of a framework with the marks that evaluations give the columns."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.evidence import shown
from policyatlas.values.vocabularies import ASPECT

from .gathering import ref_key
from .items import Scribe
from .table import Cell, Group, Item, Row, Slot

# The two aspects that stand beside each other in a chart of conditions of success.
_CHARTED = ("strength-at-formation", "promotion-proposal")


def rating_groups(
    scribe: Scribe,
    columns: Sequence[str],
    evaluations: Mapping[str, Sequence[Entry]],
    frameworks_in_print: Iterable[Entry] = (),
    *,
    missing: str,
) -> list[Group]:
    """One group for each framework by which one of the columns is rated, with a row for each criterion in its order.

    Of the `frameworks_in_print` every criterion has a row; of others only those that are rated.
    """
    whole = {ref_key({"kind": "framework", "slug": one.slug}): one.payload["criteria"] for one in frameworks_in_print}
    frameworks: dict[str, dict | None] = {}
    criteria: dict[str, dict[int, dict]] = {}
    marks: dict[tuple[str, int, str], list[tuple[str, Item]]] = {}
    for column in columns:
        for evaluation in evaluations[column]:
            framework = evaluation.payload["framework"]
            name = ref_key(framework) if framework else evaluation.slug
            for rating in sorted(evaluation.payload["ratings"], key=lambda one: ASPECT.codes.index(one["aspect"])):
                frameworks[name] = framework
                criteria.setdefault(name, {}).setdefault(rating["criterion"], rating)
                item = _mark(scribe, rating)
                marks.setdefault((name, rating["criterion"], column), []).append((rating["aspect"], item))
    for name, found in criteria.items():
        for criterion in whole.get(name, ()):
            found.setdefault(criterion["number"], criterion)
    return [
        Group(
            f"ratings-{number}",
            scribe.name(framework) or _("Ratings"),
            [
                Row(
                    f"rating-{number}-{criterion}",
                    f"{criterion}. {rating['label']}",
                    [_cell(scribe, marks.get((name, criterion, column), []), missing) for column in columns],
                )
                for criterion, rating in sorted(criteria[name].items())
            ],
            _(
                "As read from the printed charts; a doubtful reading says so. The tint repeats the stars. No mark "
                "printed is not a mark of zero; not yet researched is what has no chart in the atlas."
            ),
        )
        for number, (name, framework) in enumerate(frameworks.items(), start=1)
    ]


def _cell(scribe: Scribe, marks: list[tuple[str, Item]], missing: str) -> Cell:
    by_aspect = dict(marks)
    charted = by_aspect.keys() & set(_CHARTED)
    slots = [
        Slot(aspect, words.said("evaluation", "aspect", aspect, scribe.language), by_aspect.get(aspect))
        for aspect in _CHARTED
        if charted
    ]
    return Cell(
        [item for _aspect, item in marks], missing=missing, slots=slots if len(by_aspect) == len(charted) else []
    )


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
        confidence=words.said("evaluation", "confidence", rating["confidence"], language).lower(),
        evidence=shown(rating["evidence"], scribe.cards, language),
    )


def _doubt(rating: dict, language: str) -> str:
    """How sure the reading of the chart is, where it is not certain."""
    if rating["confidence"] in ("", "high"):
        return ""
    sure = words.said("evaluation", "confidence", rating["confidence"], language).lower()
    return _("Doubtful (confidence %(sure)s): %(note)s") % {"sure": sure, "note": rating["reading_note"]}
