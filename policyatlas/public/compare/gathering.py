"""Entries fetched in bulk for a comparison: a fixed number of queries however many subjects and rows there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import references
from policyatlas.editions.reading import Reading


class Printed(NamedTuple):
    """An entry as comparisons read it, its columns named as those of `Entry`: without those that no page shows.

    A comparison has hundreds, and instances of the model would take longer to be made than their payloads to be read.
    """

    pk: int
    kind: str
    slug: str
    title_en: str
    title_ja: str
    year_from: int | None
    payload: dict


# Entries by what they stand under.
Filed = dict[str, list[Printed]]


def printed(entries: QuerySet[Entry]) -> list[Printed]:
    """The entries, in their order; one query."""
    return [Printed(*row) for row in entries.values_list(*Printed._fields)]


def filed(reading: Reading, wanted: Mapping[str, Collection[str]]) -> Filed:
    """The entries that stand under any of the `wanted` facet values, by value (`kind:slug`); one query.

    `wanted` maps names of facets to values, as in `{"place": ["prefecture:aomori"], "subject": [...]}`. An entry is
    listed once under each value, however many of the facets have it.
    """
    condition = Q()
    for name, values in wanted.items():
        condition |= Q(facets__name=name, facets__value__in=values)
    if not condition:
        return {}
    # One filter() with both halves: name and value must be those of the same facet, and so must `under`.
    rows = reading.entries().filter(condition).order_by().values_list(*Printed._fields, "facets__value")
    found: dict[str, dict[int, Printed]] = defaultdict(dict)
    # Sorted here, because databases sort text by different rules and what is cited must not depend on them.
    for *columns, under in sorted(rows, key=itemgetter(1, 2)):
        entry = Printed(*columns)
        found[under].setdefault(entry.pk, entry)
    return {value: list(entries.values()) for value, entries in found.items()}


def of_kind(entries: Iterable[Printed], *kinds: str) -> list[Printed]:
    """The entries of those kinds, in their order."""
    return [entry for entry in entries if entry.kind in kinds]


def findings_about(reading: Reading, keys: Collection[str]) -> dict[str, int]:
    """How many findings there are about each of `keys` (`kind:slug`); one query, none where nothing is asked."""
    if not keys:
        return {}
    counted = (
        reading.entries("finding")
        .filter(facets__name="subject", facets__value__in=keys)
        .order_by()
        .values_list("facets__value")
        .annotate(Count("pk"))
    )
    return dict(counted)


def references_of(entries: Iterable[Printed]) -> set[tuple[str, str]]:
    """The `(kind, slug)` of everything the entries refer to, and of the entries themselves."""
    entries = list(entries)
    named = {pair for entry in entries for pair in references(entry.payload)}
    return named | {(entry.kind, entry.slug) for entry in entries}


def key(entry: Printed) -> str:
    """`kind:slug` of an entry, as facets name it."""
    return f"{entry.kind}:{entry.slug}"


def ref_key(ref: dict) -> str:
    """`kind:slug` of a reference in a payload."""
    return f"{ref['kind']}:{ref['slug']}"
