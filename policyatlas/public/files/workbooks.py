"""A file as an Excel workbook: the sheet “Data”, and “About” with the facts about it; the same bytes every time."""

import io
import zipfile
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook
from openpyxl.xml.functions import tostring

from policyatlas.public.extracts.table import Value, as_text
from policyatlas.values.spreadsheets import LONGEST_CELL, escaped, safe_cell

from .sheet import Sheet

DATA, ABOUT = "Data", "About"
# A text longer than a cell can hold is cut and says so.
CUT = " … [cut: the CSV and JSON files have all of it]"
# Excel keeps fifteen digits and would make zeros of the others: a longer number is written as text.
_DIGITS = 15
_NARROWEST, _WIDEST = 8, 60
# The system named in the zip, whichever it is made on.
_UNIX = 3


def workbook(sheet: Sheet) -> bytes:
    """The sheet as a workbook; its times are those of the edition, so that nothing in it says when it was made."""
    book = Workbook()
    _write_data(book.active, sheet)
    _write_about(book.create_sheet(ABOUT), sheet)
    book.properties.creator = "PolicyAtlas"
    book.properties.title = escaped(sheet.about.title)
    written = io.BytesIO()
    save_workbook(book, written)
    return _timeless(written, book, sheet.about.day)


def fitting(text: str) -> str:
    """A text no longer than a cell can hold."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _write_data(page: Worksheet, sheet: Sheet) -> None:
    page.title = DATA
    widths = [len(heading) + 2 for heading in sheet.headings]
    for place, heading in enumerate(sheet.headings, 1):
        _put(page.cell(1, place), heading)
        page.cell(1, place).font = Font(bold=True)
    for number, row in enumerate(sheet.rows(), 2):
        for place, value in enumerate(row, 1):
            _put(page.cell(number, place), value)
            widths[place - 1] = max(widths[place - 1], len(as_text(value)) + 1)
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = min(max(width, _NARROWEST), _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def _write_about(page: Worksheet, sheet: Sheet) -> None:
    for number, (name, value) in enumerate(sheet.about.pairs(), 1):
        _put(page.cell(number, 1), name)
        _put(page.cell(number, 2), value)
        page.cell(number, 1).font = Font(bold=True)
        page.cell(number, 1).alignment = Alignment(vertical="top")
        page.cell(number, 2).alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 110


def _put(cell: Cell, value: Value) -> None:
    if not isinstance(value, str):
        text = as_text(value)
        if len(text.strip("-0").replace(".", "")) <= _DIGITS:
            cell.value = value
            return
        value = text
    cell.value = fitting(escaped(safe_cell(value)))
    # “#N/A” is a text as well: openpyxl would make an error of it.
    cell.data_type = "s"


def _timeless(written: io.BytesIO, book: Workbook, day: date) -> bytes:
    """The workbook with the day of its edition in place of the moments of its making, which openpyxl writes."""
    moment = datetime.combine(day, time())
    book.properties.created = book.properties.modified = moment
    made = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = tostring(book.properties.to_tree()) if name == "docProps/core.xml" else old.read(name)
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            new.writestr(entry, content)
    return made.getvalue()
