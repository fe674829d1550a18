"""CSV that opens as it should: Japanese readable in Excel, and no text that runs as a formula."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policyatlas.values.spreadsheets import safe_cell

from .extracts.table import as_text

# By this mark Excel knows that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A line that begins with this, unquoted, says something about the file; a reader of tables can be told to pass it over.
REMARK = "#"


def csv_text(
    headings: Sequence[str],
    rows: Iterable[Mapping[str, Any] | Sequence[Any]],
    preface: Iterable[tuple[str, Any]] = (),
) -> str:
    """The rows as CSV for people: as `bare_csv` has it, with a byte order mark.

    `preface` are facts about the file; each stands in a line `#,"name","value"` above the headings.
    """
    return "".join([BYTE_ORDER_MARK, remark(preface), bare_csv(headings, rows)])


def remark(facts: Iterable[tuple[str, Any]]) -> str:
    """Facts about the file, as the lines that stand above the headings."""
    return "".join(f"{REMARK},{csv_line(fact)}" for fact in facts)


def bare_csv(headings: Sequence[str], rows: Iterable[Mapping[str, Any] | Sequence[Any]]) -> str:
    """The rows as CSV (RFC 4180) below one line of headings: all texts in quotation marks, numbers bare."""
    written = [csv_line(headings)]
    for row in rows:
        written.append(csv_line([row[heading] for heading in headings] if isinstance(row, Mapping) else row))
    return "".join(written)


def csv_line(cells: Iterable[Any]) -> str:
    """One line."""
    return ",".join(map(_field, cells)) + "\r\n"


def _field(value: Any) -> str:
    if not isinstance(value, str):
        return as_text(value)
    return '"' + safe_cell(value).replace('"', '""') + '"'
