"""Stamps: whatever changes what readers read makes a new one, which tells what came and went."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from policyatlas.editions import stamps
from policyatlas.editions.models import Edition, Entry, Movement, Stamp, Wording
from policyatlas.editions.readdressing import merge_entries, rename_entry
from policyatlas.editions.wordings import refold
from policyatlas.editions.writing import add_erratum, close_edition, put_in_print, take_out_of_print
from tests.editions.test_writing import ORIGIN, a_sheet

pytestmark = pytest.mark.django_db


def in_print() -> set[int]:
    """The primary keys of what is in print now."""
    return set(Entry.objects.in_edition(Edition.objects.open()).values_list("pk", flat=True))


def printed() -> None:
    put_in_print(ORIGIN, [a_sheet(label="Robots, again"), a_sheet("test-drones")])


def printed_after_closing() -> None:
    close_edition("2999.1")
    printed()


def one_of_two_gone() -> None:
    put_in_print(ORIGIN, [a_sheet("test-drones")])
    put_in_print(ORIGIN, [a_sheet()])


CHANGES = {
    "printed": printed,
    "printed after closing": printed_after_closing,
    "one of two gone": one_of_two_gone,
    "taken out": lambda: take_out_of_print(ORIGIN),
    "taken out after closing": lambda: (close_edition("2999.1"), take_out_of_print(ORIGIN)),
    "renamed": lambda: rename_entry(("term", "test-robots"), ("term", "test-drones"), reason="", said=""),
    "merged": lambda: merge_entries(ORIGIN, ("term", "test-machines"), reason="", said=""),
    "edition closed": lambda: close_edition("2999.1"),
    "erratum": lambda: add_erratum(close_edition("2999.1"), "It was 12."),
}


@pytest.fixture
def robots():
    """Machines, and robots that name them, in print."""
    put_in_print("term:900001", [a_sheet("test-machines")])
    put_in_print(ORIGIN, [a_sheet()])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_has_a_new_stamp_that_tells_what_came_and_went(robots, change):
    stamp, before = stamps.current(), in_print()
    change()
    assert stamps.current().number > stamp.number
    came, gone = stamps.since(stamp)
    assert not came & gone
    assert (before - gone) | came == in_print()
    assert in_print() - before <= came
    assert before - in_print() <= gone


def test_printing_the_same_again_keeps_the_stamp(robots):
    stamp = stamps.current()
    put_in_print(ORIGIN, [a_sheet()])
    assert take_out_of_print("term:900009") == 0
    assert stamps.current() == stamp
    assert stamps.since(stamp) == (set(), set())


def test_an_entry_found_by_other_words_counts_as_one_that_came(robots):
    stamp, entry = stamps.current(), Entry.objects.get(slug="test-robots", until=None)
    Wording.objects.filter(entry=entry).update(words="something else")
    assert refold() == 1
    assert stamps.since(stamp) == ({entry.pk}, set())
    again = stamps.current()
    assert refold() == 0
    assert stamps.current() == again


def test_a_stamp_that_was_rolled_back_is_no_stamp(robots):
    try:
        with transaction.atomic():
            put_in_print(ORIGIN, [a_sheet(label="A preview")])
            rolled_back = stamps.current()
            raise RuntimeError
    except RuntimeError:
        put_in_print(ORIGIN, [a_sheet(label="The real thing")])
    assert stamps.current().number == rolled_back.number
    assert stamps.since(rolled_back) is None


def test_old_stamps_are_thrown_away(robots, monkeypatch):
    monkeypatch.setattr(stamps, "KEPT", 150)
    first = stamps.advance(came=[1])
    for _ in range(260):
        stamps.advance()
    assert stamps.since(first) is None
    assert 150 <= Stamp.objects.count() <= 250
    assert not Movement.objects.filter(stamp__lte=first.number).exists()


def test_before_anything_was_printed_there_is_a_stamp_of_nothing():
    Stamp.objects.all().delete()
    assert stamps.current().number == 0
    assert stamps.since(stamps.current()) is None


def test_a_stamp_costs_a_handful_of_queries_however_much_was_printed(robots, monkeypatch):
    monkeypatch.setattr(stamps, "_NOW_AND_THEN", 10**9)
    counts = []
    for number in (1, 300):
        with CaptureQueriesContext(connection) as queries:
            stamps.advance(came=range(1, number + 1))
        counts.append(len(queries))
    assert counts == [4, 4]


def test_stamps_and_movements_have_names(robots):
    stamp = stamps.advance(came=[1], gone=[2])
    assert str(stamp) == f"{stamp.number}-{stamp.token}"
    assert [str(one) for one in stamp.movements.order_by("entry")] == [f"{stamp.number}: +1", f"{stamp.number}: -2"]
