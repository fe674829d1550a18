"""What a pinned page says of later times: how many of its values changed since, and errata; and nothing beside."""

import re
from random import Random

import pytest
from django.http import QueryDict

from policyatlas.editions.models import Edition, Erratum
from policyatlas.public.extracts.finding import extract_at
from policyatlas.records.models import Observation, Policy
from tests.public.changing import reading_of, republish, stir, values_by_hand, views

pytestmark = pytest.mark.django_db

BANNER = re.compile(r'<section class="edition-banner".*?</section>', re.DOTALL)
PROGRAMME = "technopolis-programme"
# What can be pinned beside lists, records, comparisons and searches.
OTHERS = ["/", "/about/", "/compare/", "/search/", "/editions/", "/compare/prefectures/?s=iwate"]


def banner(visitor, view: str) -> str:
    """The words of the banner of a view in the first edition."""
    found = BANNER.findall(visitor.get(f"/2026.1/{view}").content.decode())
    assert len(found) == 1, f"{view} has {len(found)} banners."
    return " ".join(re.sub(r"<[^>]+>", "", found[0]).split())


def counted(visitor, view: str) -> int:
    """How many of the values shown have changed, as the banner says it."""
    said = banner(visitor, view)
    if "Nothing shown here has changed since." in said:
        return 0
    return int(re.search(r"(\d+) of the values shown here ha(?:s|ve) changed since\.", said)[1])


def test_until_something_is_printed_nothing_has_changed(visitor):
    for view in ("policies/", f"policies/{PROGRAMME}/", "compare/prefectures/?s=iwate&s=aomori", "search/?q=iwate"):
        assert "Nothing shown here has changed since." in banner(visitor, view)
        assert "What changed" not in banner(visitor, view), "There is nothing to read there."


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_as_many_values_as_differ_or_are_gone(seed, desk, visitor):
    random = Random(seed)
    stir(desk, random, 25)
    desk.close("2999.1")
    stir(desk, random, 5)
    for view in views(random, reading_of("2026.1"), reading_of("")):
        if visitor.get(f"/2026.1/{view}").status_code != 200:
            continue
        stem = view.partition("/?")[0].rstrip("/")
        is_list = "/" not in stem and stem != "search"
        expected = _on_the_page(visitor, view) if is_list else values_by_hand(view, "2026.1", "")
        assert counted(visitor, view) == expected, view


def _on_the_page(visitor, view: str) -> int:
    """For the first page of a list: the cells of its columns that differ for the same slugs, and what is gone."""
    address = view.partition("/?")[0].rstrip("/")
    page = visitor.get(f"/2026.1/{view}")
    shown = _slugs(visitor, f"/2026.1/{view}")
    headings = [heading for column in page.context["list_page"].columns for heading in column.data_headings]
    tables = [extract_at(address, reading_of(label), QueryDict("")) for label in ("2026.1", "")]
    places = [
        place
        for place, column in enumerate(tables[0].columns)
        if column.key in ("slug", "title_en", "title_ja", *headings)
    ]
    was, now = ({line.about[1]: line.cells for line in table.lines} for table in tables)
    return sum(
        1 if slug not in now else sum(was[slug][place] != now[slug][place] for place in places) for slug in shown
    )


def _slugs(visitor, address: str) -> list[str]:
    """The slugs of the entries that a page of a list shows."""
    return [
        part.address.rstrip("/").rpartition("/")[2]
        for row in visitor.get(address).context["rows"]
        for _, cell in row.cells
        for part in cell.parts
        if part.look == "title"
    ]


def test_on_a_list_only_the_lines_of_the_page_count(desk, visitor):
    first, *_, last = _slugs(visitor, "/2026.1/policies/?per_page=25")
    other = _slugs(visitor, "/2026.1/policies/?per_page=25&page=2")[0]
    for slug in (first, other):
        republish(desk, Policy.objects.get(slug=slug), title_ja="新しい題名")
    assert counted(visitor, "policies/?per_page=25") == 1
    desk.withdraw(Policy.objects.get(slug=last))
    assert counted(visitor, "policies/?per_page=25") == 2
    assert counted(visitor, "policies/?per_page=100") == 3


