"""A list as data: the same rows as on the page, readable in Excel, and never a formula."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.spreadsheets import csv_text
from policyatlas.values.kinds import KINDS
from policyatlas.values.spreadsheets import bare, safe_cell
from tests.public.taken import from_csv
from tests.public.taken import rows_of as rows

pytestmark = pytest.mark.django_db

QUESTIONS = ["", "?q=technopolis", "?year_from=1995&year_to=2001", "?sort=-title"]
LAWS = "?kind=law&level=national&year_from=1995&year_to=2001"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_page_spreadsheet_and_json_have_the_same_entries(kind, question, visitor):
    address = f"/{KINDS[kind].address}"
    page = visitor.get(f"{address}/{question}{'&' if question else '?'}per_page=200")
    said = page.context["found_words"].split()[0]
    count = 0 if said == "None" else int(said)
    sheet = rows(visitor.get(f"{address}.csv{question}"))
    data = visitor.get(f"{address}.json{question}").json()
    assert count == len(sheet) == data["count"] == len(data["results"])
    assert [row["slug"] for row in sheet] == [one["slug"] for one in data["results"]], "Not in the same order."


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_of_a_spreadsheet_is_blank(kind, visitor):
    for row in rows(visitor.get(f"/{KINDS[kind].address}.csv")):
        blank = [heading for heading, value in row.items() if value is None or not value.strip()]
        assert not blank, f"{kind} {row['slug']} is blank at {blank}: absence is said in words."


@pytest.mark.parametrize("kind", KINDS)
def test_the_downloads_of_a_page_are_on_it_and_keep_its_question(kind, visitor):
    address = f"/{KINDS[kind].address}"
    text = visitor.get(f"{address}/?q=a&page=1&per_page=25&sort=-title").content.decode()
    for ending in ("csv", "xlsx", "json"):
        expected = f'href="{address}.{ending}?q=a&amp;sort=-title"'
        assert expected in text, f"The page does not link {expected}."


def test_the_national_laws_between_two_years_as_a_spreadsheet(visitor):
    response = visitor.get(f"/policies.csv{LAWS}")
    assert response.content.startswith(b"\xef\xbb\xbf"), "Without a byte order mark Excel shows Japanese as rubbish."
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="policyatlas-policies-open.csv"'
    law = next(row for row in rows(response) if row["title_ja"] == "科学技術基本法")
    assert (law["start_year"], law["end_year"], law["kind"]) == ("1995", "not reported", "Law")
    assert law["url"] == "http://testserver/policies/science-and-technology-basic-law/"
    assert "“" in law["passages"]


def test_a_pinned_download_says_its_edition(visitor):
    response = visitor.get("/2026.1/policies.csv")
    assert "policyatlas-policies-2026.1.csv" in response["Content-Disposition"]
    assert rows(response)[0]["url"].startswith("http://testserver/2026.1/policies/")
    assert visitor.get("/2026.1/policies.json").json()["edition"] == "2026.1"


def test_json_says_what_was_asked_and_what_was_left_out(visitor):
    data = visitor.get(f"/policies.json{LAWS}&foo=1").json()
    assert data["edition"] == "open"
    assert data["asked"] == ["Years: 1995–2001", "Kind: Law", "Level of government: National"]
    assert len(data["ignored"]) == 1
    assert data["licence"]["name"] == "CC BY 4.0"
    assert data["address"] == "http://testserver/policies/?kind=law&level=national&year_from=1995&year_to=2001"
    assert data["results"][0]["payload"]["kind"] == "law"


def test_json_keeps_japanese_readable(visitor):
    assert "岩手" in visitor.get("/prefectures.json?q=iwate").content.decode()


def test_a_figure_is_a_number_in_full_units(visitor, reading):
    numbers = {entry.slug: entry.payload for entry in reading.entries("observation")}
    for row in rows(visitor.get("/observations.csv")):
        payload = numbers[row["slug"]]
        if payload["value_missing"]:
            assert not any(character.isdigit() for character in row["value"]), row
        else:
            assert json.loads(row["value"]) == payload["value"], row


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t1", "\r1", "\n1", "  @SUM(A1)", "＝1+1", "'=1"])
def test_no_text_runs_as_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@given(st.text() | st.from_regex(r"['=+\-@\t ]{1,3}\w*", fullmatch=True))
def test_what_guards_a_text_can_be_taken_off_again(text):
    assert bare(safe_cell(text)) == text
    assert safe_cell(text).strip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}


@given(st.text(), st.text())
def test_two_texts_never_look_the_same(one, other):
    assert (safe_cell(one) == safe_cell(other)) == (one == other)


@pytest.mark.parametrize("value", [-5, 3.5, 0, "plain", "1–2", "", "a=b"])
def test_what_is_no_formula_stays_itself(value):
    assert safe_cell(value) == value


def test_a_record_with_a_formula_for_a_title_is_harmless(desk, visitor):
    policy = desk.publish(desk.a_policy(title_en='=HYPERLINK("http://x.test","y")'))
    row = next(row for row in rows(visitor.get("/policies.csv")) if row["slug"] == policy.slug)
    assert row["title_en"].startswith("'=HYPERLINK")


def test_a_cell_may_hold_quotation_marks_commas_and_lines():
    value = 'one, "two"\nthree'
    read = list(csv.DictReader(io.StringIO(csv_text(["a"], [{"a": value}]).removeprefix("\ufeff"), newline="")))
    assert read == [{"a": value}]


def test_headings_are_the_same_with_and_without_rows(visitor):
    for declared in LISTS.values():
        _, full, rows_of_full = from_csv(visitor.get(f"/{declared.noun.address}.csv"))
        _, empty, rows_of_empty = from_csv(visitor.get(f"/{declared.noun.address}.csv?q=zzzzzz"))
        assert rows_of_full, declared.kind
        assert not rows_of_empty, declared.kind
        assert full == empty, declared.kind
