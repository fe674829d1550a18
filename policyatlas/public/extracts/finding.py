"""Which extract an address names: the one place that knows every sort of page that can be downloaded and cited."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.values.kinds import BY_ADDRESS

from . import comparisons, evidence_maps, lists, maps, records, searches, timelines
from .selections import Selection
from .table import Extract

_ADDRESSES, _COMPARED = "|".join(BY_ADDRESS), "|".join(NOUNS)
# What stands before the ending of a file, and before the last slash of a page.
# Pages of which there is one.
SINGLE = ("search", "map", "timeline", "evidence")
STEM = rf"(?:{'|'.join(SINGLE)}|compare/(?:{_COMPARED})|(?:{_ADDRESSES})(?:/[-a-zA-Z0-9_]+)?)"


T = TypeVar("T")


@dataclass(frozen=True)
class Makers(Generic[T]):
    """What makes something of each sort of address: of its parts, the edition that is read, and the question."""

    search: Callable[[Reading, QueryDict], T]
    map: Callable[[Reading, QueryDict], T]
    timeline: Callable[[Reading, QueryDict], T]
    evidence: Callable[[Reading, QueryDict], T]
    comparison: Callable[[str, Reading, QueryDict], T]
    record: Callable[[str, str, Reading], T | None]
    list: Callable[[str, Reading, QueryDict], T]


def made_at(stem: str, reading: Reading, parameters: QueryDict, makers: Makers[T]) -> T | None:
    """What the maker of its sort makes of an address; None where there is no such address or no such entry."""
    if not re.fullmatch(STEM, stem):
        return None
    first, _, rest = stem.partition("/")
    if first in SINGLE:
        return getattr(makers, first)(reading, parameters)
    if first == "compare":
        return makers.comparison(rest, reading, parameters)
    return makers.record(first, rest, reading) if rest else makers.list(first, reading, parameters)


_EXTRACTS: Makers[Extract] = Makers(
    search=searches.extract,
    map=maps.extract,
    timeline=timelines.extract,
    evidence=evidence_maps.extract,
    comparison=comparisons.extract,
    record=records.extract,
    list=lists.extract,
)


def extract_at(stem: str, reading: Reading, parameters: QueryDict) -> Extract | None:
    """The extract at an address below the edition, such as `policies` or `compare/clusters`; None where there is none.

    Whatever the question holds, it is answered as its page answers it: what cannot be followed is left out.
    """
    return made_at(stem, reading, parameters, _EXTRACTS)


def selection_at(stem: str, reading: Reading, parameters: QueryDict) -> Selection | None:
    """What the address of a list or a search selects; None at all others, whose lines are not entries. No query."""
    if stem == "search":
        return searches.Searched(reading, parameters)
    return lists.Listed(stem, reading, parameters) if stem in BY_ADDRESS else None
