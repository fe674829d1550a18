"""Editions, entries and facets: everything readers read, and nothing else."""

from .entries import Edition, EditionQuerySet, Entry, EntryQuerySet, Facet, Wording, every_term
from .errata import Erratum
from .lost_addresses import Forwarding, Withdrawal
from .stamps import Movement, Stamp

__all__ = [
    "Edition",
    "EditionQuerySet",
    "Entry",
    "EntryQuerySet",
    "Erratum",
    "Facet",
    "Forwarding",
    "Movement",
    "Stamp",
    "Withdrawal",
    "Wording",
    "every_term",
]