def test_what_came_is_said_and_not_counted(desk, visitor):
    desk.publish(desk.an_observation(policy=Policy.objects.get(slug=PROGRAMME)))
    assert "Nothing shown here has changed since. 1 line was added. What changed" in banner(
        visitor, f"policies/{PROGRAMME}/"
    )
    assert "What changed in the whole list" in banner(visitor, "observations/")


def test_the_link_leads_to_what_changed_in_exactly_this_view(desk, visitor):
    republish(desk, Policy.objects.get(slug=PROGRAMME), summary="Other words.", title_ja="新しい題名")
    for view in (
        "policies/?kind=programme",
        f"policies/{PROGRAMME}/",
        f"compare/programmes/?s={PROGRAMME}&s=knowledge-cluster-initiative",
    ):
        since = visitor.get(f"/2026.1/{view}").context["changed"]
        page = visitor.get(since.address)
        assert page.context["span"].labels == ("2026.1", "")
        cells = [cell.heading for group in page.context["groups"] for line in group.lines for cell in line.cells]
        if view == "policies/?kind=programme":
            # What stands in files of the list and not on its page.
            cells.remove("Summary")
        assert since.values == len(cells) > 0, view


def test_errata_stand_where_they_concern_something(visitor):
    edition = Edition.objects.get(label="2026.1")
    observation = Observation.objects.filter(policy__slug=PROGRAMME).first()
    Erratum.objects.create(edition=edition, kind="policy", slug=PROGRAMME, text="It began in 1984.")
    Erratum.objects.create(edition=edition, kind="observation", slug=observation.slug, text="Sites, not cities.")
    programmes = f"compare/programmes/?s={PROGRAMME}&s=knowledge-cluster-initiative"
    for view in ("policies/?kind=programme", f"policies/{PROGRAMME}/", programmes, "search/?q=technopolis"):
        assert "Erratum (Technopolis Programme): It began in 1984." in banner(visitor, view), view
        assert 'href="/editions/2026.1/"' in visitor.get(f"/2026.1/{view}").content.decode()
    assert "Sites, not cities." in banner(visitor, f"policies/{PROGRAMME}/"), "Its page shows that figure."
    assert "Erratum" not in banner(visitor, "policies/?kind=law")
    assert "Erratum" not in banner(visitor, "prefectures/")
    Erratum.objects.create(edition=edition, text="All years are calendar years.")
    assert "All years are calendar years." in banner(visitor, "policies/?kind=law")
    assert "Erratum" not in visitor.get(f"/policies/{PROGRAMME}/").content.decode()


@pytest.mark.slow
def test_pinned_pages_are_byte_for_byte_the_same_apart_from_the_banner(desk, visitor, pinned):
    random = Random(7)
    addresses = [f"/{view}" for _ in range(6) for view in views(random, pinned, pinned)] + OTHERS
    before = {address: visitor.get(f"/2026.1{address}") for address in addresses}
    stir(desk, random, 30)
    desk.close("2999.1")
    stir(desk, random, 10)
    desk.close("2999.2")
    Erratum.objects.create(edition=pinned.edition, text="All years are calendar years.")
    for address, then in before.items():
        now = visitor.get(f"/2026.1{address}")
        assert now.status_code == then.status_code, address
        pages = [BANNER.sub("", page.content.decode()) for page in (then, now)]
        assert pages[0] == pages[1], f"{address} of a closed edition changed outside its banner."


def test_a_page_that_is_not_pinned_says_nothing_of_editions(desk, visitor):
    stir(desk, Random(1), 3)
    for address in ("/policies/", f"/policies/{PROGRAMME}/", "/search/?q=iwate"):
        page = visitor.get(address)
        assert page.context["changed"] is None
        assert "edition-banner" not in page.content.decode()
