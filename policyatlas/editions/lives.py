"""The life of one entry: each of its printings, whatever its address was then, and what was merged into it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from .models import Edition, Entry, Forwarding
from .payloads import Address


@dataclass(frozen=True)
class Life:
    """One printing of an entry: since which edition, at which address, when it was, and why it differs from before.

    `until` is the number of the first edition without it (None while it is in print, or where later editions than the
    one that is read would say so).
    """

    ref: Address
    since: Edition
    until: int | None
    printed_at: datetime | None
    reason: str


def lives(entry: Entry, edition: Edition) -> list[Life]:
    """The printings of `entry` up to `edition`, newest first; one query.

    Of a closed edition it is the same for ever: nothing of later ones plays a part.
    """
    # The parts of a record that are entries themselves share its origin, and keep their slugs.
    alike = Q(slug=entry.slug) if entry.kind in _PARTS else Q()
    rows = (
        Entry.objects.filter(alike, origin=entry.origin, kind=entry.kind, since__lte=edition.number)
        .select_related("since")
        .only("kind", "slug", "until", "printed_at", "reason", "since")
        .order_by("-since", "-pk")
    )
    return [
        Life(
            (row.kind, row.slug),
            row.since,
            row.until_id if row.until_id is not None and row.until_id <= edition.number else None,
            row.printed_at,
            row.reason,
        )
        for row in rows
    ]


# Printed with the record that they are parts of.
_PARTS = {"finding"}


def merged_into(entry: Entry) -> list[Forwarding]:
    """The other entries that were merged into this one, as far as is known today, newest first; one query.

    Its own former addresses are told by its printings. What leads to an address may still change, so no closed edition
    tells it.
    """
    own = Entry.objects.filter(origin=entry.origin, kind=entry.kind)
    others = Entry.objects.filter(kind=entry.kind, slug=OuterRef("slug")).exclude(origin=entry.origin)
    rows = Forwarding.objects.filter(
        Exists(others), kind=entry.kind, to_kind=entry.kind, to_slug__in=own.values("slug")
    )
    return list(rows.select_related("edition").order_by("-edition", "-pk"))
