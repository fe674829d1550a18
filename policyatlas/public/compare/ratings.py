"""Rows of ratings: each criterion of a framework with the marks that evaluations give the columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.public.evidence import shown
from policyatlas.values.vocabularies import ASPECT

from .gathering import Printed
from .items import Scribe
from .table import Cell, Group, Item, Row, Slot

# The two aspects that stand beside each other in a chart of conditions of success.
_CHARTED = ("strength-at-formation", "promotion-proposal")


@dataclass
class _Framework:
    """What is rated by one framework: its criteria by number, and the marks by criterion and column."""

    slug: str
    name: str
    criteria: dict[int, dict] = field(default_factory=dict)
    marks: dict[tuple[int, str], list[tuple[str, Item]]] = field(default_factory=dict)


def rating_groups(
    scribe: Scribe,
    columns: Sequence[str],
    evaluations: Mapping[str, Sequence[Printed]],
    frameworks_in_print: Iterable[Printed] = (),
    *,
    missing: str,
) -> list[Group]:
    """One group for each framework by which one of the columns is rated, with a row for each criterion in its order.

    Of the `frameworks_in_print` every criterion has a row; of others only those that are rated. Codes name the
    framework, so that they mean the same whatever stands beside it.
    """
    found = _rated(scribe, columns, evaluations)
    for one in frameworks_in_print:
        for criterion in one.payload["criteria"] if one.slug in found else ():
            found[one.slug].criteria.setdefault(criterion["number"], criterion)
    return [_group(scribe, columns, framework, missing) for framework in found.values()]


def _rated(
    scribe: Scribe, columns: Sequence[str], evaluations: Mapping[str, Sequence[Printed]]
) -> dict[str, _Framework]:
    """The frameworks by which a column is rated, by slug; ratings by none stand under their evaluation."""
    found: dict[str, _Framework] = {}
    for column in columns:
        for evaluation in evaluations[column]:
            ref = evaluation.payload["framework"]
            slug = ref["slug"] if ref else evaluation.slug
            for rating in sorted(evaluation.payload["ratings"], key=lambda one: ASPECT.codes.index(one["aspect"])):
                framework = found.setdefault(slug, _Framework(slug, scribe.name(ref) or _("Ratings")))
                number = rating["criterion"]
                framework.criteria.setdefault(number, rating)
                framework.marks.setdefault((number, column), []).append((rating["aspect"], _mark(scribe, rating)))
    return found


def _group(scribe: Scribe, columns: Sequence[str], framework: _Framework, missing: str) -> Group:
    return Group(
        f"ratings-{framework.slug}",
        framework.name,
        [
            Row(
                f"rating-{framework.slug}-{number}",
                f"{number}. {criterion['label']}",
                [_cell(scribe, framework.marks.get((number, column), []), missing) for column in columns],
            )
            for number, criterion in sorted(framework.criteria.items())
        ],
        _(
            "As read from the printed charts; a doubtful reading says so. The tint repeats the stars. No mark "
            "printed is not a mark of zero; not yet researched is what has no chart in the atlas."
        ),
    )


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
