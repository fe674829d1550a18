"""A file as an Excel workbook: the sheet “Data”, and “About” with the facts about it; the same bytes every time."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import save_workbook
from openpyxl.xml.functions import tostring

from policyatlas.public.extracts.table import Value, as_text
from policyatlas.values.spreadsheets import LONGEST_CELL, escaped, safe_cell

from .about import About
from .sheet import Sheet

Row = Sequence[Value]
DATA, ABOUT = "Data", "About"
# A text longer than a cell can hold is cut and says so.
CUT = " … [cut: the CSV and JSON files have all of it]"
# Excel keeps fifteen digits and would make zeros of the others: a longer number is written as text.
_DIGITS = 15
_NARROWEST, _WIDEST = 8, 60
# So much is copied at a time.
_PIECE = 65_536
# The system named in the zip, whichever it is made on.
_UNIX = 3


def workbook(sheet: Sheet) -> bytes:
    """The sheet as a workbook, in memory."""
    made = io.BytesIO()
    write(sheet.headings, sheet.rows, sheet.about, made)
    return made.getvalue()


def write(headings: list[str], rows: Callable[[], Iterable[Row]], about: About, file: IO[bytes]) -> None:
    """Write a workbook into `file`, row by row; `rows` gives them from the first, as often as it is called.

    Its times are those of the edition, so that nothing in it says when it was made.
    """
    book = Workbook(write_only=True)
    _write_data(book.create_sheet(DATA), headings, rows)
    _write_about(book.create_sheet(ABOUT), about)
    book.properties.creator = "PolicyAtlas"
    book.properties.title = escaped(about.title)
    with TemporaryFile() as written:
        save_workbook(book, written)
        _timeless(written, book, about.day, file)


def fitting(text: str) -> str:
    """A text no longer than a cell can hold."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _write_data(page: WriteOnlyWorksheet, headings: list[str], rows: Callable[[], Iterable[Row]]) -> None:
    widths, count = [len(heading) + 2 for heading in headings], 1
    # How wide the columns are stands above the rows.
    for row in rows():
        count += 1
        widths = [max(width, len(as_text(value)) + 1) for width, value in zip(widths, row, strict=True)]
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = min(max(width, _NARROWEST), _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count}"
    page.append([_cell(page, heading, font=Font(bold=True)) for heading in headings])
    for row in rows():
        page.append([_cell(page, value) for value in row])


def _write_about(page: WriteOnlyWorksheet, about: About) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 110
    above = Alignment(vertical="top")
    wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left")
    for name, value in about.pairs():
        page.append(
            [_cell(page, name, font=Font(bold=True), alignment=above), _cell(page, value, alignment=wrapped)],
        )


def _cell(page: WriteOnlyWorksheet, value: Value, **looks: Font | Alignment) -> WriteOnlyCell:
    """The value as a number where Excel keeps all its digits, else as a text."""
    if not isinstance(value, str):
        text = as_text(value)
        if len(text.strip("-0").replace(".", "")) > _DIGITS:
            value = text
    if isinstance(value, str):
        cell = WriteOnlyCell(page, fitting(escaped(safe_cell(value))))
        # “#N/A” is a text as well: openpyxl would make an error of it.
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(page, value)
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell


def _timeless(written: IO[bytes], book: Workbook, day: date, file: IO[bytes]) -> None:
    """Write the workbook with the day of its edition in place of the moments of its making, which openpyxl writes."""
    moment = datetime.combine(day, time())
    book.properties.created = book.properties.modified = moment
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, moment.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            if part.filename == "docProps/core.xml":
                new.writestr(entry, tostring(book.properties.to_tree()))
                continue
            entry.file_size = part.file_size
            with old.open(part) as given, new.open(entry, "w") as taken:
                shutil.copyfileobj(given, taken, _PIECE)
