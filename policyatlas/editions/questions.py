"""What can be asked of the entries of an edition, in which order they can be had, and how the database answers.

`index` answers the same from memory; a test holds the two against each other.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Count, Q, QuerySet

from policyatlas.values.searching import Term

from .cards import Card, read_cards
from .models import Edition, Entry, Facet
from .payloads import Address
from .searches import Hits, Search, first_of_each_kind

# For each facet, how many entries have each value.
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Question:
    """Which entries of a kind are meant: those with one of the values of each facet, every term, and the years.

    An entry without an end goes on, one without any year has no years; `began` asks for what began in these years.
    """

    kind: str
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    terms: tuple[Term, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    began: bool = False

    def among(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Those of `entries` that are meant."""
        found = entries.filter(kind=self.kind)
        for name, values in self.facets:
            found = found.with_facet(name, values)
        if self.year_from is not None:
            found = found.began_from(self.year_from) if self.began else found.not_ended_before(self.year_from)
        if self.year_to is not None:
            found = found.began_by(self.year_to) if self.began else found.not_begun_after(self.year_to)
        return found.with_terms(self.terms)


@dataclass(frozen=True)
class Order:
    """An order of the entries of a kind: its name, how a query set is put into it, and whether it looks `elsewhere`:
    at the titles of other entries, so that it is another one when those change.
    """

    name: str
    sort: Callable[[QuerySet[Entry]], QuerySet[Entry]]
    elsewhere: bool = False


class Answers(Protocol):
    """What one edition answers."""

    def how_many(self, questions: Sequence[Question]) -> list[int]:
        """How many entries each of the questions means, which are all of one kind."""

    def facet_counts(self, selections: Mapping[str, Question]) -> Counts:
        """For each facet name, how many entries of its question have each value."""

    def facet_values(self, kind: str, wanted: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
        """Which of the values `wanted` of each facet some entry of `kind` has."""

    def cards(self, refs: Collection[Address]) -> dict[Address, Card]:
        """The cards of those of `refs` that are in print."""

    def page(self, question: Question, order: Order, start: int, stop: int) -> list[Entry]:
        """The entries that are meant from place `start` up to `stop` of that order, without their texts."""

    def searched(self, search: Search, most: int) -> dict[str, Hits]:
        """For each kind of which something was found, how many and the first so many."""


class InDatabase:
    """Answers by queries; one for each method."""

    def __init__(self, edition: Edition):
        self._entries = Entry.objects.in_edition(edition).order_by()

    def how_many(self, questions: Sequence[Question]) -> list[int]:
        """One query for all of them."""
        if not questions:
            return []
        entries = self._entries.filter(kind=questions[0].kind)
        asked = {
            f"number_{place}": Count("pk", filter=Q(pk__in=question.among(self._entries).values("pk")))
            if question != Question(question.kind)
            else Count("pk")
            for place, question in enumerate(questions)
        }
        return list(entries.aggregate(**asked).values())

    def facet_counts(self, selections: Mapping[str, Question]) -> Counts:
        """One query for all of them."""
        entries = {question: question.among(self._entries) for question in selections.values()}
        return counted({name: entries[question] for name, question in selections.items()})

    def facet_values(self, kind: str, wanted: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
        """One query for all of them."""
        condition = Q()
        for name, values in wanted.items():
            condition |= Q(name=name, value__in=values)
        if not condition:
            return set()
        found = Facet.objects.order_by().filter(condition, entry__in=self._entries.filter(kind=kind).values("pk"))
        return set(found.values_list("name", "value").distinct())

    def cards(self, refs: Collection[Address]) -> dict[Address, Card]:
        """One query for all of them."""
        return read_cards(self._entries, refs)

    def page(self, question: Question, order: Order, start: int, stop: int) -> list[Entry]:
        """One query, in which a page far down passes over keys alone and not over what stands before it."""
        keys = order.sort(question.among(self._entries)).values("pk")[start:stop]
        return list(order.sort(without_texts().filter(pk__in=keys)))

    def searched(self, search: Search, most: int) -> dict[str, Hits]:
        """One query for how many, and one for the first where there are any."""
        found = self._entries.with_terms(search.terms)
        hits = {kind: Hits(count) for kind, count in found.values_list("kind").annotate(Count("pk"))}
        for entry in first_of_each_kind(found, search, most) if hits and most else ():
            hits[entry.kind].first.append(entry)
        return hits


def without_texts() -> QuerySet[Entry]:
    """Entries without their texts, which are for searching and twice the size of the rest."""
    return Entry.objects.defer("text")


def counted(selections: Mapping[str, QuerySet[Entry]]) -> Counts:
    """For each facet name, how many of its entries have each value; one query, in which those with the same entries
    are counted together.
    """
    grouped: dict[int, tuple[QuerySet[Entry], list[str]]] = {}
    for name, entries in selections.items():
        grouped.setdefault(id(entries), (entries, []))[1].append(name)
    parts = [
        Facet.objects.order_by()
        .filter(name__in=names, entry__in=entries.order_by().values("pk"))
        .values_list("name", "value")
        .annotate(entries=Count("pk"))
        for entries, names in grouped.values()
    ]
    counts: Counts = {name: {} for name in selections}
    if parts:
        for name, value, number in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            counts[name][value] = number
    return counts
