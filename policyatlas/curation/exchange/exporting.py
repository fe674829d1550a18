"""Stored records as a file: the same columns as files to import have, so that it imports again without a change."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import models

from policyatlas.curation.refusals import Refused
from policyatlas.values.spreadsheets import LONGEST_CELL, escaped, safe_cell

from .cells import passages_of, slugs_of
from .rows import Row
from .shapes import PASSAGE, Column, Shape, shape_of
from .stored import Names, batches, stored

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

# By this mark Excel knows that a file is UTF-8.
_MARK = "\ufeff"
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def exported(model: type[models.Model], keys: Iterable[int], ending: str) -> bytes:
    """The records of these primary keys as a file of one of `FORMATS`; refused if a workbook cannot hold a text."""
    shape = shape_of(model)
    return _WRITERS[ending](shape, rows_of(shape, keys))


def rows_of(shape: Shape, keys: Iterable[int]) -> Iterator[Row]:
    """The records of these primary keys as rows."""
    names = Names()
    for batch in batches(keys):
        for one in stored(shape, names, pk__in=batch):
            yield one.row


def lines_of(shape: Shape, row: Row) -> Iterator[list[str]]:
    """The lines of a table that hold one row: the first with the record, each further one with a part of each sort."""
    for number in range(max([1, *map(len, row.parts.values())])):
        line = [row.cells[column.name] if number == 0 or column.name == "slug" else "" for column in shape.columns]
        for sort in shape.sorts:
            parts = row.parts[sort.name]
            cells = parts[number].cells if number < len(parts) else {}
            line += [cells.get(column.name, "") for column in sort.columns]
        yield line


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV, with every text in quotation marks and none that runs as a formula."""
    return ",".join('"' + safe_cell(cell).replace('"', '""') + '"' for cell in cells) + "\r\n"


def _csv(shape: Shape, rows: Iterable[Row]) -> bytes:
    lines = (csv_line(line) for row in rows for line in lines_of(shape, row))
    return "".join([_MARK, csv_line(shape.headings), *lines]).encode()


def _workbook(shape: Shape, rows: Iterable[Row]) -> bytes:
    # Looked at before anything is written: a workbook that was begun cannot be left.
    lines = [(row, line) for row in rows for line in lines_of(shape, row)]
    for row, line in lines:
        _check(row, line)
    book = new_workbook()
    sheet = book.create_sheet(shape.noun)
    sheet.freeze_panes = "B2"
    sheet.append([text_cell(sheet, heading, bold=True) for heading in shape.headings])
    for _, line in lines:
        sheet.append([text_cell(sheet, cell) if cell else None for cell in line])
    return saved(book)


def _check(row: Row, line: list[str]) -> None:
    # openpyxl would cut them and say nothing.
    if any(len(escaped(safe_cell(cell))) > LONGEST_CELL for cell in line if len(cell) > LONGEST_CELL / 8):
        raise Refused(f"“{row.slug}” has a text longer than a cell of a workbook can hold: export CSV or JSON instead.")


def new_workbook() -> "Workbook":
    """A workbook to be written line by line."""
    # Loaded with the first workbook: it takes 18 MB, and most workers never write one.
    from openpyxl import Workbook

    return Workbook(write_only=True)


def saved(book: "Workbook") -> bytes:
    """The bytes of a workbook."""
    from openpyxl.writer.excel import save_workbook

    written = io.BytesIO()
    save_workbook(book, written)
    return written.getvalue()


def text_cell(sheet, text: str, *, bold: bool = False) -> "WriteOnlyCell":
    """A cell that holds a text and nothing else, even where it looks like a number, a formula or an error."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, escaped(safe_cell(text)))
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _json(shape: Shape, rows: Iterable[Row]) -> bytes:
    records = [as_json(shape, row) for row in rows]
    return json.dumps({"kind": shape.noun, "records": records}, ensure_ascii=False, indent=1).encode()


def as_json(shape: Shape, row: Row) -> dict:
    """One row as an object, its parts as lists of objects."""
    found = {column.name: _value(column, row.cells[column.name]) for column in shape.columns}
    for sort in shape.sorts:
        found[sort.name] = [
            {column.name: _value(column, part.cells[column.name]) for column in sort.columns}
            for part in row.parts[sort.name]
        ]
    return found


def _value(column: Column, text: str) -> object:
    """The text of a cell as the value of JSON that says the same: a number, true or false, a list, or null."""
    field = column.field
    if column.is_list:
        several = passages_of(text) if "|" in text else []
        return [dict(zip(PASSAGE, words, strict=True)) for words in several] or slugs_of(text)
    if column.piece or field.is_relation:
        return text or None
    if isinstance(field, models.BooleanField):
        return text == "yes"
    if text and isinstance(field, models.IntegerField):
        return int(text)
    return None if text == "" and field.null else text


_WRITERS = {"csv": _csv, "xlsx": _workbook, "json": _json}
