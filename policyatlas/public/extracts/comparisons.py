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
from policyatlas.public.compare.question import only_words
from policyatlas.public.compare.rows import whole_words
from policyatlas.public.compare.subjects import MOST, Asked
from policyatlas.public.compare.table import Cell, Comparison, Group, Item, Row
from policyatlas.public.compare.table import Column as Subject
from policyatlas.values.canonical import digest
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
    "date_read",
    "confidence",
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
        title=title_of(noun, made),
        asked=in_words(found),
        noun="statements",
        columns=tuple(Column(name, words.attribute(name, words.page_language())) for name in COLUMNS),
        lines=distinct(_lines(made, NOUNS[noun].kind, words.page_language())),
        ignored=(*_ignored(found.asked), *found.notes),
    )


def title_of(noun: str, made: Comparison) -> str:
    """What a comparison is called: what is compared, and all its subjects by name."""
    return ": ".join(filter(None, [str(NOUNS[noun].plural), words.listed(column.title for column in made.columns)]))


def in_words(found: Answer) -> tuple[str, ...]:
    """Which of the rows there are for these subjects are shown, where that is not all of them."""
    labels = {row.code: row.label for group in found.laid_out.groups for row in group.rows}
    chosen = [_("Rows: %(rows)s") % {"rows": "; ".join(labels[code] for code in found.question.rows)}]
    return (*(chosen if found.question.rows else []), *map(only_words, found.question.only))


def _ignored(wanted: Asked) -> tuple[str, ...]:
    """What the comparison was asked for and does not show, in sentences."""
    unknown = [_("“%(word)s” is not in this edition, so it was left out.") % {"word": word} for word in wanted.unknown]
    beyond = _("Only the first %(most)s subjects are compared; the others were left out.") % {"most": MOST}
    return (*unknown, *([beyond] if wanted.beyond else []))


def _lines(made: Comparison, kind: str, language: str) -> Iterator[Line]:
    for group, row, subject, cell in made.cells():
        own, place = (kind, subject.slug), f"{row.code}/{subject.slug}"
        for item in cell.items:
            yield Line(
                key=f"{place}/{_named(item)}",
                label=f"{row.label}, {subject.title}",
                cells=tuple(_statement(group, row, subject, cell, item, language).values()),
                about=item.about or own,
                sources=tuple(f"{found.title}, {found.locator}" for found in item.evidence or cell.evidence),
                place=place,
            )
        if not cell.items:
            absence = Item(cell.absent, missing=cell.missing)
            line = _statement(group, row, subject, cell, absence, language)
            yield Line(f"{place}/1", f"{row.label}, {subject.title}", tuple(line.values()), own, place=place)


def _named(item: Item) -> str:
    """What names a statement within its cell in every edition: the entry that makes it, or else its own words."""
    return ":".join(item.about) if item.about else digest(item.words)[:12]


def _statement(group: Group, row: Row, subject: Subject, cell: Cell, item: Item, language: str) -> dict[str, Value]:
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
        "period": item.period or inapplicable,
        "whose": item.whose,
        "verdict": item.verdict_words,
        "detail": item.detail,
        "remark": item.remark,
        "missing": item.missing,
        "comparability": said_in_short(row),
        # Several passages of one statement share a cell: a line is a statement, so that lines can be counted.
        "sources_disagree": BETWEEN.join(card.title() for card in item.disagreements),
        **_passages(item, cell),
        "evidence_for": evidence_for(item, cell),
    }
    return {name: said[name] for name in COLUMNS}


def _passages(item: Item, cell: Cell) -> dict[str, str]:
    """The passages of a statement, or where they stand, or that there are none; each of its columns in their order."""
    found = item.evidence or cell.evidence
    if not found:
        elsewhere = _("see the row “%(row)s”") % {"row": whole_words()}
        none = elsewhere if item.general or cell.general else _("none named")
        return dict.fromkeys(("source", "locator", "quote", "date_read", "confidence"), none)
    unrecorded = _("not recorded")
    columns = {
        "source": [passage.title for passage in found],
        "locator": [passage.locator for passage in found],
        "quote": [passage.quote for passage in found],
        "date_read": [passage.date_read or unrecorded for passage in found],
        "confidence": [item.confidence or passage.confidence or unrecorded for passage in found],
    }
    return {name: BETWEEN.join(values) for name, values in columns.items()}


def evidence_for(item: Item, cell: Cell) -> str:
    """What the passages speak of: `statement`, or `whole` where only those in the row of that name do; or nothing."""
    if item.general or cell.general:
        return "whole"
    return "statement" if item.evidence or cell.evidence else ""


def _numbers(value: Value, upper: Value) -> dict[str, Value]:
    return {"value_number": value, "upper_number": upper}


def _number(value: Decimal | None, absent: str) -> Value:
    return absent if value is None else as_number(value)
