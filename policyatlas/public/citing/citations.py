"""The citation of an extract: what it is called, where it stands, and what exactly it holds."""

from collections.abc import Callable

from django.utils.timezone import localdate

from policyatlas.editions.models import Edition
from policyatlas.public import words
from policyatlas.public.data import LICENCE
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import within
from policyatlas.values.citations import Citation

Absolute = Callable[[str], str]


def citation_of(extract: Extract, edition: Edition, absolute: Absolute) -> Citation:
    """The citation of `extract` as `edition` has it; of what is in print now, with today as the day of access.

    `absolute` makes a whole address of a path, such as `request.build_absolute_uri`. No query.
    """
    return cited_at(absolute(within(edition.label, extract.path)), extract, edition)


def cited_at(address: str, extract: Extract, edition: Edition) -> Citation:
    """The citation of `extract` as `edition` has it at the whole `address`. No query."""
    language = words.page_language()
    return Citation(
        # A search is called by what was searched for, which stands among what is asked.
        title=words.attribute("search", language) if extract.sort == "search" else extract.title,
        asked=extract.asked,
        address=address,
        rows=extract.rows,
        noun=extract.noun,
        fingerprint=extract.fingerprint,
        licence=LICENCE["name"],
        language=language,
        edition=edition.label,
        closed_on=edition.closed_on,
        read_on=None if edition.label else localdate(),
    )
