"""Tables in CSV: in which encoding, with which separator, and where such a file is broken."""

import csv
import io
import re
from collections.abc import Iterator

from policyatlas.values.spreadsheets import bare

from .limits import LONGEST, check_rows
from .rows import Line, Table, Unreadable, grouped, headings
from .shapes import Shape

# A line that begins with this is a remark: no slug begins so.
REMARK = "#"
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def from_csv(content: bytes, shape: Shape) -> Table:
    """The file as a table; raises `Unreadable`."""
    text, encoding = _decoded(content)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(f"Line {line} holds a NUL, which is no text. Save the file as “CSV UTF-8” and try again.")
    separator = _separator(text, shape)
    lines = _lines(text, separator)
    first = next(lines, None)
    if first is None:
        raise Unreadable("The file has no line with headings. Take the template for this sort of record.")
    used, mistakes = headings(shape, first.cells)
    table = Table(shape, mistakes=mistakes, how=f"CSV in {encoding}, separated by {_SEPARATORS[separator]}")
    return grouped(table, used, check_rows(lines))


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(_UTF_16):
        raise Unreadable("The file is in UTF-16. Save it as “CSV UTF-8”.")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as mistake:
        broken = mistake
    if b"\0" in content:
        raise Unreadable("This is not a table, whatever its name says. Choose a CSV file, a workbook (.xlsx) or JSON.")
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError:
        text = ""
    # What is no Japanese text may be taken for one: then it has bytes that Shift-JIS would write in another way.
    if text and text.encode("cp932", "replace") == content and re.search("[぀-ヿ一-鿿]", text):
        return text, "Shift-JIS"
    line = content.count(b"\n", 0, broken.start) + 1
    raise Unreadable(
        f"Line {line} holds signs that are neither UTF-8 nor Shift-JIS. Save the file as “CSV UTF-8” and try again."
    )


def _separator(text: str, shape: Shape) -> str:
    """What separates the cells: that by which most headings are known."""
    head = next((line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith(REMARK)), "")

    def known(separator: str) -> int:
        cells = next(csv.reader([head], delimiter=separator), [])
        return sum(cell.strip() in shape.headings for cell in cells)

    return max(_SEPARATORS, key=known)


def _lines(text: str, separator: str) -> Iterator[Line]:
    """The lines that are not empty, each with the number at which it begins."""
    # Cells longer than the reader allows of itself are told of by us, with their line.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as mistake:
            raise Unreadable(
                f"The line that begins at line {number} cannot be read ({mistake}). "
                f"Look for a quotation mark that is not closed, or not doubled within a text."
            ) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells) and not cells[0].startswith(REMARK):
            if longest := max(map(len, cells)) > LONGEST and max(map(len, cells)):
                raise Unreadable(f"Line {number} has a cell of {longest} characters; {LONGEST} are allowed.")
            yield Line(number, [bare(cell) for cell in cells])
        number = reader.line_num + 1
