"""Addresses of entries, each a kind and a slug, and the condition of standing at one of several."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from .payloads import Address


def among(addresses: Iterable[Address]) -> Q:
    """That what has a `kind` and a `slug` stands at one of `addresses`; nothing does, where there are none."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, slug in addresses:
        by_kind[kind].add(slug)
    condition = Q(pk__in=[])
    for kind, slugs in by_kind.items():
        condition |= Q(kind=kind, slug__in=slugs)
    return condition
