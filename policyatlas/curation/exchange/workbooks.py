"""Tables in Excel workbooks: read only once their zip was found to hold nothing that grows or reaches out."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from xml.parsers import expat

from openpyxl import load_workbook

from policyatlas.values.spreadsheets import bare, bare_number, unescaped

from .limits import LONGEST, check_rows
from .quoted import shortened
from .rows import Line, Mistake, Table, Unreadable, grouped, headings
from .shapes import Shape

# What a workbook may hold once it is unpacked, and how much more that may be than what was sent.
UNPACKED = 150 * 1024 * 1024
MEMBERS = 1_000
RATIO = 200
_HARMLESS = 5 * 1024 * 1024
_NO_WORKBOOK = "The file is no workbook that can be read. Save it anew as .xlsx, or as CSV, UTF-8."


def titles(content: bytes) -> list[str]:
    """The names of its sheets; raises `Unreadable`."""
    return _opened(content).sheetnames


def from_workbook(content: bytes, shape: Shape) -> Table:
    """The sheet named like the noun, or else the first, as a table; raises `Unreadable`."""
    book = _opened(content)
    sheet = book[shape.noun] if shape.noun in book.sheetnames else book.worksheets[0]
    # What a file says of its size is not believed: it would be filled up to it.
    sheet.reset_dimensions()
    table = Table(shape, how=f"the sheet “{sheet.title}” of a workbook")
    try:
        lines = _lines(sheet, table.mistakes)
        first = next(lines, None)
        if first is None:
            raise Unreadable("The sheet has no line with headings. Take the template for this sort of record.")
        while first.cells and not first.cells[-1].strip():
            first.cells.pop()
        used, mistakes = headings(shape, first.cells)
        table.mistakes += mistakes
        return grouped(table, used, check_rows(lines))
    except Unreadable:
        raise
    except Exception as mistake:  # openpyxl raises whatever it stumbles over.
        raise Unreadable(_NO_WORKBOOK) from mistake


def _opened(content: bytes):
    check(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception as mistake:  # openpyxl raises whatever it stumbles over.
        raise Unreadable(_NO_WORKBOOK) from mistake
    if not book.worksheets:
        raise Unreadable("The workbook has no sheet.")
    return book


def check(content: bytes) -> None:
    """Refuse a zip that grows beyond measure, or whose XML could make texts grow or fetch others."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            declared = sum(member.file_size for member in members)
            if len(members) > MEMBERS or declared > UNPACKED or declared > max(len(content) * RATIO, _HARMLESS):
                raise Unreadable("The workbook unpacks to far more than was sent. Save the sheet as CSV, UTF-8.")
            for member in members:
                _check_member(packed, member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as mistake:
        raise Unreadable(_NO_WORKBOOK) from mistake


def _check_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack one member once, counting, and read the beginning of its XML as openpyxl would."""
    counted, prolog = 0, _Prolog(member.filename)
    with packed.open(member) as unpacked:
        while chunk := unpacked.read(64 * 1024):
            counted += len(chunk)
            if counted > member.file_size:
                raise Unreadable("The workbook unpacks to more than it says. Save it anew as .xlsx.")
            prolog.feed(chunk)


class _Prolog:
    """The part of an XML file before its first element: a definition of entities may stand only there."""

    def __init__(self, name: str):
        self.done = not name.lower().endswith((".xml", ".rels", ".vml"))
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._element

    def feed(self, chunk: bytes) -> None:
        """Read on, unless the first element was there."""
        if not self.done:
            try:
                self.parser.Parse(chunk, False)
            except expat.ExpatError as mistake:
                raise Unreadable(_NO_WORKBOOK) from mistake

    def _element(self, *given) -> None:
        self.done = True

    def _refuse(self, *given) -> None:
        raise Unreadable("The workbook holds definitions of its own, which no spreadsheet program writes: refused.")


def _lines(sheet, mistakes: list[Mistake]) -> Iterator[Line]:
    """The lines that are not empty; formulas and errors in cells are among the `mistakes`."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = []
        for cell in row:
            if cell.value is not None and cell.data_type in ("f", "e"):
                what = "a formula" if cell.data_type == "f" else f"the error {shortened(str(cell.value))}"
                mistakes.append(Mistake(number, cell.coordinate, f"The cell holds {what}: put its value there."))
            cells.append(_text(cell.value))
        if longest := max(map(len, cells), default=0):
            if any("\0" in cell for cell in cells):
                raise Unreadable(f"Line {number} holds a NUL, which is no text. Type that cell anew.")
            if longest > LONGEST:
                raise Unreadable(f"Line {number} has a cell of {longest} characters; {LONGEST} are allowed.")
            if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                yield Line(number, cells)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return bare_number(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else bare(unescaped(str(value)))
