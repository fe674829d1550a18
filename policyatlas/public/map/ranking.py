"""Ranks: equal figures share one, and the next is as much further as there are that share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from .scales import Scale
from .standings import GIVEN, Standing


def ranked(standings: Iterable[Standing], scale: Scale, *, ascending: bool) -> list[Standing]:
    """The standings with rank and class, best placed first; those without a figure last, from north to south."""
    standings = list(standings)
    placed = [one for one in standings if one.state == GIVEN]
    placed.sort(key=lambda one: one.value if ascending else -one.value)
    shared = Counter(one.value for one in placed)
    found, ranks = [], {}
    for place, one in enumerate(placed, 1):
        rank = ranks.setdefault(one.value, place)
        found.append(replace(one, rank=rank, tied=shared[one.value] > 1, number=scale.class_of(one.value)))
    return [*found, *(one for one in standings if one.state != GIVEN)]
