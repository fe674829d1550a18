"""Between which two editions a reader asks for changes, read from the address: `from` and `to`."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.between import forwardings
from policyatlas.editions.models import Edition, Forwarding
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.data import label_of
from policyatlas.values.citations import day_in_words

from .moves import Moves

NAMES = ("from", "to")
_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Span:
    """Two editions, the earlier one first, and the question without their names.

    Where no edition is closed yet, both are the open one. `editions` are all there are, newest first; `notes` say what
    of the address could not be followed; `known` is where addresses lead, if that was asked before.
    """

    before: Edition
    after: Edition
    question: QueryDict
    editions: list[Edition]
    notes: list[str]
    known: list[Forwarding] | None = None

    @property
    def same(self) -> bool:
        """Whether there is nothing to compare: the two are one and the same."""
        return self.before.number == self.after.number

    @property
    def labels(self) -> tuple[str, str]:
        """The labels of the two, as addresses have them; empty for the open edition."""
        return self.before.label, self.after.label

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """What is in print in each."""
        return Reading(self.before, pinned=not self.before.is_open), Reading(self.after, pinned=not self.after.is_open)

    @cached_property
    def moves(self) -> Moves:
        """Where addresses lead between the two; one query."""
        return Moves(self.leads, self.before.number, self.after.number)

    @cached_property
    def leads(self) -> list[Forwarding]:
        """Where addresses lead at all; one query."""
        return forwardings() if self.known is None else self.known

    def part(self, before: Edition, after: Edition) -> "Span":
        """The same question between two other editions; nothing is asked again."""
        return replace(self, before=before, after=after, known=self.leads)


def span(parameters: QueryDict, pinned: Edition | None) -> Span:
    """What the address asks: from the edition that is read `pinned`, or the newest closed one, to now; one query."""
    editions = list(Edition.objects.order_by("-number"))
    notes: list[str] = []
    asked = {name: _named(name, parameters.get(name, ""), editions, notes) for name in NAMES}
    after = asked["to"] or editions[0]
    before = asked["from"] or pinned or _closed_before(after, editions)
    if before.number > after.number:
        before, after = after, before
        notes.append(_("The two editions stood the other way round, so they were exchanged."))
    return Span(before, after, _question(parameters), editions, notes)


def from_the_first(parameters: QueryDict) -> Span:
    """From the first edition to now, whichever editions the address names; one query."""
    editions = list(Edition.objects.order_by("-number"))
    return Span(editions[-1], editions[0], _question(parameters), editions, [])


def named(edition: Edition) -> str:
    """What an edition is called in the heading of a column."""
    return _("Now") if edition.is_open else _("Edition %(label)s") % {"label": edition.label}


def dated(edition: Edition) -> str:
    """What an edition is called where one is chosen: `2026.1 (closed on 3 May 2026)`."""
    if edition.closed_on is None:
        return _("now (what is in print today)")
    return _("%(label)s (closed on %(date)s)") % {
        "label": edition.label,
        "date": day_in_words(edition.closed_on, words.page_language()),
    }


def _question(parameters: QueryDict) -> QueryDict:
    question = parameters.copy()
    for name in NAMES:
        question.pop(name, None)
    return question


def _closed_before(edition: Edition, editions: list[Edition]) -> Edition:
    """The newest closed edition before `edition`; itself where it is the first."""
    return next((one for one in editions if one.number < edition.number), edition)


def _named(name: str, label: str, editions: list[Edition], notes: list[str]) -> Edition | None:
    label = label.strip()
    if not label:
        return None
    found = next((edition for edition in editions if label == label_of(edition)), None)
    if found is None:
        shown = "".join(sign if sign.isprintable() else "·" for sign in label[:_LONGEST_SHOWN])
        said = {"name": name, "label": shown + ("…" if len(label) > _LONGEST_SHOWN else "")}
        notes.append(_("There is no edition “%(label)s”, so “%(name)s” was left out.") % said)
    return found
