"""Changes in words: the sum of them, and each line that differs with what was, what is, why, and by which sources."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.payloads import Address
from policyatlas.public import words
from policyatlas.public.extracts.table import Column, Line, Value, as_text
from policyatlas.public.links import address_in
from policyatlas.values.diffs import Change
from policyatlas.values.kinds import BY_ADDRESS

from .comparing import Compared
from .reasons import Reasons
from .spans import Span

HOWS = ("changed", "added", "removed")
# More lines than this are for a spreadsheet and not for a page.
MOST = 500
# The columns of numbers, and those without which a number says nothing.
_NUMBERS = {"value", "upper_value", "value_number", "upper_number"}
_WITH = ("unit", "qualifier", "period")
# The columns of a comparison that only name the line: that a subject is called otherwise is told once.
HEADINGS = {"group", "row", "subject"}
# The column of a record or a comparison that has its statements.
_GIST = {"value", "value_words"}


@dataclass(frozen=True)
class Difference:
    """One cell: its heading, what stood in it and what stands in it now; empty where nothing does.

    A number is nothing without its unit, qualifier and period, which stand in cells of their own: `was_with` and
    `now_with` repeat them, as they were and as they are. `values` are what was and is for files, numbers as numbers.
    """

    heading: str
    was: str
    now: str
    was_with: str = ""
    now_with: str = ""
    values: tuple[Value, Value] = ("", "")


@dataclass(frozen=True)
class Told:
    """A line that differs.

    `cells` are those that differ, of a line that came or went those that hold something, and `gist` is then the one
    that says most. `address` is that of the entry which bears the line (empty: the view is that entry's). `reasons` are
    in the words of the curators; where there are none, `unexplained` says so. `sources` are before and after. `also` is
    in how many more lines the same name changed in the same way, and nothing else.
    """

    how: str
    label: str
    gist: str
    address: str
    cells: tuple[Difference, ...]
    reasons: list[str]
    unexplained: str
    sources: tuple[tuple[str, ...], tuple[str, ...]]
    also: int = 0

    @property
    def same_sources(self) -> bool:
        """Whether the line rests on what it rested on before."""
        return self.sources[0] == self.sources[1]

    @property
    def shown_sources(self) -> tuple[str, ...]:
        """The sources of a line that has them on one side, or the same on both."""
        return self.sources[1] or self.sources[0]


@dataclass(frozen=True)
class Group:
    """The lines to which the same happened: `count` of them, of which the first ones are told."""

    how: str
    heading: str
    count: int
    lines: list[Told]


def told(found: Compared, span: Span, why: Reasons, changes: Iterable[Change[Line]]) -> list[Told]:
    """The `changes` in words; no query."""
    return [_told(change, found, span, why) for change in changes]


def groups(found: Compared, span: Span, why: Reasons) -> list[Group]:
    """What changed, what came and what went, each in the order of the view; `MOST` lines of all of them."""
    headings = {"changed": _("Changed"), "added": _("Added"), "removed": _("Removed")}
    left, made = MOST, []
    for how in HOWS:
        changes = [change for change in found.changes if change.how == how]
        if changes:
            lines = _names_once(found, span, why, changes)[:left]
            made.append(Group(how, headings[how], len(changes), lines))
            left -= len(lines)
    return made


def only_named(change: Change[Line], columns: tuple[Column, ...]) -> tuple | None:
    """What changed of a line in which nothing but names did, as a key; None where anything else changed."""
    if change.how != "changed" or not all(columns[place].key in HEADINGS for place in change.cells):
        return None
    return tuple((place, *_values(change, place)) for place in change.cells)


def _names_once(found: Compared, span: Span, why: Reasons, changes: list[Change[Line]]) -> list[Told]:
    """The changes in words, each change of names alone once, with the number of the other lines that have it."""
    columns = found.extract.columns if found.extract else ()
    named = [only_named(change, columns) for change in changes]
    times = Counter(name for name in named if name is not None)
    seen: set[tuple] = set()
    lines = []
    for change, name in zip(changes, named, strict=True):
        if name not in seen:
            line = _told(change, found, span, why)
            lines.append(replace(line, also=times[name] - 1) if name is not None else line)
        if name is not None:
            seen.add(name)
    return lines


def in_numbers(found: Compared) -> str:
    """How much changed: `5 lines changed (7 values), 2 added, 1 removed, of 75 before and 76 after.`"""
    before, after = (len(extract.lines) if extract else 0 for extract in (found.before, found.after))
    if not found.changes:
        return _unchanged(after)
    values = ngettext("%(number)s value", "%(number)s values", found.values) % {"number": found.values}
    changed, added, removed = (found.lines(how) for how in HOWS)
    parts = []
    if changed:
        said = ngettext("%(number)s line changed (%(values)s)", "%(number)s lines changed (%(values)s)", changed)
        parts.append(said % {"number": changed, "values": values})
    if added:
        said = _("%(number)s added") if parts else ngettext("%(number)s line added", "%(number)s lines added", added)
        parts.append(said % {"number": added})
    if removed:
        alone = ngettext("%(number)s line removed", "%(number)s lines removed", removed)
        parts.append((_("%(number)s removed") if parts else alone) % {"number": removed})
    parts.append(_("of %(before)s before and %(after)s after") % {"before": before, "after": after})
    return words.listed(parts) + ("。" if words.page_language() == "ja" else ".")


def _unchanged(lines: int) -> str:
    if not lines:
        return _("Nothing changed: there is no line in either.")
    said = ngettext(
        "Nothing changed: the one line is the same in both.",
        "Nothing changed: all %(number)s lines are the same in both.",
        lines,
    )
    return said % {"number": lines}


def absences(found: Compared, span: Span) -> list[str]:
    """A sentence for an edition in which there is no such view, because its entry is not in print there."""
    sides = ((found.before, span.before), (found.after, span.after))
    return [
        _("It is not in print now.")
        if edition.is_open
        else _("It is not in print in edition %(label)s.") % {"label": edition.label}
        for extract, edition in sides
        if extract is None
    ]


def _told(change: Change[Line], found: Compared, span: Span, why: Reasons) -> Told:
    given = why.of(change)
    return Told(
        how=change.how,
        label=change.line.label,
        gist="" if change.how == "changed" else _gist(change.line, found),
        address=_address(change, found, span),
        cells=tuple(_differences(change, found.extract.columns if found.extract else ())),
        reasons=given,
        unexplained="" if given else _unexplained(change, why),
        sources=(_sources(change.before), _sources(change.after)),
    )


def _gist(line: Line, found: Compared) -> str:
    """What a statement says; empty for the lines of lists and searches, which say much."""
    keys = (
        [column.key for column in found.extract.columns] if found.extract and found.extract.noun == "statements" else []
    )
    return next((_text(line, place) for place, key in enumerate(keys) if key in _GIST), "")


def _sources(line: Line | None) -> tuple[str, ...]:
    return line.sources if line is not None else ()


def _unexplained(change: Change[Line], why: Reasons) -> str:
    if why.printed(change):
        return _("no reason was given")
    return _("the entry itself is as it was; something that it names, or that names it, changed")


def _differences(change: Change[Line], columns: tuple[Column, ...]) -> Iterable[Difference]:
    for place in change.cells:
        was, now = (_text(line, place) for line in (change.before, change.after))
        if was or now:
            number = columns[place].key in _NUMBERS and change.how == "changed"
            beside = (_beside(line, columns) if number else "" for line in (change.before, change.after))
            yield Difference(columns[place].label, was, now, *beside, values=_values(change, place))


def _values(change: Change[Line], place: int) -> tuple[Value, Value]:
    was, now = (line.cells[place] if line is not None else "" for line in (change.before, change.after))
    return was, now


def _text(line: Line | None, place: int) -> str:
    return as_text(line.cells[place]) if line is not None else ""


def _beside(line: Line | None, columns: tuple[Column, ...]) -> str:
    """What stands beside a number and makes it one of something: `percent, about, 1999`."""
    places = {column.key: place for place, column in enumerate(columns)}
    inapplicable = words.absent("not-applicable", words.page_language())
    said = (_text(line, places[key]) for key in _WITH if key in places)
    return words.listed(text for text in said if text not in ("", inapplicable))


def _address(change: Change[Line], found: Compared, span: Span) -> str:
    """The page of the entry that bears the line, in the edition that has it; empty on the entry's own page."""
    about = change.line.about
    if about is None or about in _owners(found):
        return ""
    gone = change.after is None
    return address_in(span.labels[0] if gone else span.labels[1], *about)


def _owners(found: Compared) -> set[Address]:
    """The entry whose page the view is, under the names that it has in the two editions."""
    stems = {extract.stem for extract in (found.before, found.after) if extract and extract.sort == "record"}
    return {(BY_ADDRESS[address].code, slug) for address, _, slug in (stem.partition("/") for stem in stems)}
