"""A comparison as data: a long table (CSV), and nested groups, rows and cells (JSON); both say what the page says."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from policyatlas.public.evidence import Item as Passage
from policyatlas.public.spreadsheets import csv_text

from .table import Cell, Column, Comparison, Group, Item, Row

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
    "sources_disagree",
    "source",
    "locator",
    "quote",
    "evidence_for",
    "address",
)
# Several passages of one statement share a cell of the long table: a line is a statement, so that lines can be counted.
BETWEEN = " | "

Absolute = Callable[[str], str]


def as_csv(comparison: Comparison, absolute: Absolute) -> str:
    """The comparison as CSV: one line per statement, and one per cell that has none, with its kind of missing."""
    return csv_text(COLUMNS, _lines(comparison, absolute))


def as_data(comparison: Comparison, absolute: Absolute) -> dict:
    """The comparison as JSON data: subjects, then groups of rows with one cell per subject."""
    return {
        "subjects": [
            {"slug": column.slug, "title": column.title, "address": absolute(column.address)}
            for column in comparison.columns
        ],
        "groups": [
            {
                "group": group.label,
                "note": group.note,
                "rows": [_row_data(comparison, row, absolute) for row in group.rows],
            }
            for group in comparison.groups
        ],
    }


def _lines(comparison: Comparison, absolute: Absolute) -> Iterator[dict]:
    for group, row, column, cell in comparison.cells():
        for item in cell.items:
            yield _line(group, row, column) | _statement(item, cell, absolute)
        if not cell.items:
            yield _line(group, row, column) | {"value_words": cell.absent, "missing": cell.missing}


def _line(group: Group, row: Row, column: Column) -> dict:
    return dict.fromkeys(COLUMNS, "") | {"group": group.label, "row": row.label, "subject": column.title}


def _statement(item: Item, cell: Cell, absolute: Absolute) -> dict:
    evidence = item.evidence or cell.evidence
    return {
        "value_words": item.words,
        "value_number": _plain(item.value),
        "upper_number": _plain(item.upper),
        "unit": item.unit,
        "qualifier": item.qualifier,
        "period": item.period,
        "whose": item.whose,
        "verdict": item.verdict_words,
        "detail": item.detail,
        "remark": item.remark,
        "missing": item.missing,
        "sources_disagree": BETWEEN.join(card.title() for card in item.disagreements),
        "source": BETWEEN.join(passage.title for passage in evidence),
        "locator": BETWEEN.join(passage.locator for passage in evidence),
        "quote": BETWEEN.join(passage.quote for passage in evidence),
        "evidence_for": _evidence_for(item, cell),
        "address": absolute(item.address) if item.address else "",
    }


def _evidence_for(item: Item, cell: Cell) -> str:
    """What the passages speak of: `statement`, or `whole` where only those in the row of that name do; or nothing."""
    if item.general or cell.general:
        return "whole"
    return "statement" if item.evidence or cell.evidence else ""


def _row_data(comparison: Comparison, row: Row, absolute: Absolute) -> dict:
    return {
        "code": row.code,
        "row": row.label,
        "cells": [
            {
                "subject": column.slug,
                "missing": cell.kind_of_missing,
                "missing_words": cell.absent,
                "statements": [_item_data(item, cell, absolute) for item in cell.items],
            }
            for column, cell in zip(comparison.columns, row.cells, strict=True)
        ],
    }


def _item_data(item: Item, cell: Cell, absolute: Absolute) -> dict:
    return {
        "words": item.words,
        "value": _number(item.value),
        "upper_value": _number(item.upper),
        "unit": item.unit,
        "qualifier": item.qualifier,
        "period": item.period,
        "missing": item.missing,
        "whose": item.whose,
        "verdict": item.verdict,
        "detail": item.detail,
        "remark": item.remark,
        "address": absolute(item.address) if item.address else "",
        "sources_disagree": [card.slug for card in item.disagreements],
        "evidence_for": _evidence_for(item, cell),
        "evidence": [_passage_data(passage) for passage in item.evidence or cell.evidence],
    }


def _passage_data(passage: Passage) -> dict:
    return {"source": passage.title, "locator": passage.locator, "quote": passage.quote, "url": passage.url}


def _number(value: Decimal | None) -> int | float | None:
    """A number as JSON and CSV say it: whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Decimal | None) -> int | float | str:
    number = _number(value)
    return "" if number is None else number
