"""“Cite this view”: the edition it names, what differs there, and files that independent readers read."""

import json
import re
import tomllib
from html import unescape
from pathlib import Path
from urllib.parse import quote

import bibtexparser
import pytest
import rispy
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.html import escape

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.citing.citations import citation_of
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.records.models import Policy
from tests.house.addresses import VISITS, two_of_each

pytestmark = pytest.mark.django_db

BUDGETS = tomllib.loads((Path(__file__).parents[1] / "house" / "query_budgets.toml").read_text())["cite"]
VIEWS = [
    "policies/?kind=law&level=national",
    "observations/?sort=-value",
    "policies/technopolis-programme/",
    "compare/prefectures/?s=iwate&s=aomori",
    "compare/clusters/?s=kobe-bio&s=hamamatsu",
    "search/?q=iwate",
]


@pytest.fixture
def read(visitor):
    """The text of a page, as people read it in its source."""

    def text(path: str, status: int = 200) -> str:
        response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}."
        return response.content.decode()

    return text


def file_of(view: str, ending: str) -> str:
    """The address of a view's citation: `policies/?kind=law` is at `policies.bib?kind=law`."""
    stem, _, question = view.partition("?")
    return f"{stem.rstrip('/')}.{ending}" + (f"?{question}" if question else "")


def extract_of(view: str, reading: Reading) -> Extract:
    """The data of a view."""
    stem, _, question = view.partition("?")
    return extract_at(stem.rstrip("/"), reading, QueryDict(question))


def absolute(path: str) -> str:
    """The whole address of a path."""
    return f"http://testserver{path}"


def field(page: str) -> str:
    """The address in the field of the page."""
    return unescape(re.search(r'<input class="form-control citing-field"[^>]* value="([^"]*)"', page)[1])


