"""Look-ups within one edition: the only way in which the reading room reads the database."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from django.db.models import Count, QuerySet

from . import index, questions
from .addresses import among
from .cards import Card
from .models import Edition, Entry, Facet, Forwarding, Withdrawal
from .payloads import Address
from .questions import Answers, InDatabase


class Reading:
    """What is in print in one edition."""

    def __init__(self, edition: Edition, *, pinned: bool = False):
        self.edition = edition
        self.pinned = pinned

    @classmethod
    def now(cls) -> "Reading":
        """What is in print now: the open edition."""
        return cls(Edition.objects.open())

    @cached_property
    def answers(self) -> Answers:
        """Answers to questions about this edition, as it is in print when they are first wanted.

        From memory if `settings.EDITIONS_IN_MEMORY`, else from the database.
        """
        return index.InMemory(self.edition) if settings.EDITIONS_IN_MEMORY else InDatabase(self.edition)

    def entries(self, kind: str | None = None) -> QuerySet[Entry]:
        """The entries of this edition, of one kind or of all."""
        entries = Entry.objects.in_edition(self.edition)
        return entries if kind is None else entries.filter(kind=kind)

    def entry(self, kind: str, slug: str) -> Entry | None:
        """The entry with that address, or None if it is not in print in this edition."""
        return self.entries(kind).filter(slug=slug).first()

    def referring_to(self, kind: str, slug: str) -> QuerySet[Entry]:
        """The entries that refer to `kind:slug` anywhere in their payload."""
        return self.entries().with_facet("refers", [f"{kind}:{slug}"])

    def cards(self, refs) -> dict[tuple[str, str], Card]:
        """The cards of those `(kind, slug)` pairs that are in print, in one query at most; the others are left out."""
        return self.answers.cards(set(refs))

    def printed(self, addresses: set[Address]) -> set[Address]:
        """Those of the `(kind, slug)` pairs that are in print, in one query."""
        return (
            set(self.entries().order_by().filter(among(addresses)).values_list("kind", "slug")) if addresses else set()
        )

    def facet_counts(self, selections: dict[str, QuerySet[Entry]]) -> dict[str, dict[str, int]]:
        """For each facet name, how many entries of its selection have each value; one query for all of them.

        `selections` maps a facet to the entries that match every *other* filter, so that counts follow the others
        and a reader sees what choosing one more value would bring.
        """
        return questions.counted(selections)

    def counts_by_value(self, name: str) -> dict[str, dict[str, int]]:
        """For each value of the facet `name`, how many entries of each kind have it; one query."""
        facets = Facet.objects.order_by().filter(name=name, entry__in=self.entries().order_by().values("pk"))
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for value, kind, number in facets.values_list("value", "entry__kind").annotate(entries=Count("pk")):
            counts[value][kind] = number
        return dict(counts)

    def facet_values(self, kind: str, wanted: dict[str, list[str]]) -> set[tuple[str, str]]:
        """Which of the values `wanted` of each facet some entry of `kind` has; one query at most for all of them."""
        return self.answers.facet_values(kind, wanted)

    def counts_by_kind(self) -> dict[str, int]:
        """How many entries of each kind are in print."""
        return dict(self.entries().order_by().values_list("kind").annotate(Count("pk")))

    def last_seen(self, kind: str, slug: str) -> tuple[Entry, Edition | None] | None:
        """An entry that is not in this edition: its last printing before it, or else the first one after it; and the
        last closed edition that has that printing.
        """
        entries = Entry.objects.filter(kind=kind, slug=slug)
        before = entries.filter(since__lte=self.edition.number).order_by("-since").first()
        entry = before or entries.order_by("since").first()
        if entry is None:
            return None
        editions = Edition.objects.closed().filter(number__gte=entry.since_id)
        if entry.until_id is not None:
            editions = editions.filter(number__lt=entry.until_id)
        return entry, editions.first()

    def withdrawal(self, kind: str, slug: str) -> Withdrawal | None:
        """Why that address has no entry any more, if an entry once stood there and nothing took its place."""
        return Withdrawal.objects.filter(kind=kind, slug=slug).select_related("edition").first()

    def withdrawals(self, kind: str, slugs: Iterable[str]) -> list[Withdrawal]:
        """The same for those of `slugs` of which that is so, by slug; one query."""
        return list(Withdrawal.objects.filter(kind=kind, slug__in=list(slugs)).order_by("slug"))

    # --- Addresses that were given up

    def forwarding(self, kind: str, slug: str) -> Address | None:
        """The `(kind, slug)` at which this edition has what stands at an address in another one.

        None if nowhere, or if this edition has something at that address itself.
        """
        return self.moved([(kind, slug)]).get((kind, slug))

    def moved(self, addresses: Iterable[Address]) -> dict[Address, Address]:
        """For each of `addresses` that is another one in this edition, that one; the others are left out.

        Left out is also what has an entry here, whatever became of it in another edition. One query; in a closed
        edition, which may know things by the address they had before or after, two.
        """
        wanted = list(addresses)
        leads = _leads() if wanted else {}
        ways = {address: _way(leads, address) for address in wanted}
        if self.edition.is_open:
            return {address: way[-1] for address, way in ways.items() if way}
        back = _back(leads)
        near = {address: [*way, *_ways_to(back, address)] for address, way in ways.items()}
        names = [[address, *others] for address, others in near.items() if others]
        rows = _printings({one for several in names for one in several})
        there = ((several[0], _standing(rows, self.edition, several)) for several in names)
        return {address: found for address, found in there if found not in (None, address)}

    @cached_property
    def newest_closed(self) -> Edition | None:
        """The newest closed edition: what a citation should name."""
        return Edition.objects.closed().first()


def _leads() -> dict[Address, Address]:
    """Where every address that was given up leads now; one step each."""
    rows = Forwarding.objects.order_by().values_list("kind", "slug", "to_kind", "to_slug")
    return {(kind, slug): (to_kind, to_slug) for kind, slug, to_kind, to_slug in rows}


def _way(leads: dict[Address, Address], start: Address) -> list[Address]:
    """The addresses to which `start` leads, one after the other; a loop is cut where it closes."""
    way = [start]
    while (step := leads.get(way[-1])) is not None and step not in way:
        way.append(step)
    return way[1:]


__all__ = ["Card", "Reading", "standing_in"]

# What was ever printed: kind, slug, origin, and the numbers of the editions since and until which it is in print.
_Printings = list[tuple[str, str, str, int, int | None]]


def standing_in(editions: Iterable[Edition], address: Address) -> dict[Edition, Address]:
    """Those of `editions` that have what stands at `address` now, each with the address that it has there; two queries.

    As `moved`, for one address and many editions.
    """
    leads = _leads()
    names = [address, *_way(leads, address), *_ways_to(_back(leads), address)]
    rows = _printings(names)
    there = {edition: _standing(rows, edition, names) for edition in editions}
    return {edition: found for edition, found in there.items() if found is not None}


def _printings(addresses: Iterable[Address]) -> _Printings:
    """All printings at `addresses`, oldest first; no query where there are none."""
    wanted = list(addresses)
    rows = Entry.objects.order_by("since").filter(among(wanted)) if wanted else Entry.objects.none()
    return list(rows.values_list("kind", "slug", "origin", "since", "until"))


def _standing(rows: _Printings, edition: Edition, names: list[Address]) -> Address | None:
    """The first of `names` at which `edition` has an entry, the one asked for before all others.

    Of the others the same record comes first: another one may have been merged into it.
    """
    there = {
        (kind, slug) for kind, slug, _, since, until in rows if since <= edition.number < (until or edition.number + 1)
    }
    origins = {(kind, slug): origin for kind, slug, origin, *_ in rows}
    asked, *others = names
    standing = [name for name in others if name in there]
    standing.sort(key=lambda name: origins[name] != origins.get(asked))
    return asked if asked in there else next(iter(standing), None)


def _back(leads: dict[Address, Address]) -> dict[Address, list[Address]]:
    """The addresses that lead to each one directly."""
    back = defaultdict(list)
    for address, to in sorted(leads.items()):
        back[to].append(address)
    return back


def _ways_to(back: dict[Address, list[Address]], end: Address) -> list[Address]:
    """The addresses that lead to `end`, the nearest ones first."""
    found = [end]
    for address in found:
        found += [one for one in back.get(address, ()) if one not in found]
    return found[1:]
