"""Which extract an address names: the one place that knows every sort of page that can be downloaded and cited."""

import re

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.values.kinds import BY_ADDRESS

from . import comparisons, lists, records, searches
from .table import Extract

_ADDRESSES, _COMPARED = "|".join(BY_ADDRESS), "|".join(NOUNS)
# What stands before the ending of a file, and before the last slash of a page.
STEM = rf"(?:search|compare/(?:{_COMPARED})|(?:{_ADDRESSES})(?:/[-a-zA-Z0-9_]+)?)"


def extract_at(stem: str, reading: Reading, parameters: QueryDict) -> Extract | None:
    """The extract at an address below the edition, such as `policies` or `compare/clusters`; None where there is none.

    Whatever the question holds, it is answered as its page answers it: what cannot be followed is left out.
    """
    if not re.fullmatch(STEM, stem):
        return None
    first, _, rest = stem.partition("/")
    if first == "search":
        return searches.extract(reading, parameters)
    if first == "compare":
        return comparisons.extract(rest, reading, parameters)
    return records.extract(first, rest, reading) if rest else lists.extract(first, reading, parameters)
