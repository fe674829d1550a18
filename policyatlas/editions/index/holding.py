"""The sets of entries of which the index is made: in print in an edition, with a value, in a year, with words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet
from pyroaring import BitMap

from policyatlas.editions.bigrams import keys_of
from policyatlas.editions.cards import Card, read_cards
from policyatlas.editions.models import Edition, Entry, Facet, Stamp, Wording
from policyatlas.editions.payloads import Address
from policyatlas.editions.questions import Order, Question
from policyatlas.editions.searches import Search
from policyatlas.values.searching import Term

from .rankings import Ranking
from .years import Years

# How much is kept of what is asked for seldom: of editions, of orders, of words and of searches. The last ones asked
# for stay. A search has the order of every kind.
EDITIONS, RANKINGS, WORDS, SEARCHES = 4, 64, 256, 256
# Cards of one edition, of about half a kilobyte each.
CARDS = 10_000
_AT_ONCE = 10_000
# So many are looked through sooner than looked up.
_FEW = 1_000

Values = dict[str, BitMap]


class Index:
    """What is in print, as the state of that `stamp` has it: sets of primary keys, each made when it is first wanted.

    Values and years are those of all printings: none of them ever changes, and which are in print in an edition is a
    set of its own.
    """

    def __init__(self, stamp: Stamp):
        self.stamp = stamp
        self._in_print: dict[int, Values] = {}
        self._facets: dict[tuple[str, str], Values] = {}
        self._years: dict[str, Years] = {}
        self._words: dict[Term, BitMap] = {}
        self._searches: dict[Search, list[BitMap]] = {}
        # None where nothing is in print.
        self._cards: dict[int, dict[Address, Card | None]] = {}
        self._rankings: dict[tuple[int, str, str], Ranking] = {}

    def found(self, edition: Edition, question: Question) -> BitMap:
        """The entries that are meant."""
        found = self.in_print(edition, question.kind)
        for name, values in question.facets:
            held = self.values(question.kind, name)
            found = found & BitMap.union(BitMap(), *(held[value] for value in values if value in held))
        if question.year_from is not None or question.year_to is not None:
            found = self._of_years(question.kind).among(found, question)
        for term in question.terms:
            found = found & self._with(term)
        return found

    def in_print(self, edition: Edition, kind: str) -> BitMap:
        """The entries of a kind that are in print in an edition."""
        kinds = _kept(self._in_print, edition.number, dict, EDITIONS)
        if kind not in kinds:
            kinds[kind] = BitMap(_entries(edition, kind).values_list("pk", flat=True).iterator(_AT_ONCE))
        return kinds[kind]

    def values(self, kind: str, name: str) -> Values:
        """The printings of a kind that have each value of a facet."""
        if (kind, name) not in self._facets:
            rows = Facet.objects.filter(name=name, entry__kind=kind).order_by("value").values_list("value", "entry")
            held = {
                value: BitMap([entry for _, entry in some])
                for value, some in groupby(rows.iterator(_AT_ONCE), itemgetter(0))
            }
            self._facets[kind, name] = held
        return self._facets[kind, name]

    def ranking(self, edition: Edition, kind: str, order: Order) -> Ranking:
        """The entries of a kind that are in print in an edition, in an order."""
        key = edition.number, kind, order.name
        return _kept(self._rankings, key, lambda: Ranking(order, _entries(edition, kind)), RANKINGS)

    def cards(self, edition: Edition, refs: Collection[Address]) -> dict[Address, Card]:
        """The cards of those of `refs` that are in print in an edition."""
        held = _kept(self._cards, edition.number, dict, EDITIONS)
        if missing := [ref for ref in refs if ref not in held]:
            if len(held) > CARDS:
                held.clear()
                missing = list(refs)
            found = read_cards(Entry.objects.in_edition(edition).order_by(), missing)
            held.update({ref: found.get(ref) for ref in missing})
        return {ref: card for ref in refs if (card := held[ref]) is not None}

    def ranks(self, search: Search) -> list[BitMap]:
        """The printings that have every term of a search, by rank."""

        def asked() -> list[BitMap]:
            found = BitMap.intersection(*(self._with(term) for term in search.terms))
            named = [_holding("names", term.ways, found) for term in search.terms]
            begun = [f"\n {name}" for name in search.names]
            ranks = [
                _holding("names", [f"{name} \n" for name in begun], found),
                _holding("names", begun, found),
                BitMap.intersection(*named),
                found,
            ]
            return [rank - BitMap.union(BitMap(), *ranks[:place]) for place, rank in enumerate(ranks)]

        return _kept(self._searches, search, asked, SEARCHES)

    def _of_years(self, kind: str) -> Years:
        if kind not in self._years:
            rows = Entry.objects.filter(kind=kind).order_by().values_list("pk", "year_from", "year_to")
            self._years[kind] = Years(rows.iterator(_AT_ONCE))
        return self._years[kind]

    def _with(self, term: Term) -> BitMap:
        return _kept(self._words, term, lambda: _holding("words", term.ways), WORDS)

    # --- Bringing it up to date

    def advance(self, stamp: Stamp, moved: Iterable[int]) -> None:
        """Make it what that `stamp` has, of which the entries `moved` since: came, went or are found by other words.

        What became of each is read anew, so that it does not matter if something of it was known already.
        """
        went = BitMap(moved)
        rows = list(Entry.objects.filter(pk__in=list(went)).order_by())
        self._words.clear()
        self._searches.clear()
        self._cards.clear()
        for number, kinds in self._in_print.items():
            for kind, held in kinds.items():
                there = (row.pk for row in rows if row.kind == kind and _stands(row, number))
                kinds[kind] = (held - went) | BitMap(there)
        for kind, years in self._years.items():
            years.advance(went, ((row.pk, row.year_from, row.year_to) for row in rows if row.kind == kind))
        self._advance_facets(went, rows)
        self._advance_rankings(went)
        self.stamp = stamp

    def _advance_facets(self, went: BitMap, rows: list[Entry]) -> None:
        kinds = {row.pk: row.kind for row in rows}
        names = {name for _, name in self._facets}
        came: Mapping[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        facets = Facet.objects.filter(entry__in=list(kinds), name__in=names).order_by()
        for entry, name, value in facets.values_list("entry", "name", "value"):
            came[kinds[entry], name][value].append(entry)
        for key, held in self._facets.items():
            for value in [value for value, entries in held.items() if entries.intersect(went)]:
                held[value] = held[value] - went
            for value, entries in came[key].items():
                held[value] = held.get(value, BitMap()) | BitMap(entries)

    def _advance_rankings(self, went: BitMap) -> None:
        for (number, kind, name), ranking in list(self._rankings.items()):
            held = self._in_print.get(number, {}).get(kind)
            edition = Edition(number=number)
            if (
                held is None
                or ranking.order.elsewhere
                or not ranking.advance(_entries(edition, kind), held & went, went - held)
            ):
                del self._rankings[number, kind, name]


def _entries(edition: Edition, kind: str) -> QuerySet[Entry]:
    return Entry.objects.in_edition(edition).filter(kind=kind).order_by()


def _holding(column: str, ways: Collection[str], among: BitMap | None = None) -> BitMap:
    """The printings, all or of those `among`, that have one of the ways in their words or names."""
    found = BitMap()
    for way in ways:
        keys = keys_of(Wording, column, way)
        if keys is None:
            wordings = Wording.objects.filter(**{f"{column}__holds": way})
            if among is not None and len(among) <= _FEW:
                wordings = wordings.filter(pk__in=list(among))
            keys = wordings.values_list("pk", flat=True).iterator(_AT_ONCE)
        found |= BitMap(keys)
    return found if among is None else found & among


def _stands(entry: Entry, number: int) -> bool:
    return entry.since_id <= number and (entry.until_id is None or entry.until_id > number)


def _kept(held: dict, key, make, most: int):
    """What is held under `key`, made if it is not; the one that was wanted longest ago gives way to it."""
    held[key] = held.pop(key) if key in held else make()
    if len(held) > most:
        del held[next(iter(held))]
    return held[key]
