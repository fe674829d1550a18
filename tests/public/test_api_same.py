"""Whatever a list is asked, the API answers with the rows, the counts and the remarks of its page."""

from urllib.parse import urlencode, urlsplit

import pytest
from django.utils import translation
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.views import in_numbers
from policyatlas.values.kinds import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_WORDS = ["iwate", "technopolis", "岩手", "地域", "a", "no-such-word", "university\t", "%", '"', "平成13"]
_YEARS = ["1983", "2001", "FY1995", "平成13年度", "0", "soon", "99999", ""]
# Of each facet so many values are asked for.
_VALUES = 6


def questions(list_page, facets):
    """Questions to a list: what it can be asked, what it cannot, and what is no value of anything."""
    pairs = [st.tuples(st.just("q"), st.sampled_from(_WORDS) | st.text(max_size=12))]
    if list_page.years:
        pairs.append(st.tuples(st.sampled_from(["year_from", "year_to"]), st.sampled_from(_YEARS)))
    if list_page.years == "span":
        pairs.append(st.tuples(st.just("began"), st.sampled_from(["yes", "no"])))
    for choice in list_page.filters:
        values = sorted(facets[choice.name])[:_VALUES]
        pairs.append(st.tuples(st.just(choice.name), st.sampled_from([*values, "no-such-value"])))
    pairs.append(st.tuples(st.just("sort"), st.sampled_from([*list_page.sorts, "nothing"])))
    pairs.append(st.tuples(st.just("c"), st.sampled_from([*(one.key for one in list_page.all_columns), "nothing"])))
    pairs.append(st.tuples(st.just("utm_source"), st.just("x")))
    asked = st.lists(st.one_of(pairs), max_size=5)
    pages = st.fixed_dictionaries(
        {},
        optional={"page": st.integers(1, 12) | st.just(999_999), "per_page": st.sampled_from([25, 50, 100, 200])},
    )
    return st.builds(lambda found, page: [*found, *page.items()], asked, pages)


def slugs_of(rows):
    """The slugs of the entries that the rows of a page lead to."""
    titles = [next(part for _, cell in row.cells for part in cell.parts if part.look == "title") for row in rows]
    return [urlsplit(part.address).path.rstrip("/").rpartition("/")[2] for part in titles]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_the_same_in_the_api_as_on_its_page(kind, reading, visitor):
    list_page = LISTS[kind]
    facets = reading.facet_counts({choice.name: reading.entries(kind) for choice in list_page.filters})

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(questions(list_page, facets), st.sampled_from(["", "/2026.1", "/ja"]))
    def same(pairs, prefix):
        # Half a surrogate has no place in an address.
        assume(all(str(value).isascii() or str(value).isprintable() for _, value in pairs))
        question = urlencode(pairs)
        page = visitor.get(f"{prefix}/{list_page.noun.address}/?{question}").context
        data = visitor.get(f"{prefix}/api/v1/{list_page.noun.address}/?{question}").json()
        assert [row["slug"] for row in data["results"]] == slugs_of(page["rows"])
        language = "ja" if prefix == "/ja" else "en"
        with translation.override(language):
            said = in_numbers(list_page, data["found"], data["total"], language)
        assert page["found_words"] == said
        assert data["ignored"] == page["asked"].ignored
        assert data["address"] == page["canonical"]
        assert data["facets"] == {
            group.name: [
                {"value": one.value, "label": one.label, "count": one.count, "chosen": one.selected}
                for one in (*group.shown, *group.folded)
            ]
            for group in page["groups"]
        }
        current = [link.label for link in page["pager"] if link.current]
        assert str(data["page"]) in (current or ["1"])

    same()


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_cells_of_the_api_stands_in_the_file_of_the_page(kind, visitor):
    address = KINDS[kind].address
    columns = [f"c={column.key}" for column in LISTS[kind].all_columns]
    data = visitor.get(f"/2026.1/api/v1/{address}/?per_page=200&{'&'.join(columns)}").json()
    file = visitor.get(f"/2026.1/{address}.json").json()
    headings = [column["key"] for column in file["columns"]][3:]
    lines = {line["key"]: dict(zip(headings, line["cells"][3:], strict=True)) for line in file["lines"]}
    sources = {line["key"]: line["sources"] for line in file["lines"]}
    assert data["found"] == len(lines)
    for row in data["results"]:
        key = f"{row['kind']}:{row['slug']}"
        assert row["cells"] == lines[key]
        assert row["sources"] == sources[key]
