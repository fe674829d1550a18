"""A comparison as nested JSON data: subjects, then groups of rows with one cell for each subject."""

from collections.abc import Callable

from policyatlas.public.compare.table import Cell, Comparison, Item, Row
from policyatlas.public.evidence import Item as Passage
from policyatlas.public.extracts.comparisons import evidence_for
from policyatlas.values.quantities import as_number

Absolute = Callable[[str], str]


def as_data(comparison: Comparison, absolute: Absolute) -> dict:
    """The comparison as JSON data; `absolute` makes the address of a page absolute."""
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
        "value": None if item.value is None else as_number(item.value),
        "upper_value": None if item.upper is None else as_number(item.upper),
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
        "evidence_for": evidence_for(item, cell),
        "evidence": [_passage_data(passage) for passage in item.evidence or cell.evidence],
    }


def _passage_data(passage: Passage) -> dict:
    return {"source": passage.title, "locator": passage.locator, "quote": passage.quote, "url": passage.url}
