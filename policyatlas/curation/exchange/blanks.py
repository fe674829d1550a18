"""Templates: files with the headings of one noun, each explained, and an example; they import as no rows."""

import json
from collections.abc import Iterator

from django.db import models

from policyatlas.records.models import Passage

from .csv_files import REMARK
from .exporting import as_json, csv_line, lines_of, new_workbook, rows_of, saved, text_cell
from .rows import Row
from .shapes import Column, Shape, shape_of

EXPLAINED = "explained"


def blank(model: type[models.Model], ending: str) -> bytes:
    """The template for records of `model`, as `csv`, `xlsx` or `json`."""
    shape = shape_of(model)
    return _WRITERS[ending](shape, _example(shape))


def explained(shape: Shape) -> Iterator[tuple[str, bool, str]]:
    """`(heading, whether a new row needs it, what belongs there)` of every column."""
    for column in shape.columns:
        yield column.name, column.is_needed, _about(column)
    for sort in shape.sorts:
        for column in sort.columns:
            yield f"{sort.name}.{column.name}", column.is_needed, _about(column)


def _about(column: Column) -> str:
    field = column.field
    said = [column.about]
    if column.piece:
        return column.about
    if field.related_model is Passage:
        said.append("Each passage on a line of the cell, as source|locator|quotation.")
    elif field.is_relation:
        noun = field.related_model._meta
        said.append(f"Slugs of {noun.verbose_name_plural}, with “; ” between them." if column.is_list else _one(noun))
    elif field.choices:
        said.append(f"One of: {', '.join(str(code) for code, _ in field.flatchoices)}.")
    elif isinstance(field, models.BooleanField):
        said.append("yes or no.")
    elif isinstance(field, models.DateField):
        said.append("As 2005-04-01.")
    return " ".join(filter(None, said))


def _one(noun) -> str:
    if noun.model_name == "criterion":
        return "The slug of the framework and the number of the criterion: “nistep-conditions/3”."
    return f"The slug of the {noun.verbose_name}."


def _example(shape: Shape) -> Row | None:
    """A record in print that shows much: the one with most in its cells of the first few."""
    keys = shape.model.objects.in_print().order_by("pk").values_list("pk", flat=True)[:20]
    return max(rows_of(shape, keys), key=lambda row: sum(map(bool, row.cells.values())), default=None)


def _csv(shape: Shape, example: Row | None) -> bytes:
    lines = [csv_line(shape.headings)]
    lines.append(csv_line([f"{REMARK} Lines that begin with this sign are passed over. What belongs in the columns:"]))
    for heading, needed, about in explained(shape):
        lines.append(csv_line([f"{REMARK} {heading}", "needed" if needed else "", about]))
    if example:
        lines.append(csv_line([f"{REMARK} An example; without the sign before its slug it would be a record:"]))
        lines += [csv_line([f"{REMARK}{slug}", *cells]) for slug, *cells in lines_of(shape, example)]
    return ("\ufeff" + "".join(lines)).encode()


def _workbook(shape: Shape, example: Row | None) -> bytes:
    book = new_workbook()
    sheet = book.create_sheet(shape.noun)
    sheet.freeze_panes = "B2"
    sheet.append([text_cell(sheet, heading, bold=True) for heading in shape.headings])
    page = book.create_sheet(EXPLAINED)
    page.column_dimensions["A"].width, page.column_dimensions["C"].width = 28, 90
    page.append([text_cell(page, title, bold=True) for title in ("column", "needed", "what belongs there", "example")])
    lines = list(lines_of(shape, example)) if example else []
    for place, (heading, needed, about) in enumerate(explained(shape)):
        cells = [heading, "needed" if needed else "", about, *(line[place] for line in lines if line[place])]
        page.append([text_cell(page, cell) for cell in cells])
    return saved(book)


def _json(shape: Shape, example: Row | None) -> bytes:
    about = {heading: f"{text}{' Needed.' if needed else ''}" for heading, needed, text in explained(shape)}
    data = {"kind": shape.noun, "records": [], "columns": about, "example": example and as_json(shape, example)}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


_WRITERS = {"csv": _csv, "xlsx": _workbook, "json": _json}
