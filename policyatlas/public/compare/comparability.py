"""What keeps the cells of a row from being compared: periods, units, qualifiers and subjects that differ, verdicts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.values.kinds import KINDS
from policyatlas.values.periods import Period
from policyatlas.values.units import unit_label
from policyatlas.values.vocabularies import QUALIFIER

from .table import Column, Comparison, Item, Note, Row

# One figure and the column in which it stands.
_Placed = tuple[Column, Item]
# `2001-5`, `FY 2001–2005`: a document's own way to write the years that the period holds already.
_YEARS = re.compile(r"(?:FY )?(\d{4})(?:[-–](\d{1,4}))?")
# What a figure of a whole column and one of a cluster in it have in common is said by their group.
_SAID_BY_THE_GROUP = {"cluster"}


def noted(comparison: Comparison) -> Comparison:
    """The comparison with notes in the rows whose cells cannot simply be held against each other."""
    return replace(
        comparison,
        groups=[
            replace(group, rows=[replace(row, notes=_notes(row, comparison.columns)) for row in group.rows])
            for group in comparison.groups
        ],
    )


def said_in_short(row: Row) -> str:
    """What keeps the cells of a row of figures from being compared, for files: “periods differ, units differ”."""
    if not row.numeric or sum(_is_figure(item) for cell in row.cells for item in cell.items) < 2:
        return words.absent("not-applicable", words.page_language())
    return words.listed(note.words for note in row.notes) or _("no difference found")


def _notes(row: Row, columns: Sequence[Column]) -> list[Note]:
    placed = [
        (column, item)
        for column, cell in zip(columns, row.cells, strict=True)
        for item in cell.items
        if _is_figure(item)
    ]
    # Also within one column: two stages of a programme, drawn on one scale, mislead as two programmes do.
    if not row.numeric or len(placed) < 2:
        return _contradicted(row, columns)
    dated = [(column, item) for column, item in placed if item.period != item.words]
    found = [_periods(dated), _calendars(dated), _units(placed), _qualifiers(placed), _subjects(placed)]
    return [note for note in found if note]


def _is_figure(item: Item) -> bool:
    return bool(item.unit) and not item.missing


def _periods(placed: list[_Placed]) -> Note | None:
    by_period = _by(placed, lambda item: _period(item.span))
    if len(by_period) > 1:
        worded = Counter(found[0][1].period for found in by_period.values())
        said = [(_worded(found[0][1], alike=worded[found[0][1].period] > 1), found) for found in by_period.values()]
        return Note("periods", _("periods differ"), _listed(said))
    if placed and not any(_dated(item.span) for _column, item in placed):
        return Note("undated", _("undated"), _("No year is given: whether the figures are of one period is not known."))
    return None


def _worded(item: Item, *, alike: bool) -> str:
    """A period as it is printed; with its years where another period is printed `alike`."""
    if not alike or item.span is None or item.span.printed == "":
        return item.period
    return _("%(printed)s, for %(years)s") % {"printed": item.period, "years": item.span.years(words.page_language())}


def _calendars(placed: list[_Placed]) -> Note | None:
    dated = [(column, item) for column, item in placed if _dated(item.span)]
    by_calendar = _by(dated, lambda item: item.span.fiscal)
    if len(by_calendar) < 2:
        return None
    said = {True: _("fiscal years (April to March)"), False: _("years not said to be fiscal")}
    return Note(
        "calendar", _("kinds of year differ"), _listed([(said[fiscal], found) for fiscal, found in by_calendar.items()])
    )


def _units(placed: list[_Placed]) -> Note | None:
    by_unit = _by(placed, lambda item: item.unit)
    said = [(unit_label(unit, words.page_language()), found) for unit, found in by_unit.items()]
    return Note("units", _("units differ"), _listed(said)) if len(by_unit) > 1 else None


def _qualifiers(placed: list[_Placed]) -> Note | None:
    language = words.page_language()

    def hedge(item: Item) -> tuple[str, bool]:
        return item.qualifier, item.upper is not None

    def said(qualifier: str, ranged: bool) -> str:
        hedged = "" if qualifier == "exact" else QUALIFIER.label(qualifier, language)
        return " ".join(filter(None, (hedged, _("a range") if ranged else ""))) or _("a plain number")

    by_hedge = _by(placed, hedge)
    if len(by_hedge) < 2:
        return None
    listed = [(said(*hedged), found) for hedged, found in by_hedge.items()]
    return Note("qualifiers", _("qualifiers differ"), _listed(listed))


def _subjects(placed: list[_Placed]) -> Note | None:
    """Whether some figures are not of the column's own subject, but of a stage, a place or an organisation."""
    kinds = {item.whose_kind for _column, item in placed}
    if kinds == {""} or (len(kinds) == 1 and kinds <= _SAID_BY_THE_GROUP):
        return None
    language = words.page_language()
    said = []
    for kind, found in _by(placed, lambda item: item.whose_kind).items():
        about = (
            _("another %(kind)s") % {"kind": KINDS[kind].label(language).lower()} if kind else _("the subject itself")
        )
        said.append((about, found))
    return Note("subjects", _("subjects differ"), _listed(said))


def _contradicted(row: Row, columns: Sequence[Column]) -> list[Note]:
    said = [
        f"{'; '.join(cell.contradictions)} ({column.title})"
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.contradictions
    ]
    return [Note("verdicts", _("verdicts differ"), " · ".join(said))] if said else []


def _dated(period: Period | None) -> bool:
    return period is not None and (period.start is not None or period.end is not None)


def _period(period: Period | None) -> tuple:
    """What tells one period from another: its years, and the document's words where they say more than those."""
    if period is None:
        return ()
    years = _YEARS.fullmatch(period.printed)
    start, end = (years.group(1), years.group(2) or years.group(1)) if years else ("", "")
    # `2001-5` is short for `2001-2005`.
    plain = bool(years) and (period.start, period.end) == (int(start), int(start[: 4 - len(end)] + end))
    return period.start, period.end, period.fiscal, "" if plain else period.printed.casefold()


def _by(placed: Iterable[_Placed], what) -> dict:
    found: dict = {}
    for column, item in placed:
        found.setdefault(what(item), []).append((column, item))
    return found


def _listed(said: list[tuple[str, list[_Placed]]]) -> str:
    """“FY 2004 (Industrial Cluster Project) · 2005 (Industrial Cluster Project, 1st stage)”."""
    return " · ".join(
        f"{what} ({words.listed(dict.fromkeys(item.whose or column.title for column, item in found))})"
        for what, found in said
    )