def said(page: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fingerprints(page: str) -> set[str]:
    """All fingerprints that stand on a page."""
    return set(re.findall(r"\b[0-9a-f]{64}\b", page))


# --- The edition that is named


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_in_print_now_is_cited_in_the_newest_closed_edition(view, read, pinned):
    page = read(f"/cite/{view}")
    extract = extract_of(view, pinned)
    assert field(page) == f"http://testserver/2026.1/{view}"
    assert fingerprints(page) == {extract.fingerprint}
    assert "What is in print now is what edition 2026.1 shows." in said(page)
    assert re.search(rf"What is cited: {len(extract.lines)} (entries|entry|statements) in edition 2026.1", said(page))
    # What the field says can be read, and shows this view.
    assert read(field(page).removeprefix("http://testserver"))


@pytest.mark.parametrize("view", VIEWS)
def test_reading_an_edition_cites_that_edition_for_ever(view, read, desk):
    before = read(f"/2026.1/cite/{view}")
    assert field(before) == f"http://testserver/2026.1/{view}"
    _revise_technopolis(desk)
    desk.close("2030.1")
    desk.publish(desk.a_policy(title_en="Iwate once more", places=[]))
    desk.close("2031.1")
    assert read(f"/2026.1/cite/{view}") == before


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
@pytest.mark.parametrize("view", VIEWS)
def test_files_of_an_edition_are_the_same_for_ever(view, ending, read, desk):
    before = read(f"/2026.1/{file_of(view, ending)}")
    _revise_technopolis(desk)
    desk.close("2030.1")
    assert read(f"/2026.1/{file_of(view, ending)}") == before


def test_another_closed_edition_can_be_chosen(read, desk):
    desk.close("2030.1")
    page = read("/cite/policies/?kind=law")
    assert field(page) == "http://testserver/2030.1/policies/?kind=law"
    assert '<a href="/2026.1/cite/policies/?kind=law" rel="nofollow">2026.1</a>' in page
    older = read("/2026.1/cite/policies/?kind=law")
    assert field(older) == "http://testserver/2026.1/policies/?kind=law"
    assert '<a href="/cite/policies/?kind=law#others" rel="nofollow">' in older


def test_only_editions_that_have_the_record_are_offered(read, desk):
    desk.publish(desk.a_policy(slug="a-later-plan"))
    desk.close("2030.1")
    desk.close("2030.2")
    page = read("/cite/policies/a-later-plan/")
    assert 'href="/2030.1/cite/policies/a-later-plan/"' in page
    assert "/2026.1/cite/" not in page
    assert 'href="/2026.1/cite/policies/technopolis-programme/"' in read("/cite/policies/technopolis-programme/")


def test_an_edition_has_an_entry_from_its_first_to_before_its_last(desk):
    policy = desk.publish(desk.a_policy(slug="a-short-plan"))
    desk.close("2030.1")
    policy.refresh_from_db()
    desk.withdraw(policy)
    desk.close("2030.2")
    having = Edition.objects.closed().with_entry("policy", "a-short-plan")
    assert [edition.label for edition in having] == ["2030.1"]


# --- What differs


def test_what_differs_is_counted_and_shown(read, desk):
    _revise_technopolis(desk)
    page = read("/cite/policies/technopolis-programme/")
    assert "1 line differs between edition 2026.1 and now: 1 changed." in said(page)
    assert "<ins>Something else became of it.</ins>" in page
    assert 'href="/changes/policies/technopolis-programme/?from=2026.1"' in page
    assert field(page) == "http://testserver/2026.1/policies/technopolis-programme/"
    # What was cited is what stands there still; what is seen now has its own fingerprint and the day.
    kept = fingerprints(read("/2026.1/cite/policies/technopolis-programme/"))
    seen = extract_of("policies/technopolis-programme/", Reading.now()).fingerprint
    assert fingerprints(page) == kept | {seen}
    assert f"Open edition, read on {_today()}." in said(page)


def test_lines_that_come_and_go_are_counted(read, desk):
    desk.publish(desk.a_policy(kind="law", title_en="A later law"))
    _withdraw(desk, "hiranuma-plan")
    page = read("/cite/policies/")
    assert re.search(r"\d+ lines differ between edition 2026.1 and now: 1 added, 1 removed", said(page))
    assert "Added A later law" in said(page)
    assert 'href="/changes/policies/?from=2026.1"' in page
    laws = read("/cite/policies/?kind=law")
    assert "1 line differs between edition 2026.1 and now: 1 added." in said(laws)
    assert 'href="/changes/policies/?kind=law&amp;from=2026.1"' in laws
    assert "What is in print now is what edition 2026.1 shows." in said(read("/cite/clusters/"))


def test_only_the_first_differences_are_shown(read, desk):
    for number in range(7):
        desk.publish(desk.a_policy(kind="law", title_en=f"Later law {number}"))
    page = said(read("/cite/policies/?kind=law"))
    assert "7 lines differ" in page
    assert page.count("Added Later law") == 5
    assert "and 2 more lines" in page


def test_a_long_value_is_cut_and_an_empty_one_is_a_word(read, desk):
    policy = desk.publish(desk.a_policy(slug="a-wordy-plan", aims="x" * 400))
    desk.close("2030.1")
    policy.refresh_from_db()
    desk.republish(policy, aims="y" * 400, start_year=1999)
    page = read("/cite/policies/a-wordy-plan/")
    assert f"<ins>{'y' * 160}…</ins>" in page
    assert f"<del>{'x' * 160}…</del>" in page
    assert "<del>not reported</del> <ins>1999</ins>" in page
    # What was missing is missing no longer.
    assert "<del>not reported</del> <ins>nothing</ins>" in page


# --- Views that no closed edition has


def test_a_newer_record_says_so_and_what_to_do(read, desk):
    desk.publish(desk.a_policy(slug="a-later-plan", title_en="A later plan"))
    page = read("/cite/policies/a-later-plan/")
    assert "It is not in edition 2026.1, the newest closed one." in said(page)
    assert "with the day on which you read it" in said(page)
    assert field(page) == "http://testserver/policies/a-later-plan/"
    assert f"PolicyAtlas. A later plan . Open edition, read on {_today()}." in said(page)
    assert 'href="/policies/a-later-plan.csv"' in page
    assert 'href="/policies/a-later-plan.bib"' in page


def test_a_question_that_the_edition_cannot_be_asked_says_so(read, desk):
    place = desk.publish(desk.a_place(slug="new-city", name_en="New City"))
    desk.publish(desk.a_policy(title_en="A plan for the new city", places=[place]))
    page = read("/cite/policies/?place=place:new-city")
    assert "does not have all that is asked for: Place: New City." in said(page)
    assert field(page) == "http://testserver/policies/?place=place:new-city"
    pinned = read("/2026.1/cite/policies/?place=place:new-city")
    assert "nothing in this edition is “place:new-city”, so it was left out" in said(pinned)
    assert field(pinned) == "http://testserver/2026.1/policies/"


def test_a_subject_that_the_edition_does_not_have_says_so(read, desk):
    desk.publish(desk.a_cluster(slug="new-cluster", name_en="New Cluster"))
    page = read("/cite/compare/clusters/?s=new-cluster&s=hamamatsu")
    assert "does not have all that is asked for: new-cluster." in said(page)
    assert "“new-cluster” is not in this edition" in said(
        read("/2026.1/cite/compare/clusters/?s=new-cluster&s=hamamatsu&s=kobe-bio")
    )


def test_what_is_asked_in_vain_makes_no_difference_between_editions(read, desk):
    place = desk.publish(desk.a_place(slug="old-city", name_en="Old City"))
    desk.publish(desk.a_policy(slug="a-plan-of-old", places=[place]))
    desk.close("2030.1")
    _withdraw(desk, "a-plan-of-old")
    page = read("/cite/policies/?place=place:old-city")
    assert field(page) == "http://testserver/2030.1/policies/"
    assert "nothing in this edition is “place:old-city”, so it was left out" in said(page)


def test_without_any_closed_edition_the_day_is_cited(read):
    now = Reading.now()
    now.entries().update(since=now.edition)
    Edition.objects.closed().delete()
    page = read("/cite/policies/")
    assert "No edition has been closed yet." in said(page)
    assert f"Open edition, read on {_today()}." in said(page)


def test_a_record_that_was_withdrawn_says_where_it_is(read, desk):
    _withdraw(desk, "hiranuma-plan")
    assert "/2026.1/policies/hiranuma-plan/" in read("/cite/policies/hiranuma-plan/", status=410)
    assert "taken out of print" in read("/policies/hiranuma-plan.bib", status=410)
    assert "taken out of print" in json.loads(read("/policies/hiranuma-plan.csl.json", status=410))["error"]
    assert field(read("/2026.1/cite/policies/hiranuma-plan/"))
    desk.publish(desk.a_policy(slug="a-later-plan"))
    assert "came into print after" in read("/2026.1/cite/policies/a-later-plan/", status=404)


@pytest.mark.parametrize("address", ["cite/search/", "cite/search/?q=%20", "search.bib", "search.csl.json?x=1"])
def test_a_search_for_nothing_cannot_be_cited(address, read):
    assert "so there is nothing to cite" in read(f"/{address}", status=404)


@pytest.mark.parametrize("address", ["cite/compare/clusters/", "compare/clusters.ris?s=no-such"])
def test_a_comparison_of_nothing_cannot_be_cited(address, read):
    assert "Nothing is compared, so there is nothing to cite." in read(f"/{address}", status=404)


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
    _revise_technopolis(desk)
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


def _today() -> str:
    today = timezone.localdate()
    return f"{today.day} {today:%B %Y}"


def _revise_technopolis(desk) -> None:
    desk.republish(Policy.objects.get(slug="technopolis-programme"), summary="Something else became of it.")


def _withdraw(desk, slug: str) -> None:
    desk.withdraw(Policy.objects.get(slug=slug))
