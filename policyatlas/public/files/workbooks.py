"""A file as an Excel workbook: the sheet “Data”, and “About” with the facts about it; the same bytes every time."""

import shutil
import zipfile
from datetime import date, datetime, time
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import save_workbook
from openpyxl.xml.functions import tostring

from policyatlas.public.extracts.table import Value, as_text
from policyatlas.values.spreadsheets import LONGEST_CELL, escaped, safe_cell

from .about import About
from .sheet import Sheet

DATA, ABOUT = "Data", "About"
# A text longer than a cell can hold is cut and says so.
CUT = " … [cut: the CSV and JSON files have all of it]"
# Excel keeps fifteen digits and would make zeros of the others: a longer number is written as text.
_DIGITS = 15
_NARROWEST, _WIDEST = 8, 60
# So many rows say how wide the columns are.
_MEASURED = 250
# What is kept in memory of a workbook before it goes to a file without a name.
_IN_MEMORY = 1_000_000
# The system named in the zip, whichever it is made on.
_UNIX = 3


class Rows:
    """The sheet “Data”, written row by row into a temporary file; then the workbook around it."""

    def __init__(self, empty: Sheet):
        self._book = Workbook(write_only=True)
        self._page = self._book.create_sheet(DATA)
        self._headings, self._number = empty.headings, 0
        # How wide a column is must be said before the first row of all is written.
        self._waiting: list[tuple[Value, ...]] = []
        self._is_waiting = True

    def add(self, some: Sheet, _: object = None) -> None:
        """Write the rows of a sheet."""
        for row in some.rows():
            self._number += 1
            if self._is_waiting:
                self._waiting.append(row)
                self._begin_at(_MEASURED)
            else:
                self._append(row)

    def finished(self, about: About) -> IO[bytes]:
        """The workbook; its times are those of the edition, so that nothing in it says when it was made."""
        self._begin_at(0)
        self._page.auto_filter.ref = f"A1:{get_column_letter(len(self._headings))}{self._number + 1}"
        _write_about(self._book.create_sheet(ABOUT), about)
        self._book.properties.creator = "PolicyAtlas"
        self._book.properties.title = escaped(about.title)
        with TemporaryFile() as written:
            save_workbook(self._book, written)
            return _timeless(written, self._book, about.day)

    def close(self) -> None:
        """Let go of what was written."""
        # Only a book that is saved takes its temporary files away.
        with TemporaryFile() as nowhere:
            save_workbook(self._book, nowhere)

    def _begin_at(self, number: int) -> None:
        """Write what waits as soon as there is so much of it."""
        if not self._is_waiting or len(self._waiting) < number:
            return
        widths = [len(heading) + 2 for heading in self._headings]
        for row in self._waiting:
            widths = [max(width, len(as_text(value)) + 1) for width, value in zip(widths, row, strict=True)]
        for place, width in enumerate(widths, 1):
            self._page.column_dimensions[get_column_letter(place)].width = min(max(width, _NARROWEST), _WIDEST)
        self._page.freeze_panes = "A2"
        self._page.append([_cell(self._page, heading, font=Font(bold=True)) for heading in self._headings])
        self._is_waiting = False
        for row in self._waiting:
            self._append(row)
        self._waiting.clear()

    def _append(self, row: tuple[Value, ...]) -> None:
        self._page.append([_cell(self._page, value) for value in row])


def workbook(sheet: Sheet) -> bytes:
    """The sheet as a workbook."""
    rows = Rows(sheet)
    rows.add(sheet)
    with rows.finished(sheet.about) as made:
        return made.read()


def fitting(text: str) -> str:
    """A text no longer than a cell can hold."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _write_about(page: WriteOnlyWorksheet, about: About) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 110
    for name, value in about.pairs():
        said = _cell(page, name, font=Font(bold=True), alignment=Alignment(vertical="top"))
        wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left")
        page.append([said, _cell(page, value, alignment=wrapped)])


def _cell(page: WriteOnlyWorksheet, value: Value, **look) -> Cell:
    cell = WriteOnlyCell(page)
    _put(cell, value)
    for name, style in look.items():
        setattr(cell, name, style)
    return cell


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


def _timeless(written: IO[bytes], book: Workbook, day: date) -> IO[bytes]:
    """The workbook with the day of its edition in place of the moments of its making, which openpyxl writes."""
    moment = datetime.combine(day, time())
    book.properties.created = book.properties.modified = moment
    made = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            if name == "docProps/core.xml":
                new.writestr(entry, tostring(book.properties.to_tree()))
                continue
            with old.open(name) as part, new.open(entry, "w") as copy:
                shutil.copyfileobj(part, copy)
    made.seek(0)
    return made
