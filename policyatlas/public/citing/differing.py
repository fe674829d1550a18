"""How far a view in a closed edition differs from what is in print now: in numbers, and the first differences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policyatlas.editions.models import Edition
from policyatlas.public import words
from policyatlas.public.extracts.table import Column, Extract, Line, Value, as_text
from policyatlas.public.links import within
from policyatlas.values.diffs import Change

# A taste of what differs: the page of changes has all of it.
_FIRST_LINES, _FIRST_CELLS, _LONGEST_VALUE = 5, 4, 160


@dataclass(frozen=True)
class ChangedCell:
    """One value: under which heading, what it was in the edition, and what it is now."""

    heading: str
    was: str
    now: str


@dataclass(frozen=True)
class ChangedLine:
    """One line that differs; `cells` are empty where all of it came or went, `more` says how many are not shown."""

    how: str
    label: str
    cells: list[ChangedCell]
    more: int


@dataclass(frozen=True)
class Difference:
    """What differs between a closed edition and now; `address` is that of the page with all of it."""

    sentence: str
    total: int
    first: list[ChangedLine]
    address: str

    @property
    def more(self) -> int:
        """How many lines differ besides those shown."""
        return self.total - len(self.first)


def difference_of(found: list[Change[Line]], now: Extract, edition: Edition) -> Difference:
    """What is `found` to differ between a view in `edition` and the view `now`, in numbers and words; no query."""
    question = "&".join(filter(None, [now.query, f"from={edition.label}"]))
    return Difference(
        sentence=_sentence(found, edition),
        total=len(found),
        first=[_changed_line(change, now.columns) for change in found[:_FIRST_LINES]],
        address=within("", f"changes/{now.stem}/?{question}"),
    )


def _sentence(found: list[Change[Line]], edition: Edition) -> str:
    """`3 lines differ between edition 2026.1 and now: 1 added, 2 changed`."""
    if not found:
        return _("What is in print now is what edition %(label)s shows.") % {"label": edition.label}
    number = {how: sum(change.how == how for change in found) for how in ("added", "removed", "changed")}
    parts = [
        ngettext("%(number)s added", "%(number)s added", number["added"]) % {"number": number["added"]},
        ngettext("%(number)s removed", "%(number)s removed", number["removed"]) % {"number": number["removed"]},
        ngettext("%(number)s changed", "%(number)s changed", number["changed"]) % {"number": number["changed"]},
    ]
    said = [part for part, how in zip(parts, ("added", "removed", "changed"), strict=True) if number[how]]
    lines = ngettext(
        "%(number)s line differs between edition %(label)s and now: %(parts)s.",
        "%(number)s lines differ between edition %(label)s and now: %(parts)s.",
        len(found),
    )
    return lines % {"number": len(found), "label": edition.label, "parts": words.listed(said)}


def _changed_line(change: Change[Line], columns: tuple[Column, ...]) -> ChangedLine:
    how = {
        "added": pgettext("a line", "Added"),
        "removed": pgettext("a line", "Removed"),
        "changed": pgettext("a line", "Changed"),
    }[change.how]
    if change.before is None or change.after is None:
        return ChangedLine(how, change.line.label, [], 0)
    cells = [
        ChangedCell(columns[place].label, _shown(change.before.cells[place]), _shown(change.after.cells[place]))
        for place in change.cells[:_FIRST_CELLS]
    ]
    return ChangedLine(how, change.line.label, cells, len(change.cells) - len(cells))


def _shown(value: Value) -> str:
    text = as_text(value) or _("nothing")
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
