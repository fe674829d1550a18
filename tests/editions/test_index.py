"""The index in memory answers what the database answers, whatever was printed since it was made."""

import pytest
from django.db import DatabaseError, connection
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Lower
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions import stamps
from policyatlas.editions.index import InMemory, holding, keeping, rankings
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.questions import InDatabase, Order, Question
from policyatlas.editions.reading import Reading
from policyatlas.editions.searches import Search
from policyatlas.editions.writing import take_out_of_print
from policyatlas.values.searching import terms

from .printing import SLUGS, WORDS, do, print_one, step, thrown_away, year

pytestmark = pytest.mark.django_db

SEARCHED = ["robots", "test", "半導", "1990", "ロボ drones", "nowhere"]


def by_years(entries):
    return entries.order_by(F("year_from").asc(nulls_last=True), F("year_to").asc(nulls_last=True), "slug")


def by_title(entries):
    return entries.order_by(Lower("title_en").desc(), "slug")


def by_title_of_another(entries):
    """By the title of the entry with the next slug, wherever it is in print now."""
    other = Entry.objects.filter(kind="term", slug__gt=OuterRef("slug"), until=None).order_by("slug")
    return entries.order_by(Subquery(other.values("title_en")[:1]).asc(nulls_last=True), "slug")


ORDERS = [Order("years", by_years), Order("-title", by_title), Order("next", by_title_of_another, elsewhere=True)]

question = st.builds(
    Question,
    kind=st.just("term"),
    facets=st.sampled_from(
        [(), (("scheme", ("x",)),), (("verdict", ("x", "nowhere")), ("scheme", ("y", "z"))), (("scheme", ("no",)),)]
    ),
    terms=st.sampled_from(["", "robots", "半導", "1990", "ロボ drones"]).map(lambda query: tuple(terms(query))),
    year_from=year,
    year_to=year,
    began=st.booleans(),
)


def keys(entries) -> list[int]:
    return [entry.pk for entry in entries]


def assert_agreement(questions) -> None:
    """Both ways give the same, in every edition."""
    for edition in Edition.objects.all():
        memory, database = InMemory(edition), InDatabase(edition)
        assert memory.how_many(questions) == database.how_many(questions)
        for asked in questions:
            for order in ORDERS:
                assert_same_page(memory, database, asked, order)
        wanted = {"scheme": ["x", "nothing"], "verdict": ["y"]}
        assert memory.facet_values("term", wanted) == database.facet_values("term", wanted)
        refs = [("term", slug) for slug in [*SLUGS, "never-there"]]
        assert memory.cards(refs[:5]) | memory.cards(refs) == database.cards(refs)
        assert_same_hits(memory, database)


def assert_same_hits(memory, database, queries=SEARCHED) -> None:
    """Both ways find as many of each kind, and the same ones first."""
    for query in queries:
        search = Search.of(query, terms(query))
        for most in (0, 1, 3):
            assert hits(memory.searched(search, most)) == hits(database.searched(search, most)), query


def hits(found) -> dict[str, tuple[int, list[int]]]:
    return {kind: (one.count, keys(one.first)) for kind, one in found.items()}


def assert_same_page(memory, database, asked, order, start=1, stop=6) -> None:
    """Both ways give the same counts and the same part of the order."""
    selections = {"scheme": asked, "verdict": asked, "refers": Question("term")}
    assert memory.facet_counts(selections) == database.facet_counts(selections)
    page = memory.page(asked, order, start, stop)
    assert keys(page) == keys(database.page(asked, order, start, stop)), (asked, order.name)


def assert_agreement_now(asked, order) -> None:
    """Both ways give the same in the open edition."""
    edition = Edition.objects.open()
    assert_same_page(InMemory(edition), InDatabase(edition), asked, order)


@pytest.fixture
def shared(monkeypatch):
    """An index that is kept although tests work within a transaction, in small blocks; and none at the beginning."""
    monkeypatch.setattr(keeping, "unshared", lambda: False)
    monkeypatch.setattr(keeping, "_kept", None)
    monkeypatch.setattr(rankings, "SIZE", 7)
    monkeypatch.setattr(rankings, "MOST_BLOCKS", 2)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=8), st.lists(question, min_size=1, max_size=3), st.sampled_from(ORDERS))
def test_memory_and_database_agree_after_whatever_was_printed(shared, steps, questions, order):
    with thrown_away():
        for slug, words in zip(SLUGS, WORDS, strict=False):
            print_one(slug, words, 1990, None, {"scheme": ["x", words[0]]})
        assert_agreement(questions)
        for one in steps:
            if one[0] == "preview":
                with thrown_away():
                    print_one(*one[1:])
                    assert_agreement_now(questions[0], order)
            else:
                do(one)
            assert_agreement_now(questions[0], order)
        assert_agreement(questions)
    assert_agreement(questions)


def test_all_entries_of_the_atlas_are_counted_the_same(shared, reading, pinned):
    for one in (reading, pinned):
        memory, database = InMemory(one.edition), InDatabase(one.edition)
        for kind in one.counts_by_kind():
            everything = Question(kind)
            names = set(Entry.objects.filter(kind=kind).values_list("facets__name", flat=True)) - {None}
            assert memory.how_many([everything]) == database.how_many([everything])
            selections = dict.fromkeys(names, everything)
            assert memory.facet_counts(selections) == database.facet_counts(selections)


