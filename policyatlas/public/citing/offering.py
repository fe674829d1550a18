"""What is offered to somebody who cites a view: the edition being read, or the newest closed one that has the view."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import within
from policyatlas.values.kinds import BY_ADDRESS

from .differing import Difference, difference_of


@dataclass(frozen=True)
class Offer:
    """The view as `edition` has it, which is the open one where no closed one will do: then `why` says why not.

    `difference` is how far what is in print now differs from it; None where both are the same edition.
    """

    extract: Extract
    edition: Edition
    why: str = ""
    difference: Difference | None = None


@dataclass(frozen=True)
class Other:
    """Another closed edition, and the page that cites the same view of it."""

    edition: Edition
    address: str


def offer_for(shown: Extract, reading: Reading) -> Offer:
    """Which edition of the view `shown` to cite; reading the open one, twice the queries of the view."""
    if reading.pinned:
        return Offer(shown, reading.edition)
    newest = reading.newest_closed
    if newest is None:
        return Offer(shown, reading.edition, _("No edition has been closed yet."))
    # The question as it is understood now, so that what it asks in vain makes no difference.
    there = extract_at(shown.stem, Reading(newest, pinned=True), QueryDict(shown.query))
    if there is None or there.query != shown.query:
        return Offer(shown, reading.edition, _why_not(newest, shown, there))
    return Offer(there, newest, difference=difference_of(there, shown, newest))


def other_editions(cited: Offer) -> list[Other]:
    """The other closed editions that have the view, newest first; one query."""
    editions = Edition.objects.closed().exclude(pk=cited.edition.pk)
    if cited.extract.sort == "record":
        address, slug = cited.extract.stem.split("/")
        editions = editions.with_entry(BY_ADDRESS[address].code, slug)
    return [Other(edition, within(edition.label, f"cite/{cited.extract.path}")) for edition in editions]


def _why_not(newest: Edition, shown: Extract, there: Extract | None) -> str:
    if there is None:
        return _("It is not in edition %(label)s, the newest closed one.") % {"label": newest.label}
    asked = [words for words in shown.asked if words not in there.asked] or _missing_values(shown, there)
    named = {"label": newest.label, "asked": "; ".join(asked)}
    return _("Edition %(label)s, the newest closed one, does not have all that is asked for: %(asked)s.") % named


def _missing_values(shown: Extract, there: Extract) -> list[str]:
    """The values of the question that the other extract could not follow, as they stand in the address."""
    values, others = QueryDict(shown.query), QueryDict(there.query)
    return [value for name in values for value in values.getlist(name) if value not in others.getlist(name)]
