"""Whatever may happen at the press, at random: printed, previewed, withdrawn, renamed, merged, closed."""

from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st

from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.readdressing import merge_entries, rename_entry
from policyatlas.editions.writing import close_edition, put_in_print, take_out_of_print

from .test_writing import a_sheet

SLUGS = [f"test-{letter}" for letter in "abcdefghij"]
WORDS = ["Robots", "drones", "半導体", "ロボット", "zebra 1990"]

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
