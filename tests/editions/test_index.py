"""The index in memory answers what the database answers, whatever was printed since it was made."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Lower
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions import stamps
from policyatlas.editions.index import InMemory, holding, keeping, rankings
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.questions import InDatabase, Order, Question
from policyatlas.editions.readdressing import merge_entries, rename_entry
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import close_edition, put_in_print, take_out_of_print
from policyatlas.values.searching import terms
from tests.editions.test_writing import a_sheet

pytestmark = pytest.mark.django_db

SLUGS = [f"test-{letter}" for letter in "abcdefghij"]
WORDS = ["Robots", "drones", "半導体", "ロボット", "zebra 1990"]


def by_years(entries):
    return entries.order_by(F("year_from").asc(nulls_last=True), F("year_to").asc(nulls_last=True), "slug")


def by_title(entries):
    return entries.order_by(Lower("title_en").desc(), "slug")


def by_title_of_another(entries):
    """By the title of the entry with the next slug, wherever it is in print now."""
    other = Entry.objects.filter(kind="term", slug__gt=OuterRef("slug"), until=None).order_by("slug")
    return entries.order_by(Subquery(other.values("title_en")[:1]).asc(nulls_last=True), "slug")


ORDERS = [Order("years", by_years), Order("-title", by_title), Order("next", by_title_of_another, elsewhere=True)]

year = st.none() | st.integers(1988, 1993)
slug = st.sampled_from(SLUGS)
facets = st.fixed_dictionaries({}, optional={name: st.lists(st.sampled_from("xyz")) for name in ("scheme", "verdict")})
printing = st.tuples(st.just("print"), slug, st.sampled_from(WORDS), year, year, facets)
step = st.one_of(
    printing,
    printing,
    st.tuples(st.just("preview"), slug, st.sampled_from(WORDS), year, year, facets),
    st.tuples(st.just("withdraw"), slug),
    st.tuples(st.just("rename"), slug, slug),
    st.tuples(st.just("merge"), slug, slug),
    st.tuples(st.just("close")),
)
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


class UnwantedError(Exception):
    """What is rolled back."""


def origin_of(slug: str) -> str:
    """The record that stands at an address now; another one has it after a renaming."""
    return Entry.objects.filter(kind="term", slug=slug, until=None).values_list("origin", flat=True).first() or slug


def print_one(slug, words, first, last, facets) -> None:
    sheet = a_sheet(slug, words, year_from=first, year_to=last, facets=facets)
    put_in_print(origin_of(slug), [sheet])


def do(step) -> None:
    """One thing that happens at the press."""
    verb, *what = step
    if verb == "print":
        print_one(*what)
    elif verb == "withdraw":
        take_out_of_print(origin_of(what[0]))
    elif verb == "close":
        close_edition(f"2999.{Edition.objects.open().number}")
    elif verb in ("rename", "merge"):
        there = [Entry.objects.filter(kind="term", slug=one, until=None).exists() for one in what]
        if verb == "rename" and there == [True, False]:
            rename_entry(("term", what[0]), ("term", what[1]), reason="", said="")
        if verb == "merge" and there == [True, True] and what[0] != what[1]:
            merge_entries(origin_of(what[0]), ("term", what[1]), reason="", said="")


@contextmanager
def thrown_away():
    """Whatever is printed in it was never there."""
    try:
        with transaction.atomic():
            yield
            raise UnwantedError
    except UnwantedError:
        pass


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
