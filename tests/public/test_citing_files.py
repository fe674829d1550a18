"""Citations as files that independent readers read, the way to them, whatever is asked, and what they cost."""

import json
import tomllib
from pathlib import Path
from urllib.parse import quote

import bibtexparser
import pytest
import rispy
from django.utils import translation
from django.utils.html import escape

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.citing.citations import citation_of
from tests.house.addresses import VISITS, two_of_each
from tests.public.citing import VIEWS, absolute, extract_of, field, file_of, revise_technopolis

pytestmark = pytest.mark.django_db

BUDGETS = tomllib.loads((Path(__file__).parents[1] / "house" / "query_budgets.toml").read_text())["cite"]


# --- The files


@pytest.mark.parametrize("edition", ["", "2026.1/"])
@pytest.mark.parametrize("view", VIEWS)
def test_files_say_what_the_page_shows(view, edition, visitor):
    reading = Reading(Edition.objects.get(label="2026.1"), pinned=True) if edition else Reading.now()
    extract = extract_of(view, reading)
    address = f"http://testserver/{edition}{view}"
    read = {ending: visitor.get(f"/{edition}{file_of(view, ending)}") for ending in ("bib", "ris", "csl.json")}
    (bib,) = bibtexparser.parse_string(read["bib"].content.decode()).entries
    (ris,) = rispy.loads(read["ris"].content.decode())
    (csl,) = json.loads(read["csl.json"].content)
    assert bib["url"] == ris["urls"][0] == csl["URL"] == address
    assert bib.key == ris["id"] == csl["id"]
    assert bib["version"] == ris["edition"] == csl["version"] == (edition.strip("/") or "open")
    for note in (bib["note"], ris["notes"][0], csl["note"]):
        assert extract.fingerprint in note
        assert note.startswith(f"{len(extract.lines)} ")
    assert ("accessed" in csl) == ("access_date" in ris) == ("urldate" in bib.fields_dict) == (not edition)
    assert [response["Content-Type"] for response in read.values()] == [
        "application/x-bibtex; charset=utf-8",
        "application/x-research-info-systems; charset=utf-8",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
    ]
    for ending, response in read.items():
        assert response["Content-Disposition"] == f'attachment; filename="{bib.key}.{ending}"'
        assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_shows_the_files_it_links(view, read):
    page = read(f"/cite/{view}")
    for ending in ("bib", "ris", "csl.json"):
        address = f"/2026.1/{file_of(view, ending)}"
        assert f'href="{escape(address)}" download' in page
        # Pages end their lines otherwise than RIS.
        assert escape(read(address)).replace("\r\n", "\n") in page.replace("\r\n", "\n")


def test_citations_of_an_edition_have_different_keys(pinned):
    views = [*VIEWS, "policies/", "policies/?kind=plan", "search/?q=aomori", "compare/prefectures/?s=aomori&s=iwate"]
    keys = {citation_of(extract_of(view, pinned), pinned.edition, absolute).key for view in views}
    assert len(keys) == len(views)


def test_a_title_full_of_traps_stays_a_title(read, desk):
    title = 'A {plan} of 100% \\ R&D_#1 "政策" ~ ^ $ TY  - BOOK'
    desk.publish(desk.a_policy(slug="a-trap", title_en=title))
    (ris,) = rispy.loads(read("/policies/a-trap.ris"))
    assert (ris["title"], ris["type_of_reference"]) == (" ".join(title.split()), "DATA")
    assert json.loads(read("/policies/a-trap.csl.json"))[0]["title"] == " ".join(title.split())
    library = bibtexparser.parse_string(read("/policies/a-trap.bib"))
    assert not library.failed_blocks
    assert [entry.entry_type for entry in library.entries] == ["dataset"]


def test_citations_in_japanese(reading, pinned):
    with translation.override("ja"):
        cited = citation_of(extract_of("policies/?kind=law", pinned), pinned.edition, absolute)
        searched = citation_of(extract_of("search/?q=岩手", reading), reading.edition, absolute)
    assert cited.words().startswith("PolicyAtlas「政策（種別: 法律）」2026.1版（")
    assert "件。http://testserver/2026.1/policies/?kind=law （SHA-256 " in cited.words()
    assert searched.full_title == "検索（語句: “岩手”）"
    assert searched.url == f"http://testserver/search/?q={quote('岩手')}"


# --- The way there


@pytest.mark.parametrize("edition", ["", "2026.1/"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_leads_to_its_citation(view, edition, read):
    page = read(f"/{edition}{view}")
    assert f'<a class="cite-link" href="/{edition}cite/{escape(view)}"' in page
    assert read(f"/{edition}cite/{view}")


def test_a_page_of_a_list_is_cited_as_the_whole_list(read):
    assert 'href="/cite/observations/"' in read("/observations/?page=2&per_page=25")
    assert field(read("/cite/observations/?page=2&per_page=25")) == "http://testserver/2026.1/observations/"


def test_what_shows_nothing_has_nothing_to_cite(read):
    for path in ("/search/", "/compare/clusters/", "/compare/clusters/?s=hamamatsu"):
        assert "cite-link" not in read(path), path
    assert 'href="/cite/search/?q=zzzzzz"' in read("/search/?q=zzzzzz")


def test_the_page_about_the_atlas_leads_to_an_example(read):
    assert 'href="/cite/policies/"' in read("/about/")


# --- Whatever is asked


@pytest.mark.parametrize(
    "question",
    [
        "",
        "kind=no-such",
        "page=99&per_page=x",
        "%00=%00",
        "q=%F0%9F&sort=%22",
        "year_from=x&year_to=-1",
        "s=&s=%ff&q=a",
    ],
)
@pytest.mark.parametrize("stem", ["policies", "policies/technopolis-programme", "compare/prefectures", "search"])
def test_no_question_breaks_a_citation(stem, question, visitor):
    for address in (f"cite/{stem}/", *(f"{stem}.{ending}" for ending in ("bib", "ris", "csl.json"))):
        for edition in ("", "2026.1/"):
            assert visitor.get(f"/{edition}{address}?{question}").status_code in (200, 404)


@pytest.mark.parametrize(
    "path", ["/cite/", "/cite/about/", "/cite/policies/no-such/", "/policies/x/y.bib", "/about.bib"]
)
def test_there_is_nothing_where_nothing_is_cited(path, read):
    read(path, status=404)
    read(f"/2026.1{path}", status=404)


def test_only_reading_is_allowed(visitor):
    assert visitor.post("/cite/policies/").status_code == 405
    assert visitor.post("/policies.bib").status_code == 405
    assert visitor.head("/policies.bib").status_code == 200


# --- What it costs


@pytest.mark.parametrize("view", VIEWS)
def test_citing_costs_a_fixed_number_of_queries(view, read, desk, django_assert_max_num_queries):
    sort = "comparisons" if view.startswith("compare") else "searches" if view.startswith("search") else "lists"
    most = BUDGETS["records" if view.endswith("programme/") else sort]
    revise_technopolis(desk)
    with django_assert_max_num_queries(most):
        read(f"/cite/{view}")
    with django_assert_max_num_queries(most // 2):
        read(f"/2026.1/cite/{view}")
    with django_assert_max_num_queries(most // 2):
        read(f"/{file_of(view, 'bib')}")


def test_every_record_is_within_the_budget(reading, read, django_assert_max_num_queries):
    for address in VISITS["record"](two_of_each(reading)):
        with django_assert_max_num_queries(BUDGETS["records"]):
            read(f"/cite{address}")
