"""CSV that opens as it should: Japanese readable in Excel, and no text that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# By this mark Excel knows that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def csv_text(headings: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV (RFC 4180, with a byte order mark)."""
    written = io.StringIO(newline="")
    written.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(written, headings)
    writer.writeheader()
    for row in rows:
        writer.writerow({heading: safe_cell(row[heading]) for heading in headings})
    return written.getvalue()


def safe_cell(value: Any) -> Any:
    """A value that a spreadsheet cannot take for a formula: such a text gets an apostrophe, a number stays itself."""
    if not isinstance(value, str):
        return value
    runs = value.strip()[:1] in {"=", "+", "-", "@"} or value[:1] in {"\t", "\r", "\n"}
    return f"'{value}" if runs else value