def test_searches_of_the_atlas_find_the_same(shared, reading, pinned):
    queries = ["technopolis", "technopolis programme", "岩手", "クラスター", "平成13年度", "a", "Iwate 岩手", "quokka"]
    for one in (reading, pinned):
        assert_same_hits(InMemory(one.edition), InDatabase(one.edition), queries)


def test_a_search_that_was_made_before_needs_no_query_but_for_the_stamp_and_what_it_shows(shared, reading):
    search = Search.of("technopolis", terms("technopolis"))
    first = InMemory(reading.edition).searched(search, 6)
    with CaptureQueriesContext(connection) as queries:
        again = InMemory(reading.edition).searched(search, 6)
    assert hits(again) == hits(first) != {}
    assert len(queries) == 2, [query["sql"] for query in queries]


def test_nothing_asked_is_nothing_answered(shared, reading):
    for answers in (InMemory(reading.edition), InDatabase(reading.edition)):
        assert answers.how_many([]) == []
        assert answers.facet_counts({}) == {}
        assert answers.facet_values("term", {}) == set()
        assert answers.cards(set()) == {}


def test_what_was_asked_before_needs_no_query_but_for_the_stamp_and_the_page(shared, reading):
    def ask():
        memory = InMemory(reading.edition)
        memory.how_many([Question("policy"), Question("policy", (("kind", ("law",)),), year_from=1980)])
        memory.facet_counts({"kind": Question("policy"), "place": Question("policy")})
        memory.facet_values("policy", {"kind": ["law"]})
        return memory.page(Question("policy"), ORDERS[0], 0, 25)

    assert len(ask()) == 25
    with CaptureQueriesContext(connection) as queries:
        ask()
    assert len(queries) == 2, [query["sql"] for query in queries]


def test_an_entry_printed_since_is_put_into_its_place_without_reading_the_others(shared, monkeypatch, reading):
    monkeypatch.setattr(rankings, "MOST_BLOCKS", 99)
    policies = Question("term")
    before = InMemory(reading.edition).page(policies, ORDERS[0], 0, 100)
    kept = keeping.current()
    print_one("test-a", "Robots", 1989, None, {})
    after = InMemory(reading.edition).page(policies, ORDERS[0], 0, 100)
    assert keeping.current() is kept
    assert len(after) == len(before) + 1
    assert keys(after) == keys(InDatabase(reading.edition).page(policies, ORDERS[0], 0, 100))


def test_within_a_transaction_nothing_comes_into_the_index_that_all_share(monkeypatch, reading):
    with keeping.LOCK:
        monkeypatch.setattr(keeping, "_kept", None)
        monkeypatch.setattr(keeping, "unshared", lambda: False)
        shared = keeping.current()
    monkeypatch.undo()
    monkeypatch.setattr(keeping, "_kept", shared)
    assert keeping.current() is shared
    with thrown_away():
        print_one("test-a", "Robots", 1990, None, {})
        assert keeping.current() is not shared
        assert InMemory(reading.edition).how_many([Question("term")]) == [reading.entries("term").count()]
    assert keeping.current() is shared


def test_who_is_too_far_behind_reads_everything_anew(shared, monkeypatch):
    first = keeping.current()
    stamps.advance(came=[1, 2, 3])
    assert keeping.current() is first
    monkeypatch.setattr(keeping, "MOST", 2)
    stamps.advance(came=[1, 2, 3])
    assert keeping.current() is not first


def test_an_index_that_was_brought_up_to_date_by_half_is_thrown_away(shared, monkeypatch):
    def fail(*_):
        raise DatabaseError

    first = keeping.current()
    stamps.advance(came=[1])
    monkeypatch.setattr(holding.Index, "advance", fail)
    with pytest.raises(DatabaseError):
        keeping.current()
    monkeypatch.undo()
    monkeypatch.setattr(keeping, "unshared", lambda: False)
    assert keeping.current() is not first


def test_only_so_many_editions_and_orders_are_kept(shared, monkeypatch, reading, pinned):
    monkeypatch.setattr(holding, "EDITIONS", 1)
    monkeypatch.setattr(holding, "RANKINGS", 1)
    monkeypatch.setattr(holding, "CARDS", 2)
    for _ in range(2):
        assert_agreement([Question("term")])
    # An order whose edition gave way is made anew, as its entries are.
    print_one("test-a", "Robots", 1990, None, {})
    assert_agreement([Question("term")])


def test_a_page_leaves_out_what_went_meanwhile(shared, reading):
    print_one("test-a", "Robots", 1900, None, {})
    memory = InMemory(reading.edition)
    assert memory.page(Question("term"), ORDERS[0], 0, 1)[0].slug == "test-a"
    take_out_of_print("test-a")
    assert memory.page(Question("term"), ORDERS[0], 0, 1) == []


@pytest.mark.parametrize("kept", [True, False])
def test_a_setting_says_which_of_them_answers(settings, reading, kept):
    settings.EDITIONS_IN_MEMORY = kept
    assert isinstance(Reading(reading.edition).answers, InMemory if kept else InDatabase)
