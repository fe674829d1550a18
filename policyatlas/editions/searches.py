"""A search among the entries of all kinds: which have every term, and which of them come first."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from policyatlas.values.searching import Term, spelt

from .collating import ByCodePoint, text
from .models import Entry, every_term

# What comes first: what is called so, what is called so to begin with, what has every term in its names, all others.
RANKS = 4
# Those of one rank: by English title, then by address.
_ORDER = (text("title_en").asc(nulls_last=True), ByCodePoint(F("slug")).asc())


@dataclass(frozen=True)
class Search:
    """What is looked for: every term, and the names by which an entry may be called that come before all others."""

    terms: tuple[Term, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, query: str, terms: Iterable[Term]) -> "Search":
        """The search for what was typed, of which `terms` were made."""
        wanted = tuple(terms)
        names = {spelt(query), *(" ".join(term.ways[number].strip() for term in wanted) for number in (0, -1))}
        return cls(wanted, tuple(sorted(names - {""})))

    def rank(self, names: str) -> Case:
        """The rank of what has every term, from 0 on; `names` is the column that says what it is called."""
        called, begins = Q(), Q()
        for name in self.names:
            called |= Q(**{f"{names}__contains": f"\n {name} \n"})
            begins |= Q(**{f"{names}__contains": f"\n {name}"})
        inside = every_term(self.terms, names)
        ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate((called, begins, inside))]
        return Case(*ranks, default=Value(RANKS - 1), output_field=IntegerField())


@dataclass(frozen=True)
class Hits:
    """What was found of one kind: how many, and the first of them without their texts."""

    count: int
    first: list[Entry] = field(default_factory=list)


def in_order(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries in the order of those of one rank."""
    return entries.order_by(*_ORDER)


def first_of_each_kind(entries: QuerySet[Entry], search: Search, most: int) -> list[Entry]:
    """Of each kind the first of `entries`, all of which have the terms; one query."""
    order = [search.rank("wording__names"), *_ORDER]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    return list(entries.defer("text").annotate(place=place).filter(place__lte=most).order_by("kind", "place"))
