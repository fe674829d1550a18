"""Files of the atlas read by readers that know nothing of it (csv, openpyxl, json), and what the atlas says of them."""

import csv
import io
import json

from openpyxl import load_workbook

from policyatlas.public.files.verifying import verify

LAWS = "/2026.1/policies.{}?kind=law"
Table = tuple[dict, list[str], list[list]]


def from_csv(response) -> Table:
    """The facts a CSV file names, its headings and its rows, all as text."""
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf"), "Without a byte order mark Excel shows Japanese as rubbish."
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    facts = {line[1]: line[2] for line in lines if line[0] == "#"}
    headings, *rows = (line for line in lines if line[0] != "#")
    return facts, headings, rows


def from_xlsx(response) -> Table:
    """The same of a workbook; numbers are numbers, and an empty cell is an empty text."""
    book = load_workbook(io.BytesIO(response.getvalue()))
    assert book.sheetnames == ["Data", "About"]
    facts = dict(book["About"].iter_rows(values_only=True))
    cells = list(book["Data"].iter_rows())
    assert not [cell.coordinate for row in cells for cell in row if cell.data_type in "fe"], "A text became a formula."
    headings, *rows = [["" if cell.value is None else cell.value for cell in row] for row in cells]
    return facts, headings, rows


def from_json(response) -> Table:
    """The same of a JSON file: the columns of the fingerprint alone."""
    data = json.loads(response.getvalue())
    return data["about"], [column["key"] for column in data["columns"]], [line["cells"] for line in data["lines"]]


READERS = {"csv": from_csv, "xlsx": from_xlsx, "json": from_json}


def rows_of(response) -> list[dict]:
    """The rows of a CSV file by their headings."""
    _, headings, rows = from_csv(response)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def said(data: bytes) -> tuple[int, str]:
    """What the command would say of a file: its exit code and its sentences."""
    report = verify(data)
    return report.code, "\n".join(report.sentences)
