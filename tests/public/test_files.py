"""Every view as a file: the same data in each format, what the file says of itself, and the same bytes for ever."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone
from openpyxl import load_workbook

from policyatlas.public import words
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Line, fingerprint
from policyatlas.public.files.sheet import sheet_of
from policyatlas.public.files.workbooks import fitting, workbook
from policyatlas.records.models import Observation, Policy
from policyatlas.values.kinds import KINDS
from policyatlas.values.spreadsheets import LONGEST_CELL, escaped, unescaped
from policyatlas.values.vocabularies import MISSING
from tests.house.addresses import two_of_each
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU
from tests.public.taken import READERS, from_csv, from_xlsx, rows_of

pytestmark = pytest.mark.django_db

COMPARED = {"prefectures": TOHOKU, "programmes": (INDUSTRIAL, KNOWLEDGE), "clusters": CHARTED}


def views(reading) -> list[tuple[str, str]]:
    """A view of every sort, as its address below the edition and its question."""
    found = [(kind.address, "") for kind in KINDS.values()]
    found += [(f"{KINDS[kind].address}/{slug}", "") for kind, slug in two_of_each(reading)[::2]]
    found += [(f"compare/{noun}", "&".join(f"s={slug}" for slug in slugs)) for noun, slugs in COMPARED.items()]
    return [
        *found,
        ("policies", "kind=law&sort=-title"),
        ("search", "q=iwate"),
        ("search", ""),
        ("compare/clusters", ""),
    ]


@pytest.mark.parametrize("edition", ["", "/2026.1"])
def test_all_files_of_a_view_hold_its_data_and_the_same_facts(visitor, reading, pinned, edition):
    for stem, question in views(reading):
        extract = extract_at(stem, pinned if edition else reading, QueryDict(question))
        own = [column.key for column in extract.columns]
        for ending, read in READERS.items():
            address = f"{edition}/{stem}.{ending}?{question}"
            facts, headings, rows = read(visitor.get(address))
            cells = [row[: len(own)] for row in rows]
            assert headings[: len(own)] == own, address
            assert fingerprint(own, cells) == extract.fingerprint == facts["fingerprint"], address
            assert int(facts["rows"]) == len(rows) == len(extract.lines), address
            assert facts["address"] == f"http://testserver{edition}/{extract.path}", address
            assert facts["edition"] == (edition.strip("/") or "open"), address
            assert facts["fingerprint"] in facts["citation"], address
            for code, said in MISSING:
                told = facts["missing"][code] if ending == "json" else facts[f"missing: {code}"]
                assert said in str(told), address
                assert words.meaning(code) in str(told), address
            assert {"units", "sources", "licence", "filters", "title"} <= facts.keys(), address


def test_numbers_are_numbers_and_texts_are_texts_in_a_workbook(visitor, reading):
    for stem, question in views(reading):
        extract = extract_at(stem, reading, QueryDict(question))
        _, _, rows = from_xlsx(visitor.get(f"/{stem}.xlsx?{question}"))
        for line, row in zip(extract.lines, rows, strict=True):
            for expected, found in zip(line.cells, row, strict=False):
                assert isinstance(found, str) == isinstance(expected, str), f"{stem}: {line.key}: {expected!r}"


def test_a_csv_file_is_quoted_where_it_is_text_and_bare_where_it_is_a_number(visitor):
    text = visitor.get("/observations.csv").content.decode("utf-8-sig")
    line = next(line for line in text.splitlines() if line.startswith('"programme-annual-budget-industrial-cluster-'))
    assert ',680000000,"not applicable","JPY per year","exact",2004,' in line
    above = next(line for line in text.splitlines() if line.startswith('#,"lines above the headings",'))
    assert text.splitlines()[int(above.rpartition(",")[2])].startswith('"slug","title_en",')


def test_every_line_of_every_file_names_its_sources_and_its_page(visitor, reading):
    for stem, question in views(reading):
        _, headings, rows = from_csv(visitor.get(f"/{stem}.csv?{question}"))
        where = headings[-1]
        assert where == ("entry_url" if stem == "sources" else "url"), stem
        for row in (dict(zip(headings, row, strict=True)) for row in rows):
            assert row[where].startswith("http://testserver/") or row[where] == "not in print", (stem, row)
            if "sources" in row:
                assert row["sources"], (stem, row)
            else:
                assert row["source"] or not row["locator"], (stem, row)


def test_lists_without_a_column_for_evidence_name_their_sources_too(visitor):
    for address in ("evaluations", "disagreements"):
        rows = rows_of(visitor.get(f"/{address}.csv"))
        assert rows, address
        assert not [row["slug"] for row in rows if row["sources"] in ("", "not reported")], address
    terms = rows_of(visitor.get("/terms.csv"))
    # A code of another data set says where it is read; the names of terms are ours.
    assert {row["stip_code"][:4] for row in terms if row["sources"] == "not applicable"} <= {"none", "not "}
    assert {row["stip_code"][:2] for row in terms if row["sources"] != "not applicable"} >= {"TH", "PI", "TG"}


def test_the_pages_that_lines_lead_to_are_there(visitor):
    for path in ("/search.csv?q=iwate", f"/compare/programmes.csv?s={INDUSTRIAL}&s={KNOWLEDGE}", "/2026.1/terms.csv"):
        addresses = {row["url"] for row in rows_of(visitor.get(path))} - {"not in print"}
        assert addresses, path
        for address in addresses:
            assert visitor.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_what_a_comparison_names_and_is_not_in_print_has_no_address(visitor, desk):
    programme = desk.publish(desk.a_policy(slug="a-programme", kind="programme", places=[desk.a_place(slug="a-ghost")]))
    place = programme.places.get()
    desk.withdraw(place)
    rows = rows_of(visitor.get(f"/compare/programmes.csv?s=a-programme&s={INDUSTRIAL}"))
    assert "not in print" in {row["url"] for row in rows if "a-ghost" in row["value_words"]}
    assert not any(row["url"].endswith("/a-ghost/") for row in rows)


def test_a_workbook_can_be_worked_with(visitor):
    book = load_workbook(io.BytesIO(visitor.get("/2026.1/policies.xlsx").content))
    data, about = book["Data"], book["About"]
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref == data.dimensions
    assert all(8 <= data.column_dimensions[column[0].column_letter].width <= 60 for column in data.columns)
    assert data["A1"].font.bold
    assert about["A1"].value == "title"


def test_a_workbook_has_no_time_but_that_of_its_edition(visitor, pinned):
    day = timezone.localdate(pinned.edition.closed_at)
    content = visitor.get("/2026.1/policies.xlsx").content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {date(*part.date_time[:3]) for part in parts.infolist()} == {day}
        assert {part.date_time[3:] for part in parts.infolist()} == {(0, 0, 0)}
    properties = load_workbook(io.BytesIO(content)).properties
    assert properties.created.date() == properties.modified.date() == day


@pytest.mark.slow
def test_files_of_a_closed_edition_stay_the_same_to_the_byte(visitor, desk, reading):
    addresses = [f"/2026.1/{stem}.{ending}?{question}" for stem, question in views(reading) for ending in READERS]
    before = {address: visitor.get(address).content for address in addresses}
    law = desk.republish(Policy.objects.get(slug="technopolis-law"), title_en="Another law", start_year=1984)
    desk.close("2031.1")
    for observation in Observation.objects.filter(slug__startswith="technopolis-")[:20]:
        desk.republish(observation, remark="Read once more.")
    desk.withdraw(Observation.objects.filter(slug__startswith="programme-annual-budget").first())
    desk.publish(desk.a_policy(title_en="A plan that came later", kind="law"))
    desk.close("2032.1")
    desk.republish(law, title_en="A law of yet another name")
    for address, content in before.items():
        assert visitor.get(address).content == content, f"{address} is not what it was."


def test_a_file_is_named_by_view_and_edition(visitor):
    for address, name, shown in (
        ("/2026.1/policies.csv?kind=law", "policyatlas-policies-2026.1.csv", "attachment"),
        ("/policies/technopolis-law.xlsx", "policyatlas-policies-technopolis-law-open.xlsx", "attachment"),
        ("/2026.1/compare/clusters.json", "policyatlas-compare-clusters-2026.1.json", "inline"),
        ("/search.xlsx?q=iwate", "policyatlas-search-open.xlsx", "attachment"),
    ):
        response = visitor.get(address)
        assert response["Content-Disposition"] == f'{shown}; filename="{name}"'
        assert response["X-Robots-Tag"] == "noindex"


def test_only_the_head_can_be_asked_for_and_nothing_can_be_sent(visitor):
    for ending in READERS:
        asked = visitor.head(f"/2026.1/policies.{ending}")
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked["Content-Disposition"].endswith(f'.{ending}"')
        assert visitor.post(f"/2026.1/policies.{ending}").status_code == 405


@pytest.mark.parametrize("ending", READERS)
def test_what_is_not_there_is_refused_with_a_sentence(visitor, desk, ending):
    plan = desk.publish(desk.a_policy(slug="a-plan-taken-back"))
    desk.close("2031.1")
    desk.withdraw(plan, reason="It was entered twice.")
    gone = visitor.get(f"/policies/a-plan-taken-back.{ending}")
    assert gone.status_code == 410
    said = gone.json()["error"] if ending == "json" else gone.content.decode()
    assert "It was entered twice." in said
    assert f"http://testserver/2031.1/policies/a-plan-taken-back.{ending}" in said
    never = visitor.get(f"/policies/no-such-policy.{ending}")
    assert never.status_code == 404
    assert "was ever in print" in never.content.decode()


def test_pages_of_every_sort_link_their_files(visitor):
    for page, question in (
        ("/2026.1/policies/", "?kind=law"),
        ("/policies/technopolis-law/", ""),
        ("/compare/clusters/", "?s=kobe-bio&s=fukui-nano"),
        ("/search/", "?q=iwate"),
    ):
        text = visitor.get(page + question).content.decode()
        for ending in READERS:
            address = f"{page.rstrip('/')}.{ending}{question}".replace("&", "&amp;")
            assert text.count(f'href="{address}"') == 2, f"{page}: {address} is to be linked in head and body."
            assert f'<link rel="alternate" href="{address}"' in text


def test_json_holds_the_payloads_of_a_list_beside_its_cells(visitor, reading):
    data = json.loads(visitor.get("/policies.json?kind=law").content)
    assert [one["slug"] for one in data["results"]] == [line["cells"][0] for line in data["lines"]]
    for one in data["results"]:
        entry = reading.entry("policy", one["slug"])
        assert (one["payload"], one["sha256"]) == (entry.payload, entry.sha256)
    assert data["about"]["filters"] == data["asked"] == ["Kind: Law"]


@pytest.mark.parametrize(
    "text", ["a\rb", "a\r\nb", "\x0bform", "_x000D_", "_x005F_", "plain", "a\tb\nc", "\ufffe", "_x000D", "x_x_000D_"]
)
def test_texts_that_xml_cannot_hold_come_back(text):
    assert unescaped(escaped(text)) == text
    assert not {"\r", "\x0b", "\ufffe"} & set(escaped(text))


def test_a_text_too_long_for_a_workbook_says_that_it_was_cut(visitor, desk):
    desk.publish(desk.a_policy(slug="a-wordy-plan", summary="word " * 7000))
    _, headings, rows = from_xlsx(visitor.get("/policies.xlsx"))
    cell = next(row for row in rows if row[0] == "a-wordy-plan")[headings.index("summary")]
    assert cell == fitting("word " * 7000)
    assert len(cell) == LONGEST_CELL
    assert cell.endswith("[cut: the CSV and JSON files have all of it]")
    assert "word " * 7000 in visitor.get("/policies.csv").content.decode()


def test_control_characters_survive_every_format(visitor, desk):
    remark = "one\r\ntwo\x0bthree '=1+1"
    figure = desk.publish(desk.an_observation(remark=remark))
    for ending, read in READERS.items():
        _, headings, rows = read(visitor.get(f"/observations.{ending}"))
        found = next(row for row in rows if row[0] == figure.slug)[headings.index("remark")]
        assert (unescaped(found) if ending == "xlsx" else found) == remark


@pytest.mark.parametrize(
    ("value", "kept"),
    [(680000000, 680000000), (-0.5, -0.5), (10**20, 10**20), (1234567890123456789, "1234567890123456789"), (0, 0)],
)
def test_a_number_with_more_digits_than_excel_keeps_is_written_as_text(reading, value, kept):
    empty = extract_at("search", reading, QueryDict(""))
    line = Line("a", "A", (value, "#N/A", "=1+1", "", "", ""), ("term", "a"))
    sheet = sheet_of(replace(empty, lines=(line,)), reading, "http://testserver/")
    row = next(load_workbook(io.BytesIO(workbook(sheet)))["Data"].iter_rows(min_row=2, max_col=3))
    assert [cell.value for cell in row] == [kept, "#N/A", "'=1+1"]
    assert [cell.data_type for cell in row] == ["s" if isinstance(kept, str) else "n", "s", "s"]
