"""The extract of the evidence map: one line for each cell, also for those in which nothing was found."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.evidence_map.asking import OF_FINDINGS, OF_ROWS, ROWS
from policyatlas.public.evidence_map.cells import Cell, Map, Row, made
from policyatlas.values.vocabularies import VERDICT

from .table import Column, Extract, Line, Value

COLUMNS = ("kind", "slug", "title", "dimension", "findings", *VERDICT.codes, "strongest", "evaluations_read", "missing")


def extract(reading: Reading, parameters: QueryDict) -> Extract:
    """The map that the question asks for; as many queries as its page."""
    return of_map(made(reading, parameters))


def of_map(found: Map) -> Extract:
    """The extract of a map that is made; no query."""
    language = words.page_language()
    asked = [
        f"{words.attribute(name, language)}: {words.listed(vocabulary.label(code, language) for code in codes)}"
        for name, vocabulary in (OF_FINDINGS | OF_ROWS).items()
        if (codes := getattr(found.asked, name))
    ]
    if found.asked.years:
        asked.append(f"{words.attribute('years', language)}: {found.asked.years}")
    return Extract(
        sort="evidence",
        stem="evidence",
        query=found.asked.query(),
        title=_("Evidence map: %(rows)s") % {"rows": ROWS[found.asked.rows]},
        asked=tuple(asked),
        noun="statements",
        columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
        lines=tuple(_line(row, cell, language) for row in found.rows for cell in row.cells),
        ignored=found.asked.ignored,
    )


def _line(row: Row, cell: Cell, language: str) -> Line:
    numbers = {one.code: one.number for one in cell.verdicts}
    # A cell without findings has no numbers: nobody counted to zero.
    absent = words.absent("not-applicable" if cell.missing == "filtered" else cell.missing or "not-reported", language)
    counts: list[Value] = [numbers.get(code, 0) if cell.number else absent for code in VERDICT.codes]
    return Line(
        key=f"{row.card.kind}:{row.card.slug}/{cell.dimension.slug}",
        label=f"{row.card.title(language)}, {cell.dimension.title(language)}",
        cells=(
            words.kind_label(row.card.kind, language),
            row.card.slug,
            row.card.title(language),
            cell.dimension.title(language),
            cell.number or absent,
            *counts,
            cell.strongest or absent,
            row.evaluations or absent,
            cell.missing,
        ),
        about=(row.card.kind, row.card.slug),
        sources=tuple(source.title(language) for source in cell.sources),
    )
