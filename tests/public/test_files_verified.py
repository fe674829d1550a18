"""Files that were taken: what was altered is found, and how a program saves them is not held against them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from policyatlas.public.files.reading import read
from policyatlas.public.files.verifying import ALTERED, UNALTERED
from tests.public.comparing import INDUSTRIAL, KNOWLEDGE, address
from tests.public.taken import LAWS, READERS, said
from tests.public.test_files import views

pytestmark = pytest.mark.django_db

FIGURES = "/2026.1/observations.{}"


def saved_again(data: bytes, *, delimiter: str = ",", encoding: str = "utf-8", comma: bool = False) -> bytes:
    """A CSV file as a spreadsheet program saves it: few quotation marks, all lines of one length, its own signs."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    width = max(map(len, lines))
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    for line in lines:
        cells = [cell.replace(".", ",") if comma and cell.replace(".", "", 1).isdecimal() else cell for cell in line]
        writer.writerow(cells + [""] * (width - len(line)))
    return written.getvalue().encode(encoding, errors="replace")


# --- Unaltered


@pytest.mark.parametrize("edition", ["", "/2026.1"])
def test_every_file_is_unaltered_as_it_was_taken(taken, reading, edition):
    for stem, question in views(reading):
        for ending in READERS:
            path = f"{edition}/{stem}.{ending}?{question}"
            code, text = said(taken(path))
            assert code == UNALTERED, f"{path}:\n{text}"
            assert "nothing of it has changed" in text, path
            assert "Altered" not in text, path
            assert ("exactly what edition 2026.1 holds" in text) == bool(edition), path


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"delimiter": ";"},
        {"delimiter": ";", "comma": True},
        {"delimiter": "\t", "encoding": "utf-16"},
        {"encoding": "utf-8-sig"},
    ],
)
@pytest.mark.parametrize("path", [LAWS, FIGURES, "/2026.1/policies/technopolis-law.{}"])
def test_a_csv_file_that_a_program_saved_again_is_still_recognised(taken, path, how):
    data = saved_again(taken(path.format("csv")), **how)
    assert data != taken(path.format("csv"))
    code, text = said(data)
    assert code == UNALTERED, text


def test_a_csv_file_saved_in_the_code_page_of_japanese_windows_is_recognised(taken, desk):
    desk.publish(desk.a_policy(title_ja="岩手の計画", kind="plan"))
    path = "/search.csv?q=岩手の計画"
    code, text = said(saved_again(taken(path), encoding="cp932"))
    assert code == UNALTERED, text


def test_ends_of_lines_inside_cells_do_not_matter(taken, desk):
    desk.publish(desk.a_policy(slug="a-plan-of-two-lines", summary="one\ntwo"))
    desk.publish(desk.a_policy(slug="a-plan-from-a-form", summary="one\r\ntwo"))
    for slug in ("a-plan-of-two-lines", "a-plan-from-a-form"):
        data = taken(f"/policies/{slug}.csv")
        unix = data.replace(b"\r\n", b"\n")
        for other in (unix, unix.replace(b"\n", b"\r\n")):
            assert said(other)[0] == UNALTERED, slug


def test_a_workbook_that_was_opened_and_saved_is_still_recognised(taken):
    book = load_workbook(io.BytesIO(taken(FIGURES.format("xlsx"))))
    book["Data"].column_dimensions["A"].width = 99
    written = io.BytesIO()
    book.save(written)
    assert written.getvalue() != taken(FIGURES.format("xlsx"))
    assert said(written.getvalue())[0] == UNALTERED


def test_a_json_file_in_another_layout_is_still_recognised(taken):
    data = json.loads(taken(LAWS.format("json")))
    assert said(json.dumps(data, sort_keys=True).encode())[0] == UNALTERED


def test_texts_that_begin_with_an_apostrophe_or_like_a_formula_are_unaltered(taken, desk):
    for title in ("'=1+1", "'s-Hertogenbosch", "=1+1", "-1", "＝1", "_x000D_", "#N/A"):
        desk.publish(desk.a_policy(title_en=title))
    desk.close("2031.1")
    for ending in READERS:
        code, text = said(taken(f"/2031.1/policies.{ending}"))
        assert code == UNALTERED, text


# --- Altered


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_an_altered_figure_is_found_and_named(taken, ending):
    data = taken(FIGURES.format(ending))
    assert data.count(b"680000000") >= 1
    code, text = said(data.replace(b"680000000", b"670000000"))
    assert code == ALTERED
    assert "Altered: it names the fingerprint" in text
    assert "value: “680000000” → “670000000”" in text
    assert "Since edition 2026.1 nothing of it has changed." in text


