"""What is offered to somebody who cites a view: the edition being read, or the newest closed one that has the view."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.between import forwardings
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading, standing_in
from policyatlas.public.changes.comparing import changed
from policyatlas.public.changes.moves import Moves
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import within
from policyatlas.values.kinds import BY_ADDRESS, KINDS

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
    """Which edition of the view `shown` to cite; reading the open one, the queries of the view and four more."""
    if reading.pinned:
        return Offer(shown, reading.edition)
    newest = reading.newest_closed
    if newest is None:
        return Offer(shown, reading.edition, _("No edition has been closed yet."))
    moves = Moves(forwardings(), newest.number, reading.edition.number)
    # The question as it is understood now, so that what it asks in vain makes no difference; in the names of then.
    then = Reading(newest, pinned=True)
    stem, asked = moves.asked_in(then, shown.stem, QueryDict(shown.query))
    there = extract_at(stem, then, asked)
    lost = _lost(asked, there) if there else []
    if there is None or lost:
        return Offer(shown, reading.edition, _why_not(newest, shown, there, lost))
    return Offer(there, newest, difference=difference_of(changed(there, shown, moves), shown, newest))


def other_editions(shown: Extract, cited: Offer) -> list[Other]:
    """The other closed editions that have the view `shown` now, newest first; at most three queries."""
    editions = list(Edition.objects.closed().exclude(pk=cited.edition.pk))
    if not editions or shown.sort != "record":
        return [Other(edition, within(edition.label, f"cite/{cited.extract.path}")) for edition in editions]
    address, slug = shown.stem.split("/")
    there = standing_in(editions, (BY_ADDRESS[address].code, slug))
    return [
        Other(edition, within(edition.label, f"cite/{KINDS[kind].address}/{slug}/"))
        for edition, (kind, slug) in there.items()
    ]


def _lost(asked: QueryDict, there: Extract) -> list[tuple[str, int]]:
    """The values of the question that the extract could not follow: the name of each, and the how manieth it is."""
    followed = QueryDict(there.query)
    # All rows in their usual order are not named.
    rows = {line.place.partition("/")[0] for line in there.lines} if "row" not in followed else set()
    return [
        (name, number)
        for name, values in asked.lists()
        for number, value in enumerate(values)
        if value not in followed.getlist(name) and not (name == "row" and value in rows)
    ]


def _why_not(newest: Edition, shown: Extract, there: Extract | None, lost: list[tuple[str, int]]) -> str:
    if there is None:
        return _("It is not in edition %(label)s, the newest closed one.") % {"label": newest.label}
    question = QueryDict(shown.query)
    # As they stand in the address, where there are no words for them.
    values = [question.getlist(name)[number] for name, number in lost]
    asked = [words for words in shown.asked if words not in there.asked] or values
    named = {"label": newest.label, "asked": "; ".join(asked)}
    return _("Edition %(label)s, the newest closed one, does not have all that is asked for: %(asked)s.") % named
