"""Between which two editions a reader asks for changes, read from the address: `from` and `to`."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.between import forwardings
from policyatlas.editions.models import Edition
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
    of the address could not be followed.
    """

    before: Edition
    after: Edition
    question: QueryDict
    editions: list[Edition]
    notes: list[str]

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
        return Moves(forwardings(), self.before.number, self.after.number)


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
    question = parameters.copy()
    for name in NAMES:
        question.pop(name, None)
    return Span(before, after, question, editions, notes)


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
