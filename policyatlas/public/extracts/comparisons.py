"""The extract of a comparison: one line for each statement of each cell, and one for each cell that has none."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.compare.answering import Answer, answer
from policyatlas.public.compare.comparability import said_in_short
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.subjects import MOST, Asked
from policyatlas.public.compare.table import Cell, Comparison, Group, Item, Row
from policyatlas.public.compare.table import Column as Subject
from policyatlas.values.quantities import as_number

from .table import BETWEEN, Column, Extract, Line, Value, distinct

COLUMNS = (
    "group",
    "row",
    "subject",
    "value_words",
    "value_number",
    "upper_number",
    "unit",
    "qualifier",
    "period",
    "whose",
    "verdict",
    "detail",
    "remark",
    "missing",
    "comparability",
    "sources_disagree",
    "source",
    "locator",
    "quote",
    "evidence_for",
)


def extract(noun: str, reading: Reading, parameters: QueryDict) -> Extract:
    """The comparison that the question asks for; as many queries as its page."""
    return of_answer(noun, answer(NOUNS[noun], reading, parameters))


def of_answer(noun: str, found: Answer) -> Extract:
    """The extract of a comparison that has been answered: the rows that are shown, folded ones included; no query."""
    made = found.shown
    return Extract(
        sort="comparison",
        stem=f"compare/{noun}",
        query=found.question.query(),
        title=f"{NOUNS[noun].plural}: {', '.join(column.title for column in made.columns)}",
        asked=_in_words(found),
        noun="statements",
        columns=tuple(Column(name, words.attribute(name, words.page_language())) for name in COLUMNS),
        lines=distinct(_lines(made, NOUNS[noun].kind, words.page_language())),
        ignored=(*_ignored(found.asked), *found.notes),
    )


def _in_words(found: Answer) -> tuple[str, ...]:
    """Which of the rows there are for these subjects are shown, where that is not all of them."""
    labels = {row.code: row.label for group in found.laid_out.groups for row in group.rows}
    chosen = [_("Rows: %(rows)s") % {"rows": "; ".join(labels[code] for code in found.question.rows)}]
    only = {"differ": _("Only rows that differ"), "figures": _("Only rows with figures")}
    return (*(chosen if found.question.rows else []), *(only[name] for name in found.question.only))


def _ignored(wanted: Asked) -> tuple[str, ...]:
    """What the comparison was asked for and does not show, in sentences."""
    unknown = [_("“%(word)s” is not in this edition, so it was left out.") % {"word": word} for word in wanted.unknown]
    beyond = _("Only the first %(most)s subjects are compared; the others were left out.") % {"most": MOST}
    return (*unknown, *([beyond] if wanted.beyond else []))


def _lines(made: Comparison, kind: str, language: str) -> Iterator[Line]:
    for group, row, subject, cell in made.cells():
        own, place = (kind, subject.slug), f"{row.code}/{subject.slug}"
        for number, item in enumerate(cell.items, 1):
            yield Line(
                key=f"{place}/{':'.join(item.about) if item.about else number}",
                label=f"{row.label}, {subject.title}",
                cells=tuple(_statement(group, row, subject, cell, item, language).values()),
                about=item.about or own,
                sources=tuple(f"{found.title}, {found.locator}" for found in item.evidence or cell.evidence),
                place=place,
            )
        if not cell.items:
            said = {"value_words": cell.absent, "missing": cell.missing, "comparability": said_in_short(row)}
            blank = dict.fromkeys(COLUMNS, "") | _numbers(cell.absent, cell.absent)
            line = blank | {"group": group.label, "row": row.label, "subject": subject.title} | said
            yield Line(f"{place}/1", f"{row.label}, {subject.title}", tuple(line.values()), own, place=place)


def _statement(group: Group, row: Row, subject: Subject, cell: Cell, item: Item, language: str) -> dict[str, Value]:
    evidence = item.evidence or cell.evidence
    inapplicable = words.absent("not-applicable", language)
    absent = item.words if item.missing else inapplicable
    said = {
        "group": group.label,
        "row": row.label,
        "subject": subject.title,
        "value_words": item.words,
        **_numbers(_number(item.value, absent), _number(item.upper, absent)),
        "unit": item.unit or inapplicable,
        "qualifier": item.qualifier or (absent if item.unit else inapplicable),
        "period": item.period,
        "whose": item.whose,
        "verdict": item.verdict_words,
        "detail": item.detail,
        "remark": item.remark,
        "missing": item.missing,
        "comparability": said_in_short(row),
        # Several passages of one statement share a cell: a line is a statement, so that lines can be counted.
        "sources_disagree": BETWEEN.join(card.title() for card in item.disagreements),
        "source": BETWEEN.join(passage.title for passage in evidence),
        "locator": BETWEEN.join(passage.locator for passage in evidence),
        "quote": BETWEEN.join(passage.quote for passage in evidence),
        "evidence_for": evidence_for(item, cell),
    }
    return {name: said[name] for name in COLUMNS}


def evidence_for(item: Item, cell: Cell) -> str:
    """What the passages speak of: `statement`, or `whole` where only those in the row of that name do; or nothing."""
    if item.general or cell.general:
        return "whole"
    return "statement" if item.evidence or cell.evidence else ""


def _numbers(value: Value, upper: Value) -> dict[str, Value]:
    return {"value_number": value, "upper_number": upper}


def _number(value: Decimal | None, absent: str) -> Value:
    return absent if value is None else as_number(value)
