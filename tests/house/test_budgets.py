"""Query budgets: what a page may cost is written in `query_budgets.toml`, and does not grow with what it shows."""

import tomllib
from math import ceil

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.files import streaming
from policyatlas.public.files.links import ENDINGS
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.matching import asked_words, matching
from policyatlas.records.models import Cluster, Place, Policy
from policyatlas.values.kinds import KINDS
from tests.house.addresses import VISITS, two_of_each
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db

BUDGETS = tomllib.loads((ROOT / "tests" / "house" / "query_budgets.toml").read_text())


@pytest.fixture
def cost(visitor):
    """The queries a page takes."""

    def of(address: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = visitor.get(address)
        response.getvalue()  # So that a file is closed.
        assert response.status_code == 200, f"{address} answers {response.status_code}."
        return [query["sql"] for query in queries]

    return of


def within(queries: list[str], most: int, address: str) -> None:
    """Fails, with the queries, where a page costs too much."""
    listed = "\n".join(f"  {number}. {sql[:300]}" for number, sql in enumerate(queries, 1))
    assert len(queries) <= most, (
        f"{address} takes {len(queries)} queries, {most} are allowed. Ask for what the page needs at once:\n{listed}"
    )


@pytest.mark.parametrize(("address", "most"), BUDGETS["pages"].items())
def test_single_pages(cost, address, most):
    within(cost(address), most, address)


def test_every_page_has_a_budget():
    routed = {"home", "about", "search", "editions", "edition", "edition-data", "compare-index", "changes"}
    routed |= {"changes-whole", "robots", "sitemap", "sitemap-part"}
    routed |= {"api", "api-openapi", "api-editions", "api-changes"}
    routed |= {
        "bibliography",
        "bibliography-file",
        "reference-file",
        "timeline",
        "map",
        "map-svg",
        "evidence",
        "styleguide",
    }
    visited = {address for route in routed for address in VISITS[route]([])}
    assert BUDGETS["pages"].keys() <= visited | {"/search/?q=iwate"}
    for route in routed:
        assert BUDGETS["pages"].keys() & set(VISITS[route]([])), f"Give {route} a budget in query_budgets.toml."


@pytest.mark.parametrize("kind", KINDS)
def test_lists_cost_the_same_with_more_rows_and_more_filters(cost, reading, kind):
    address, most = f"/{KINDS[kind].address}/", BUDGETS["lists"]["most"]
    few, many = cost(f"{address}?per_page=25"), cost(f"{address}?per_page=200")
    within(many, most, address)
    assert len(few) == len(many), f"{address} asks once for each row:\n" + "\n".join(many)
    asked = []
    for choice in LISTS[kind].filters:
        facets = reading.facet_counts({choice.name: reading.entries(kind)})[choice.name]
        asked += [f"{choice.name}={value}" for value in sorted(facets)[:2]]
    within(cost(f"{address}?{'&'.join(asked)}&q=a&year_from=1950"), most, f"{address} with all filters")


def test_records(cost, reading):
    for kind, slug in two_of_each(reading):
        address = f"/{KINDS[kind].address}/{slug}/"
        within(cost(address), BUDGETS["records"]["most"], address)


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_cost_the_same_with_more_lines(cost, reading, ending):
    budgets = BUDGETS["files"]
    for kind in KINDS.values():
        count = reading.entries(kind.code).count()
        parts = ceil(count / streaming.SHORT) if count > streaming.SHORT else 0
        for question in ("", "?q=a&sort=-title"):
            address = f"/2026.1/{kind.address}.{ending}{question}"
            within(cost(address), budgets["list"] + budgets["part"] * parts, address)
    for kind, slug in two_of_each(reading):
        address = f"/2026.1/{KINDS[kind].address}/{slug}.{ending}"
        within(cost(address), budgets["record"], address)
    for address in VISITS["file"]([("prefecture", slug) for slug in ("aomori", "akita", "iwate", "miyagi")]):
        if address.startswith("/map."):
            within(cost(f"/2026.1{address}"), budgets["map"], address)
        if address.startswith("/compare/prefectures") and f".{ending}" in address:
            within(cost(address), budgets["comparison"], address)
    for query in ("iwate", "a"):
        count = matching(reading, asked_words(QueryDict(f"q={query}"))[1]).count()
        parts = ceil(count / streaming.SHORT) if count > streaming.SHORT else 0
        address = f"/2026.1/search.{ending}?q={query}"
        within(cost(address), budgets["search"] + budgets["part"] * parts, address)


@pytest.mark.parametrize("kind", KINDS)
def test_the_api_costs_the_same_with_more_rows_and_what_its_pages_cost(cost, reading, kind):
    address, budget = f"/api/v1/{KINDS[kind].address}/", BUDGETS["api"]
    few, many = cost(f"{address}?per_page=25"), cost(f"{address}?per_page=200")
    within(many, budget["list"], address)
    assert len(few) == len(many), f"{address} asks once for each row:\n" + "\n".join(many)
    for entry in reading.entries(kind)[:2]:
        within(cost(f"{address}{entry.slug}/"), budget["record"], f"{address}{entry.slug}/")
    slugs = "&".join(f"s={entry.slug}" for entry in reading.entries(kind)[:5])
    for noun in NOUNS.values():
        if noun.kind == kind:
            compared = f"/api/v1/compare/{noun.address}/?{slugs}"
            within(cost(compared), budget["comparison"], compared)


@pytest.mark.parametrize("noun", NOUNS)
def test_comparisons_cost_the_same_whatever_subjects_and_rows(cost, reading, noun):
    choices = NOUNS[noun].choices(reading, ())
    slugs = sorted({choice.slug for group in choices.groups for choice in group.choices})
    budget, costs = BUDGETS["comparisons"], {}
    for number in budget["subjects"]:
        address = f"/compare/{noun}/?" + "&".join(f"s={slug}" for slug in slugs[:number])
        for options in ("", "&turn=yes&only=differ", "&only=figures&fold=findings&row=disagreements&utm=x"):
            queries = cost(f"{address}{options}")
            within(queries, budget["most"], f"{address}{options}")
            costs[number, options] = len(queries)
    # Not quite equal: what none of the subjects has (figures that may be disputed, a whole of which they are parts) is
    # not asked for.
    assert max(costs.values()) - min(costs.values()) <= 2, f"/compare/{noun}/ asks for each subject or row: {costs}"


_VIEWS = [
    "policies/?kind=law",
    "observations/?sort=-value",
    "policies/technopolis-programme/",
    "prefectures/iwate/",
    "compare/prefectures/?s=iwate&s=aomori",
    "compare/clusters/?s=kagawa-rare-sugar&s=fukui-nano",
    "search/?q=technopolis",
    "timeline/?phase=technopolis",
    "map/?show=indicator:prefecture-st-policy-year",
]


def _stir(desk, how: str = "other") -> None:
    """Something printed in the open edition in every kind of view."""
    for record in (Policy.objects.get(slug="technopolis-programme"), Cluster.objects.get(slug="kagawa-rare-sugar")):
        desk.republish(record, note="Seen again.", summary=f"Told in {how} words.")
    desk.publish(desk.a_policy(title_en="A technopolis plan", places=[Place.objects.get(slug="iwate")]))


@pytest.mark.parametrize("view", _VIEWS)
def test_pinned_pages_cost_little_more_until_something_changes(cost, desk, view):
    page, budget = len(cost(f"/{view}")), BUDGETS["pinned"]
    within(cost(f"/2026.1/{view}"), page + budget["unchanged"], f"/2026.1/{view}")
    _stir(desk)
    within(
        cost(f"/2026.1/{view}"), page * budget["times"] + budget["more"], f"/2026.1/{view}, of which something changed"
    )


@pytest.mark.parametrize("view", _VIEWS)
def test_changes_cost_the_view_twice(cost, desk, view):
    page = len(cost(f"/{view}"))
    _stir(desk)
    for edition in ("2999.1", "2999.2"):
        desk.close(edition)
        desk.publish(desk.a_policy(title_en="Another technopolis plan"))
    most = page * BUDGETS["changes"]["times"] + BUDGETS["changes"]["more"]
    stem, _, question = view.partition("?")
    within(cost(f"/changes/{stem}?{question}&from=2026.1"), most, view)


@pytest.mark.parametrize("view", _VIEWS)
def test_feeds_cost_the_view_once_for_each_edition(cost, desk, view):
    page, budget = len(cost(f"/{view}")), BUDGETS["feeds"]
    stem, _, question = view.partition("?")
    feed, costs = f"/changes/{stem.rstrip('/')}.atom?{question}", []
    for edition in ("2999.1", "2999.2", "2999.3"):
        _stir(desk, edition)
        queries = cost(feed)
        editions = len(costs) + 2
        within(queries, page * editions + budget["each_change"] * (editions - 1) + budget["more"], feed)
        costs.append(len(queries))
        desk.close(edition)
    desk.close("2999.4")
    assert len(cost(feed)) <= costs[-1] + page, "An edition in which nothing was printed is not laid out."
    within(cost(f"{feed}&from=2026.1&to=2999.1"), len(cost(feed)), "A feed that names editions")
