"""Another address for what is in print: what names it follows, closed editions stay, and old ways lead on."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policyatlas.editions.models import Edition, Entry, Facet, Forwarding, Withdrawal
from policyatlas.editions.payloads import Names, Ref, TermPayload
from policyatlas.editions.readdressing import merge_entries, rename_entry
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import Sheet, close_edition, edition_digest, entry_hash, put_in_print

pytestmark = pytest.mark.django_db


# --- Entries


def a_term(slug: str, parent: str = "", *more: str) -> Sheet:
    payload = TermPayload(
        name=Names(en=slug),
        scheme="field",
        code=slug,
        parent=Ref(kind="term", slug=parent) if parent else None,
        stip_code="",
        missing={},
    )
    return Sheet("term", slug, payload, slug, facets={"within": list(more)})


@pytest.fixture
def family():
    """A term, a narrower one that names it, and a third one that has it under a facet alone; in a closed edition."""
    put_in_print("term:900001", [a_term("test-machines")])
    put_in_print("term:900002", [a_term("test-robots", "test-machines", "term:test-machines")])
    put_in_print("term:900003", [a_term("test-drones", "test-robots", "term:test-machines", "term:test-robots")])
    return close_edition("2999.1")


def rename(old: str, new: str) -> None:
    rename_entry(("term", old), ("term", new), reason="It was misspelt.", said="“old” was renamed.")


def now(slug: str) -> Entry:
    return Entry.objects.get(kind="term", slug=slug, until=None)


def test_whatever_names_a_renamed_entry_names_it_anew(family):
    rename("test-machines", "test-engines")
    robots, drones, engines = now("test-robots"), now("test-drones"), now("test-engines")
    assert robots.payload["parent"] == {"kind": "term", "slug": "test-engines"}
    assert sorted(map(str, robots.facets.all())) == ["refers=term:test-engines", "within=term:test-engines"]
    assert [str(facet) for facet in drones.facets.filter(name="within")] == [
        "within=term:test-engines",
        "within=term:test-robots",
    ]
    assert (engines.origin, engines.title_en, engines.since_id) == ("term:900001", "test-machines", family.number + 1)
    for entry in (robots, drones, engines):
        assert entry_hash(entry) == entry.sha256
        assert entry.reason == "“old” was renamed."
    assert not Facet.objects.filter(entry__until=None, value="term:test-machines").exists()


def test_closed_editions_keep_the_old_address(family):
    rename("test-machines", "test-engines")
    then = Reading(family, pinned=True)
    assert then.entry("term", "test-machines") is not None
    assert then.entry("term", "test-engines") is None
    assert then.entry("term", "test-robots").payload["parent"]["slug"] == "test-machines"
    assert edition_digest(family) == family.digest


def test_the_old_address_leads_to_the_new_one(family):
    rename("test-machines", "test-engines")
    forwarding = Forwarding.objects.get(slug="test-machines")
    assert str(forwarding) == "term:test-machines → term:test-engines"
    assert (forwarding.edition_id, forwarding.reason) == (family.number + 1, "It was misspelt.")
    assert not Withdrawal.objects.filter(slug="test-machines").exists()


def test_renaming_back_leaves_one_way_back(family):
    rename("test-machines", "test-engines")
    rename("test-engines", "test-machines")
    assert [str(each) for each in Forwarding.objects.all()] == ["term:test-engines → term:test-machines"]
    assert now("test-robots").sha256 == Entry.objects.get(slug="test-robots", since__lt=family.number + 1).sha256
    assert not Entry.objects.filter(slug="test-engines").exists()


def test_an_entry_printed_anew_twice_in_an_edition_keeps_what_was_said_of_it(family):
    put_in_print("term:900002", [a_term("test-robots", "test-machines")], "They lie elsewhere.")
    rename("test-machines", "test-engines")
    assert now("test-robots").reason == "They lie elsewhere. “old” was renamed."
    assert Entry.objects.filter(slug="test-robots").count() == 2


def test_a_thousand_entries_are_printed_anew_in_few_queries(family, django_assert_max_num_queries):
    put_in_print("term:900004", [a_term(f"test-{number}", "test-machines") for number in range(1000)])
    with django_assert_max_num_queries(75):  # A stored row takes some of the room there is in one query.
        rename("test-machines", "test-engines")
    assert Entry.objects.filter(until=None, payload__parent__slug="test-engines").count() == 1001


def test_what_names_an_entry_is_found_by_the_index(family):
    with CaptureQueriesContext(connection) as queries:
        rename("test-machines", "test-engines")
    asked = [sql for sql in (query["sql"] for query in queries) if "\"value\" = 'term:test-machines'" in sql]
    assert asked
    for sql in asked:
        assert '"name" IN (' in sql, "The index of facets begins with their names."


def test_a_text_that_looks_like_an_address_stays(family):
    put_in_print("term:900004", [replace(a_term("test-text"), facets={"evaluator": ["term:test-machines"]})])
    rename("test-machines", "test-engines")
    assert [str(facet) for facet in now("test-text").facets.all()] == ["evaluator=term:test-machines"]


def test_merging_leads_to_the_winner_and_so_do_the_parts():
    put_in_print("term:900001", [a_term("test-loser"), Sheet("place", "test-part", a_term("x").payload, "A part")])
    put_in_print("term:900002", [a_term("test-winner")])
    put_in_print("term:900003", [a_term("test-other", "test-loser", "term:test-loser", "term:test-winner")])
    first = close_edition("2999.1")
    merge_entries("term:900001", ("term", "test-winner"), reason="Entered twice.", said="Merged.")
    assert now("test-other").payload["parent"]["slug"] == "test-winner"
    assert sorted(map(str, now("test-other").facets.all())) == ["refers=term:test-winner", "within=term:test-winner"]
    assert now("test-other").reason == "Merged."
    assert now("test-winner").since_id == first.number
    assert not Entry.objects.filter(origin="term:900001", until=None).exists()
    assert sorted(map(str, Forwarding.objects.all())) == [
        "place:test-part → term:test-winner",
        "term:test-loser → term:test-winner",
    ]


# --- What an address says that has an entry again


def test_printing_at_an_address_forgets_where_it_led(family):
    rename("test-machines", "test-engines")
    Withdrawal.objects.create(kind="term", slug="test-gone", title_en="Gone", edition=Edition.objects.open())
    put_in_print("term:900009", [a_term("test-machines"), a_term("test-gone")])
    assert not Forwarding.objects.exists()
    assert not Withdrawal.objects.filter(slug="test-gone").exists()


# --- Looking it up


def moved(edition: Edition | Reading, *slugs: str) -> dict[str, str]:
    reading = edition if isinstance(edition, Reading) else Reading(edition, pinned=True)
    found = reading.moved([("term", slug) for slug in slugs])
    return {slug: to_slug for (_, slug), (_, to_slug) in found.items()}


def test_an_address_is_followed_through_all_its_names(family, django_assert_num_queries):
    rename("test-machines", "test-engines")
    second = close_edition("2999.2")
    rename("test-engines", "test-motors")
    reading = Reading.now()
    with django_assert_num_queries(1):
        assert moved(reading, "test-machines", "test-engines", "test-robots", "no-such") == {
            "test-machines": "test-motors",
            "test-engines": "test-motors",
        }
    with django_assert_num_queries(2):
        assert moved(second, "test-machines", "test-motors") == {
            "test-machines": "test-engines",
            "test-motors": "test-engines",
        }
    assert moved(family, "test-motors", "test-engines") == dict.fromkeys(
        ("test-motors", "test-engines"), "test-machines"
    )
    assert Reading.now().forwarding("term", "test-machines") == ("term", "test-motors")
    assert Reading.now().forwarding("term", "test-robots") is None


def test_nothing_asked_or_nothing_known_costs_little(family, django_assert_num_queries):
    reading = Reading(family, pinned=True)
    with django_assert_num_queries(0):
        assert reading.moved([]) == {}
    with django_assert_num_queries(1):
        assert reading.moved([("term", "no-such")]) == {}


def test_in_an_edition_that_has_neither_nothing_is_found(family):
    put_in_print("term:900005", [a_term("test-late")])
    rename("test-late", "test-later")
    assert moved(family, "test-late", "test-later") == {}


def test_the_record_itself_comes_before_one_merged_into_it(family):
    put_in_print("term:900008", [a_term("test-a")])
    first = close_edition("2999.2")
    rename("test-machines", "test-z")
    merge_entries("term:900008", ("term", "test-z"), reason="Twice.", said="Merged.")
    assert moved(first, "test-z") == {"test-z": "test-machines"}
    assert moved(Reading.now(), "test-a") == {"test-a": "test-z"}


def test_a_winner_is_known_by_its_loser_where_only_that_was_there(family):
    put_in_print("term:900005", [a_term("test-winner")])
    merge_entries("term:900001", ("term", "test-winner"), reason="Twice.", said="Merged.")
    assert moved(family, "test-winner") == {"test-winner": "test-machines"}


def test_a_loop_is_cut():
    edition = Edition.objects.open()
    for slug, to in (("loop-a", "loop-b"), ("loop-b", "loop-c"), ("loop-c", "loop-b")):
        Forwarding.objects.create(kind="term", slug=slug, to_kind="term", to_slug=to, edition=edition)
    assert moved(Reading.now(), "loop-a", "loop-b") == {"loop-a": "loop-c", "loop-b": "loop-c"}
    assert moved(Edition.objects.closed().first(), "loop-a", "loop-b", "loop-c") == {}


def test_an_address_of_another_kind_is_no_slug():
    edition = Edition.objects.open()
    Forwarding.objects.create(kind="finding", slug="old", to_kind="evaluation", to_slug="new", edition=edition)
    assert Reading.now().forwarding("finding", "old") == ("evaluation", "new")
