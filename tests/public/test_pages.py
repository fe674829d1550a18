"""The page of every entry: it opens, within its budget, with every passage and every absence on it."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db

# Queries of one page, however much it shows: edition, entry, what is around it, cards, disagreements.
BUDGET = 8
# How many figures of one indicator that lack the same are opened.
ALIKE = 4
# Attributes whose absence has words of its own: see templates/public/disagreement.html.
EDITORIAL = {"resolution": "Not settled", "comment": "No comment yet"}
# A sentence above the facts, without its name.
UNNAMED = {"summary", "description", "definition"}


def address(kind: str, slug: str, suffix: str = "/") -> str:
    """The address of an entry, written out: an address that changes breaks bookmarks."""
    return f"/{KINDS[kind].address}/{slug}{suffix}"


def quotes(data) -> set[str]:
    """Every quotation in a payload, however deep."""
    if isinstance(data, list):
        return set().union(*map(quotes, data))
    if isinstance(data, dict):
        own = {data["quote"]} if "quote" in data else set()
        return own.union(*map(quotes, data.values()))
    return set()


def different(entries: list[Entry]) -> list[Entry]:
    """Those of `entries` that differ in more than a number: of the figures of one indicator a few."""
    seen: Counter[str] = Counter()
    chosen = []
    for entry in entries:
        indicator = entry.payload.get("indicator")
        alike = f"{indicator} {sorted(entry.payload['missing'])}" if indicator else entry.slug
        seen[alike] += 1
        if seen[alike] <= ALIKE:
            chosen.append(entry)
    return chosen


@pytest.fixture
def open_page(visitor, django_assert_max_num_queries):
    """Opens an address within the budget of queries and gives its text."""

    def opened(path: str, status: int = 200) -> str:
        # There are thousands of pages to open, and Django keeps only so many queries.
        connection.queries_log.clear()
        with django_assert_max_num_queries(BUDGET):
            response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}, not {status}."
        return response.content.decode()

    return opened


@pytest.mark.crawl
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_opens_with_its_passages_and_its_absences_in_words(kind, open_page):
    entries = different(list(Reading.now().entries(kind)))
    assert entries, f"The shipped atlas has no {kind}: nothing was tested."
    for entry in entries:
        path = address(kind, entry.slug)
        page = open_page(path)
        assert "[no such variable" not in page, f"{path}: a template names a variable that its view does not give."
        assert escape(entry.title_en) in page, f"{path} does not say its title."
        for quote in quotes(entry.payload):
            assert escape(quote) in re.sub("</?mark>", "", page), f"{path} does not show the passage “{quote}”."
        for name, kind_of_missing in entry.payload["missing"].items():
            said = EDITORIAL.get(name, words.absent(kind_of_missing))
            assert said in page, f"{path} does not say that its {name} is {said}."
            if name not in EDITORIAL:
                assert words.attribute(name) in page, f"{path} hides its {name}, which is {said}."


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_queries_does_not_grow_with_what_a_page_shows(kind, visitor):
    slugs = list(Reading.now().entries(kind).values_list("slug", flat=True))[:12]
    counts = set()
    for slug in slugs:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address(kind, slug))
        counts.add(len(queries))
    # One query fewer where nothing is referred to, one fewer where there are no figures: never one a row.
    assert max(counts) - min(counts) <= 2, f"Pages of {KINDS[kind].en_plural} cost {sorted(counts)} queries."


def test_an_attribute_that_was_reported_is_on_the_page(open_page):
    for entry in Reading.now().entries("policy"):
        page = open_page(address("policy", entry.slug))
        for name in ("kind", "level", "approach", "phase"):
            said = words.said("policy", name, entry.payload[name])
            assert escape(said) in page, f"{entry.slug} does not show its {name}, {said}."
        for name in ("aims", "summary"):
            assert escape(entry.payload[name]) in page, f"{entry.slug} does not show its {name}."


@pytest.mark.crawl
def test_everything_a_page_refers_to_is_a_link(open_page):
    for kind in ("policy", "cluster", "prefecture", "organisation", "evaluation", "finding", "observation"):
        for entry in Reading.now().entries(kind)[:30]:
            page = open_page(address(kind, entry.slug))
            for facet in entry.facets.filter(name="refers"):
                other = facet.value.split(":")
                assert f'href="{address(*other)}"' in page, f"{entry} names {facet.value} without a link to it."


def test_a_page_says_what_it_is_to_search_engines(open_page):
    page = open_page("/policies/technopolis-programme/")
    assert '<link rel="canonical" href="http://testserver/policies/technopolis-programme/">' in page
    assert '<meta name="description" content="' in page
    assert "<title>Technopolis Programme – Policy – PolicyAtlas</title>" in page


def test_what_can_be_compared_leads_to_its_comparison(open_page):
    for path, comparison in (
        ("/prefectures/iwate/", "/compare/prefectures/?s=iwate"),
        ("/policies/technopolis-programme/", "/compare/programmes/?s=technopolis-programme"),
        ("/clusters/kobe-bio/", "/compare/clusters/?s=kobe-bio"),
    ):
        assert f'href="{comparison}"' in open_page(path)
        open_page(comparison)


def test_a_code_of_a_term_is_no_code_of_a_prefecture(open_page):
    assert "JIS X 0401 code" in open_page("/prefectures/iwate/")
    assert "JIS X 0401 code" not in open_page("/terms/agriculture/")
