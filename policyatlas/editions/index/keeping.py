"""The one index of this process: shared by its threads, brought up to date by the stamps, thrown away if in doubt."""

import threading

from django.db import connection

from policyatlas.editions import stamps
from policyatlas.editions.models import Stamp

from .holding import Index

# Who looks something up in the index holds it: look-ups are short, and what is missing is read once for all.
LOCK = threading.RLock()
# Where more than this moved, everything is read anew.
MOST = 2_000

_kept: Index | None = None


def current() -> Index:
    """The index of what is in print, as this connection sees it; one query where nothing changed.

    Whoever is within a transaction may see what nobody else ever will, such as a preview: that never comes into the
    index that all share.
    """
    global _kept
    stamp = stamps.current()
    index = _kept
    if index is not None and _same(index.stamp, stamp):
        return index
    if unshared():
        return Index(stamp)
    # Out of reach until it is whole again: the database may fail half-way.
    _kept = None
    moved = stamps.since(index.stamp) if index is not None else None
    if moved is None or len(moved[0]) + len(moved[1]) > MOST:
        index = Index(stamp)
    else:
        index.advance(stamp, moved[0] | moved[1])
    _kept = index
    return index


def unshared() -> bool:
    """Whether what is seen here may not be what others see."""
    return connection.in_atomic_block


def _same(one: Stamp, other: Stamp) -> bool:
    return (one.number, one.token) == (other.number, other.token)
