"""The rows of what evaluations found of programmes: by dimension, and where sources disagree."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .gathering import Printed, key, ref_key
from .items import Scribe
from .programme_gathering import Gathered
from .question import DIMENSION
from .rows import NONE_FOUND, disagreement_cell, finding_cell, verdicts_said
from .table import Cell, Group, Item, Row


def group(gathered: Gathered) -> Group:
    """How many findings, each dimension that has one, what is said of wholes and stages, and disagreements."""
    scribe = gathered.scribe
    findings = {column: gathered.own(column, "finding") for column in gathered.columns}
    dimensions = _dimensions(scribe, findings)
    figures = gathered.figures()
    return Group(
        "findings",
        _("What evaluations found"),
        [
            Row("findings-all", _("Findings about it"), [_count(gathered, column) for column in gathered.columns]),
            *(_dimension_row(gathered, dimension, findings) for dimension in dimensions),
            Row(
                "findings-apart",
                _("Said of what it is part of, or of its parts (not mixed in here)"),
                [_apart(gathered, column) for column in gathered.columns],
            ),
            Row(
                "disagreements",
                _("Where sources disagree"),
                [
                    disagreement_cell(
                        scribe,
                        [*gathered.own(column, "disagreement"), *gathered.of_stages(column, "disagreement")],
                        figures[column],
                    )
                    for column in gathered.columns
                ],
            ),
        ],
        _(
            "Each finding is the judgement of the evaluator named. "
            "Dimensions on which none of these programmes has a finding are left out."
        ),
    )


def _dimensions(scribe: Scribe, findings: dict[str, list[Printed]]) -> list[dict]:
    found = {ref_key(e.payload["dimension"]): e.payload["dimension"] for several in findings.values() for e in several}
    return sorted(found.values(), key=lambda ref: (scribe.name(ref), ref["slug"]))


def _dimension_row(gathered: Gathered, dimension: dict, findings: dict[str, list[Printed]]) -> Row:
    cells = []
    for column, about in findings.items():
        absent = _("no finding on this dimension in the sources read") if about else _never(gathered, column)
        on_it = [entry for entry in about if entry.payload["dimension"] == dimension]
        cells.append(finding_cell(gathered.scribe, column, on_it, missing=NONE_FOUND, missing_words=absent))
    return Row(DIMENSION + dimension["slug"], gathered.scribe.name(dimension), cells)


def _count(gathered: Gathered, column: str) -> Cell:
    findings = gathered.own(column, "finding")
    if not findings:
        return Cell(missing=NONE_FOUND, missing_words=_never(gathered, column))
    number = len(findings)
    verdicts = Counter(entry.payload["verdict"] for entry in findings)
    evaluators = len({entry.payload["evaluator"] for entry in findings})
    said = ngettext("%(number)s finding", "%(number)s findings", number) % {"number": number}
    by = ngettext("by %(number)s evaluator", "by %(number)s evaluators", evaluators) % {"number": evaluators}
    return Cell(
        [
            Item(
                said,
                detail=f"{by}: {verdicts_said(verdicts, gathered.scribe.language)}",
                value=Decimal(number),
                unit="findings",
            )
        ]
    )


def _apart(gathered: Gathered, column: str) -> Cell:
    scribe = gathered.scribe
    items = [
        _about(scribe, whole, gathered.counted.get(ref_key(whole), 0), _("of which it is a part"))
        for whole in gathered.wholes[column]
    ]
    items += [
        _about(
            scribe,
            {"kind": stage.kind, "slug": stage.slug},
            len([e for e in gathered.about.get(key(stage), []) if e.kind == "finding"]),
            _("which is a part of it"),
        )
        for stage in gathered.stages[column]
    ]
    return Cell([item for item in items if item.value], missing=NONE_FOUND, missing_words=_("none"))


def _about(scribe: Scribe, ref: dict, number: int, how: str) -> Item:
    link = scribe.ref(ref, detail=how)
    said = ngettext("%(number)s finding about %(title)s", "%(number)s findings about %(title)s", number) % {
        "number": number,
        "title": link.words,
    }
    address = f"{link.address}#findings" if link.address else ""
    return Item(words=said, address=address, detail=how, value=Decimal(number), unit="findings")


def _never(gathered: Gathered, column: str) -> str:
    # What is said of several programmes together is said of each: then it is only on its own that it is not evaluated.
    if any(gathered.counted.get(ref_key(whole)) for whole in gathered.wholes[column]):
        return _("never evaluated on its own in the sources read")
    return _("never evaluated in the sources read")
