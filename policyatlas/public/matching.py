"""What a search asks for, which entries have it, and how else it may be asked."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values import searching
from policyatlas.values.languages import scripts_apart
from policyatlas.values.searching import Term

from .lists.filters import LONGEST_QUERY


@dataclass(frozen=True)
class Apart:
    """Words that were asked for, taken apart where their script changes: how many there are, and the address."""

    query: str
    count: int
    address: str


def asked_words(parameters: QueryDict) -> tuple[str, list[Term]]:
    """What is searched for: as it was typed (shortened, and without what cannot be printed), and term by term."""
    query = " ".join(parameters.get("q", "").split())[:LONGEST_QUERY]
    query = "".join(character for character in query if character.isprintable())
    return query, searching.terms(query)


def left_out(parameters: QueryDict) -> list[str]:
    """What of the question is not searched for, in sentences."""
    if len(" ".join(parameters.get("q", "").split())) <= LONGEST_QUERY:
        return []
    return [_("Only the first %(number)s characters were searched for.") % {"number": LONGEST_QUERY}]


def matching(reading: Reading, wanted: list[Term]) -> QuerySet[Entry]:
    """The entries of all kinds that have every term."""
    return reading.entries().with_terms(wanted)


def apart_in(query: str) -> str:
    """The words of `query` taken apart where their script changes; empty where that asks for the same or nothing."""
    apart = scripts_apart(query)
    wanted = searching.terms(apart)
    return apart if wanted and wanted != searching.terms(query) else ""
