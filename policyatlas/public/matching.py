"""What a search asks for, and which entries have it."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values import searching
from policyatlas.values.searching import Term

from .lists.filters import LONGEST_QUERY


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
