"""The list of every kind: it opens within its budget, counts right, sorts as it shows, and forgives any address."""

import re
from itertools import groupby, pairwise
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions.models import Facet
from policyatlas.public.lists.declarations import UNFILTERED_EVERYWHERE
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

from .listing import found, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_shows_everything_of_its_kind(kind, open_list, reading):
    response = open_list(kind, per_page=200)
    total = reading.entries(kind).count()
    assert total > 0, f"The shipped atlas has no {kind}: nothing was tested."
    assert found(response) == total
    assert len(titles(response)) == min(total, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pinned_list_stays_in_its_edition(kind, open_list):
    text = open_list(kind, prefix="/2026.1").content.decode()
    body = text[text.index("<main") : text.index("</main>")]
    leaving = [link for link in re.findall(r'href="(/[^"]*)"', body) if not link.startswith("/2026.1/")]
    assert not leaving, f"Links of a pinned list lead out of its edition: {leaving[:3]}"
    assert "You are reading edition" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_facet_in_print_has_a_filter_or_a_reason(kind):
    printed = set(Facet.objects.filter(entry__kind=kind).values_list("name", flat=True).distinct())
    filtered = {choice.name for choice in LISTS[kind].filters}
    explained = dict((*LISTS[kind].unfiltered, *UNFILTERED_EVERYWHERE))
    missing = printed - filtered - set(explained)
    assert not missing, (
        f"The press prints the facets {sorted(missing)} for {kind}, and its list has no filter for them. Add a Choice "
        f"to the LIST of policyatlas/public/, or say in its `unfiltered` why readers need none."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_count_beside_a_value_is_what_choosing_it_alone_gives(kind, open_list, reading):
    whole = open_list(kind)
    for group in whole.context["groups"]:
        for option in [*group.shown, *group.folded]:
            right = reading.entries(kind).with_facet(group.name, [option.value]).count()
            assert option.count == right, f"{kind}: {group.name}={option.value} says {option.count}, there are {right}."


def test_counts_follow_the_other_filters_and_not_their_own(open_list, reading):
    response = open_list("policy", kind=["law", "plan"], level="national")
    laws = reading.entries("policy").with_facet("kind", ["law", "plan"])
    national = reading.entries("policy").with_facet("level", ["national"])
    groups = {group.name: group for group in response.context["groups"]}
    for option in groups["kind"].shown:
        assert option.count == national.with_facet("kind", [option.value]).count(), option
    for option in groups["level"].shown:
        assert option.count == laws.with_facet("level", [option.value]).count(), option
    assert found(response) == (laws & national).count() > 0


@pytest.mark.parametrize("kind", ["policy", "finding", "observation", "organisation"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_are_right_whatever_is_chosen(kind, data, open_list, reading):
    pairs = list(Facet.objects.filter(entry__kind=kind).exclude(name="refers").values_list("name", "value").distinct())
    names = {choice.name for choice in LISTS[kind].filters}
    chosen: dict[str, list[str]] = {}
    for name, value in data.draw(
        st.lists(st.sampled_from(sorted(pair for pair in pairs if pair[0] in names)), max_size=4)
    ):
        chosen.setdefault(name, []).append(value)
    word = data.draw(st.sampled_from(["", "technopolis", "a"]))
    response = open_list(kind, q=word, **chosen)
    # By hand: the facets of every entry, in Python.
    facets = {
        entry.pk: {(facet.name, facet.value) for facet in entry.facets.all()}
        for entry in reading.entries(kind).filter(wording__words__contains=word).prefetch_related("facets")
    }

    def matching(*, but: str = "") -> list[set]:
        others = [(name, values) for name, values in chosen.items() if name != but]
        return [
            has for has in facets.values() if all(any((name, one) in has for one in values) for name, values in others)
        ]

    assert found(response) == len(matching())
    for group in response.context["groups"]:
        left = matching(but=group.name)
        for option in [*group.shown, *group.folded]:
            right = sum((group.name, option.value) in has for has in left)
            assert option.count == right, f"{kind} {chosen} {word}: {group.name}={option.value} says {option.count}."


@pytest.mark.parametrize("words", ["岩手", "iwate", "ＩＷＡＴＥ", "  Iwate "])
def test_a_prefecture_is_found_however_it_is_typed(words, open_list):
    assert titles(open_list("prefecture", q=words)) == ["Iwate"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_sorts_as_it_shows(kind, open_list):
    """Sorted by a column, equal cells stand together and absences come last, either way."""
    for column in (one for one in LISTS[kind].columns if one.orderable):
        up = open_list(kind, sort=column.key, per_page=200)
        down = open_list(kind, sort=f"-{column.key}", per_page=200)
        for response, way in ((up, "ascending"), (down, "descending")):
            orders = [heading.order for heading in response.context["headings"] if heading.order]
            assert orders == [way], f"{kind} by {column.key}: aria-sort says {orders}."
            cells = _cells(response, column)
            absent = [cell.parts[0].look == "missing" for cell in cells]
            assert absent == sorted(absent), f"{kind} by {column.key}, {way}: an absence stands before a value."
            given = [cell.words.partition(";")[0] for cell in cells if cell.parts[0].look != "missing"]
            # Figures sort by their number whatever their unit, and by their years however these are printed.
            if column.key not in ("value", "period"):
                runs = [value for value, _ in groupby(given)]
                assert len(runs) == len(set(runs)), f"{kind} by {column.key}, {way}: equal values stand apart: {runs}"


def test_figures_sort_by_their_number(open_list, reading):
    numbers = {entry.slug: entry.number for entry in reading.entries("observation") if entry.number is not None}
    for sort in ("value", "-value"):
        rows = open_list("observation", sort=sort, per_page=200).context["rows"]
        slugs = [row.cells[0][1].parts[0].address.split("/")[-2] for row in rows][: len(numbers)]
        shown = [numbers[slug] for slug in slugs]
        assert shown == sorted(shown, reverse=sort == "-value")


def test_names_sort_by_what_they_are_called_not_by_their_slug(open_list):
    for kind, key in (("finding", "dimension"), ("evaluation", "subject"), ("policy", "roles")):
        column = next(column for column in LISTS[kind].columns if column.key == key)
        cells = _cells(open_list(kind, sort=key, per_page=200), column)
        names = [cell.parts[0].text.lower() for cell in cells if cell.parts[0].look != "missing"]
        assert names == sorted(names), f"{kind} by {key}"


def test_titles_sort_by_letters_of_either_case(open_list):
    shown = titles(open_list("organisation", sort="title", per_page=200))
    for first, second in pairwise(shown):
        assert first.lower() <= second.lower(), f"“{first}” stands before “{second}”."


def _cells(response, column):
    label = column.heading("en")
    return [cell for row in response.context["rows"] for heading, cell in row.cells if heading.label == label]


def test_the_heading_of_the_sorted_column_says_so_to_machines_and_turns_it_round(open_list):
    text = open_list("policy", sort="title").content.decode()
    heading = re.search(r'<th[^>]*aria-sort="ascending"[^>]*>\s*<a [^>]*href="([^"]+)"', text)
    assert heading, "No <th> has aria-sort=ascending."
    assert "sort=-title" in heading[1]


def test_each_pill_takes_one_thing_back(open_list, visitor):
    response = open_list("policy", level="national", kind=["law", "plan"], q="law", year_from=1980)
    pills = response.context["pills"]
    assert len(pills) == 5
    for pill in pills:
        other = visitor.get(pill.address)
        assert len(other.context["pills"]) == 4, f"{pill.address} takes back something else than “{pill.label}”."
        assert pill.label not in [left.label for left in other.context["pills"]]
    cleared = visitor.get(response.context["clear"])
    assert cleared.context["pills"] == []


def test_an_empty_list_takes_a_japanese_word_of_two_scripts_apart(open_list, visitor):
    apart = open_list("cluster", q="熊本テクノポリス").context["apart"]
    assert (apart.query, apart.count) == ("熊本 テクノポリス", 1)
    assert "kumamoto-technopolis" in visitor.get(apart.address).content.decode()
    assert open_list("cluster", q="熊本テクノポリス", field="no-such-field").context["apart"] == apart
    assert open_list("disagreement", q="熊本テクノポリス").context["apart"] is None
    assert open_list("cluster", q="の").context["apart"] is None


def test_an_empty_list_says_what_to_drop(open_list):
    response = open_list("policy", level="national", q="zzzz")
    text = response.content.decode()
    assert "None of" in text
    counts = {pill.heading: pill.count for pill in response.context["pills"]}
    assert counts["Words"] > 0, counts
    assert counts["Level of government"] == 0, counts
    assert "none without it either" in text


def test_the_canonical_address_is_the_same_in_whatever_order_things_are_asked(open_list):
    one = open_list("policy", kind=["law", "plan"], level="national", page=1, sort="years", per_page=50)
    other = open_list("policy", per_page="", level="national", utm_source="x", kind=["plan", "law", "law"])
    assert one.context["canonical"] == other.context["canonical"]
    assert one.context["canonical"].endswith("/policies/?kind=law&kind=plan&level=national")
    assert f'<link rel="canonical" href="{one.context["canonical"].replace("&", "&amp;")}">' in one.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "decree"}, "nothing in this edition is “decree”"),
        ({"colour": "red"}, "“colour” is not something this list can be asked"),
        ({"year_from": "soon"}, "“soon” is not a year"),
        ({"year_from": "99999999999999999999"}, "is not a year"),
        ({"page": "abc"}, "“abc” is not the number of a page"),
        ({"page": "99999"}, "There is no page 99999"),
        ({"page": "9" * 400}, "is not the number of a page"),
        ({"sort": "colour"}, "cannot be sorted by “colour”"),
        ({"per_page": "1000000"}, "“1000000” is not a number of rows"),
        ({"q": "a\0b"}, "left out"),
        ({"q": "x" * 201}, "left out"),
        ({"kind": "law\0"}, "nothing in this edition is “law·”"),
        ({"kind": "x" * 5000}, "nothing in this edition is"),
    ],
)
def test_what_cannot_be_followed_is_left_out_and_said(asked, said, open_list):
    response = open_list("policy", **asked)
    assert any(said in note for note in response.context["asked"].ignored), response.context["asked"].ignored
    assert found(response) == found(open_list("policy"))


FILES = (".csv", ".xlsx", ".json")


@pytest.mark.parametrize("kind", ["policy", "observation", "place"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_question_breaks_a_list(kind, data, visitor):
    names = [*LISTS[kind].filter_set.base_filters, "c", "sort", "page", "per_page", "x"]
    words = st.text(max_size=30) | st.sampled_from(
        ["law", "-years", "title", "2", "0", "-1", "１９９９", "prefecture:iwate"]
    )
    asked = data.draw(st.lists(st.tuples(st.sampled_from(names), words), max_size=6))
    query = urlencode([(name, value.encode(errors="surrogatepass")) for name, value in asked])
    # The three files are made of the same rows, which `test_files_whole.py` counts: one of them for each question.
    for address in (f"/{KINDS[kind].address}{ending}" for ending in ("/", data.draw(st.sampled_from(FILES)))):
        response = visitor.get(f"{address}?{query}")
        assert response.status_code == 200, f"{address}?{query} answers {response.status_code}."


def test_long_facets_are_folded_and_what_is_chosen_never_is(open_list):
    group = next(group for group in open_list("policy").context["groups"] if group.name == "place")
    rare = group.folded[-1]
    chosen = open_list("policy", place=rare.value)
    group = next(group for group in chosen.context["groups"] if group.name == "place")
    assert rare.value in [option.value for option in group.shown]
    assert group.opened


def test_pages_cut_the_list_without_losing_or_repeating(open_list):
    first = open_list("finding", per_page=100)
    pages = [titles(open_list("finding", per_page=100, page=page)) for page in (1, 2, 3)]
    assert sum(map(len, pages)) == found(first)
    assert titles(open_list("finding", per_page=200))[100:200] == pages[1]
    assert [link.label for link in first.context["pager"]] == ["1", "2", "3"]


def test_the_caption_says_what_the_table_holds_and_in_which_order(open_list):
    text = open_list("policy", kind=["law", "plan"], sort="-years").content.decode()
    caption = re.sub(r"<[^>]*>", "", text[text.index("<caption>") : text.index("</caption>")])
    assert caption == "Policies; Kind: Law or Plan. Order: Years, descending."