def test_an_altered_cell_of_a_workbook_is_found_and_named(taken):
    book = load_workbook(io.BytesIO(taken(LAWS.format("xlsx"))))
    book["Data"]["F3"] = 1999
    written = io.BytesIO()
    book.save(written)
    code, text = said(written.getvalue())
    assert code == ALTERED
    assert "start_year: “1983” → “1999”" in text


def test_a_line_taken_out_and_a_line_put_in_are_found(taken):
    lines = taken(LAWS.format("csv")).split(b"\r\n")
    gone = next(line for line in lines if line.startswith(b'"technopolis-law"'))
    code, text = said(b"\r\n".join(line for line in lines if line != gone))
    assert (code, "removed: Law for Accelerating" in text) == (ALTERED, True)
    made_up = gone.replace(b"technopolis-law", b"made-up-law")
    code, text = said(b"\r\n".join([*lines[:-1], made_up, b""]))
    assert (code, "added: policy:made-up-law" in text) == (ALTERED, True)


def test_lines_in_another_order_are_not_as_they_were(taken):
    lines = taken(LAWS.format("csv")).split(b"\r\n")
    lines[-3], lines[-2] = lines[-2], lines[-3]
    code, text = said(b"\r\n".join(lines))
    assert code == ALTERED
    assert "only the order of the lines" in text


def test_who_alters_the_fingerprint_too_is_found_by_the_edition(taken):
    data = taken(LAWS.format("csv"))
    named = read(data)
    forged = data.replace(b",1983,", b",1984,")
    computed = read(forged).computed
    assert computed != named.named
    code, text = said(forged.replace(named.named.encode(), computed.encode()))
    assert code == ALTERED
    assert "Unaltered: its 8 lines have the fingerprint that it names" in text
    assert "Yet these are not the lines that edition 2026.1 holds" in text
    assert "start_year: “1983” → “1984”" in text


@pytest.mark.parametrize(
    ("ending", "old", "new", "what"),
    [
        ("csv", b'/2026.1/policies/technopolis-law/"', b'/2026.1/policies/technopolis-lie/"', "column “url”"),
        ("csv", b'#,"title","Policies"', b'#,"title","Lies"', "its title"),
        ("json", b'"start_year": 1983', b'"start_year": 1984', "“results”"),
    ],
)
def test_what_the_fingerprint_does_not_cover_is_compared_as_well(taken, ending, old, new, what):
    data = taken(LAWS.format(ending))
    assert old in data
    code, text = said(data.replace(old, new))
    assert code == ALTERED
    assert "exactly what edition 2026.1 holds" in text
    assert "Altered outside the fingerprint" in text
    assert what in text


def test_a_nested_comparison_is_compared_as_a_whole(taken):
    data = taken("/2026.1" + address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".json"))
    assert b'"value": 680000000' in data
    code, text = said(data.replace(b'"value": 680000000', b'"value": 680000001'))
    assert (code, "Altered outside the fingerprint: “groups”." in text) == (ALTERED, True)


def test_a_file_that_names_what_its_edition_does_not_hold_is_altered(taken):
    data = taken("/2026.1/policies/technopolis-law.csv").replace(b"policies/technopolis-law/", b"policies/no-such-law/")
    code, text = said(data)
    assert (code, "edition 2026.1 holds nothing at that address" in text) == (ALTERED, True)


def test_columns_put_in_another_order_are_told_from_altered_cells(taken):
    lines = list(csv.reader(io.StringIO(taken(LAWS.format("csv")).decode("utf-8-sig"), newline="")))
    written = io.StringIO(newline="")
    csv.writer(written).writerows(line if line[0] == "#" else [line[1], line[0], *line[2:]] for line in lines)
    code, text = said(written.getvalue().encode())
    assert (code, "which columns there are" in text) == (ALTERED, True)


def test_a_file_without_its_further_columns_is_unaltered(taken):
    lines = list(csv.reader(io.StringIO(taken(LAWS.format("csv")).decode("utf-8-sig"), newline="")))
    written, width = io.StringIO(newline=""), next(line for line in lines if line[0] != "#").index("key")
    csv.writer(written).writerows(line if line[0] == "#" else line[:width] for line in lines)
    assert said(written.getvalue().encode())[0] == UNALTERED
