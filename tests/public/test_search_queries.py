"""What readers ask and what they must find: the table is `queries.csv`, one question a line.

`finds` names an entry as `kind:slug`, after a `!` one that must not be found; `among_first` says among how many of its
kind it stands on the page, and is empty where it need only be in the table of all.
"""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from policyatlas.public import search
from policyatlas.public.matching import matching
from policyatlas.values.kinds import KINDS
from policyatlas.values.searching import terms

pytestmark = pytest.mark.django_db

with (Path(__file__).parent / "queries.csv").open(encoding="utf-8") as file:
    QUERIES = [tuple(row.values()) for row in csv.DictReader(file)]


def test_the_table_is_large_and_asks_nothing_twice():
    assert len(QUERIES) >= 150
    pairs = [row[:2] for row in QUERIES]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(("query", "finds", "among_first", "because"), QUERIES)
def test_queries(query, finds, among_first, because, reading):
    kind, slug = finds.removeprefix("!").split(":")
    assert reading.entry(kind, slug), f"{kind}:{slug} is not in print."
    wanted = terms(query)
    found = matching(reading, wanted).filter(kind=kind, slug=slug).exists() if wanted else False
    assert found is not finds.startswith("!"), f"“{query}” ({because}): {[term.ways for term in wanted]}"
    if among_first:
        groups = search.look_for(reading, query, wanted)
        first = [hit.address for group in groups if group.anchor == KINDS[kind].address for hit in group.hits]
        address = reverse("record", args=[KINDS[kind].address, slug])
        assert address in first[: int(among_first)], f"“{query}” ({because}) finds first {first}."
