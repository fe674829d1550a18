"""Giving entries in print another address: their old one leads to it, and whatever names them names it from then on.

Entries are made anew from what is printed, never from records: a record may be half re-edited. Closed editions keep
the old address and everything that names it.
"""

from django.db.models import Q
from django.utils import timezone

from . import stamps
from .hashing import fingerprint
from .models import Edition, Entry, Facet, Forwarding
from .payloads import Address, readdressed
from .writing import Pairs, clear_addresses, end_all, reasons, write

# The facets whose values are entries, as `kind:slug`: to ask for a value alone would mean to read all facets.
ADDRESSED = (
    "cited_by",
    "dimension",
    "field",
    "framework",
    "indicator",
    "instrument",
    "target_group",
    "observation",
    "organisation",
    "place",
    "programme",
    "refers",
    "source",
    "subject",
    "within",
)
# What an entry is printed with, besides what says when it was and why.
_KEPT = ("kind", "slug", "origin", "title_en", "title_ja", "year_from", "year_to", "number", "text", "schema")


def rename_entry(old: Address, new: Address, *, reason: str, said: str) -> None:
    """Print the entry at `old` at `new` instead, and whatever names it anew.

    Readers are told the `reason` at the old address, and what is `said` beside each entry that was printed anew.
    """
    clear_addresses([new])
    came, gone = _print_anew(old, new, said)
    _lead([old], new, reason)
    stamps.advance(came, gone)


def merge_entries(origin: str, winner: Address, *, reason: str, said: str) -> None:
    """Take the entries of `origin` out of print and lead their addresses to `winner`; whatever names its own entry
    names the winner from then on.

    The entry of its own is the one of the winner's kind; the other ones are its parts.
    """
    entries = Entry.objects.filter(origin=origin, until=None)
    addresses = list(entries.order_by().values_list("kind", "slug"))
    stamps.advance(gone=end_all(entries, Edition.objects.open()))
    _lead(addresses, winner, reason)
    for address in addresses:
        if address[0] == winner[0]:
            stamps.advance(*_print_anew(address, winner, said))


def _print_anew(old: Address, new: Address, said: str) -> tuple[list[int], list[int]]:
    """Print every entry that stands at `old` or names it anew, with `new` in its place; what came, and what is gone."""
    edition = Edition.objects.open()
    naming = Facet.objects.order_by().filter(name__in=ADDRESSED, value=_value(old)).values("entry")
    concerned = Entry.objects.filter(Q(pk__in=naming) | Q(kind=old[0], slug=old[1]), until=None)
    printed = [_readdressed(entry, old, new, edition, said) for entry in concerned.prefetch_related("facets")]
    gone = end_all(concerned, edition)
    return write(printed), gone


def _readdressed(entry: Entry, old: Address, new: Address, edition: Edition, said: str) -> tuple[Entry, Pairs]:
    made = Entry(printed_at=timezone.now(), **{name: getattr(entry, name) for name in _KEPT})
    if (entry.kind, entry.slug) == old:
        made.slug = new[1]
    made.since = edition
    made.payload = readdressed(entry.payload, old, new)
    pairs = {_pair(facet, old, new) for facet in entry.facets.all()}
    made.sha256 = fingerprint(made, made.payload, made.schema, pairs)
    made.reason = reasons(entry.reason if entry.since_id == edition.number else "", said)
    return made, pairs


def _pair(facet: Facet, old: Address, new: Address) -> tuple[str, str]:
    names_it = facet.name in ADDRESSED and facet.value == _value(old)
    return facet.name, _value(new) if names_it else facet.value


def _lead(addresses: list[Address], to: Address, reason: str) -> None:
    edition = Edition.objects.open()
    for kind, slug in addresses:
        Forwarding.objects.update_or_create(
            kind=kind,
            slug=slug,
            defaults={
                "to_kind": to[0],
                "to_slug": to[1],
                "edition": edition,
                "at": timezone.now(),
                "reason": reason,
            },
        )


def _value(address: Address) -> str:
    return ":".join(address)
