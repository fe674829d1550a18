"""The table of a comparison as HTML, around the cells that `writing` writes: heads, and the links that move them.

Written without a template, as the cells are; what is not ours is escaped here, piece by piece. The roles are repeated
because narrow windows lay rows out as grids, which takes them away.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.public.charts.writing import figure
from policyatlas.public.marking import spoken

from .controls import Line, Moved, Place, Section
from .table import Note, Row
from .writing import cell

_CORNER = '<td class="compare-corner" role="cell"></td>'


def upright(sections: Sequence[Section], subjects: Sequence[Moved], language: str) -> SafeString:
    """Subjects as columns: each row of the comparison is one of the table, under the heading of its group."""
    heads = "".join(
        f'<th scope="col" role="columnheader" class="compare-column">{_subject(moved, language, turned=False)}</th>'
        for moved in subjects
    )
    head = f'<thead role="rowgroup">\n<tr role="row">\n{_CORNER}\n{heads}\n</tr>\n</thead>'
    return SafeString("\n".join([head, *(_body(section, len(subjects), language) for section in sections)]))


def turned(sections: Sequence[Section], lines: Iterable[Line], language: str) -> SafeString:
    """Subjects as rows: the rows of the comparison are columns under the names of their groups."""
    groups = "".join(_group_of_columns(section) for section in sections)
    rows = "".join(_columns(section, language) for section in sections)
    head = (
        f'<thead role="rowgroup">\n<tr class="compare-turned-groups" role="row">\n{_CORNER}\n{groups}\n</tr>\n'
        f'<tr class="compare-turned-rows" role="row">\n{_CORNER}\n{rows}\n</tr>\n</thead>'
    )
    body = "".join(_line(line, language) for line in lines)
    return SafeString(f'{head}\n<tbody role="rowgroup">{body}\n</tbody>')


def row_order(rows: Iterable[Moved], language: str) -> SafeString:
    """The rows in their order, each with the links that move it or leave it out."""
    return SafeString(
        "".join(
            f"\n<li><span>{spoken(moved.name, language)}</span>"
            f'<span class="compare-moves">{_moves(moved, language, turned=True, anchor="#rows")}</span></li>'
            for moved in rows
        )
    )


# --- Subjects as columns


def _body(section: Section, columns: int, language: str) -> str:
    chart = section.group.chart
    drawn = figure(chart, language, wide=True) if chart and not section.folded else ""
    head = (
        f'<tr class="compare-group" role="row">\n<th scope="rowgroup" role="rowheader" colspan="{columns + 1}" '
        f'id="{escape(section.anchor)}">{_group(section, notes=True)}{drawn}</th>\n</tr>'
    )
    rows = [] if section.folded else [_row(row, language) for row in section.group.rows]
    inside = "\n".join([head, *rows])
    return f'<tbody role="rowgroup" aria-labelledby="{escape(section.anchor)}">\n{inside}\n</tbody>'


def _row(row: Row, language: str) -> str:
    look = f"compare-row{' compare-numeric' if row.numeric else ''}{' compare-inline' if row.inline else ''}"
    head = f'<th scope="row" role="rowheader" id="{escape(row.code)}">{_row_head(row, language)}</th>'
    cells = "".join(f'<td role="cell">{cell(one, language, turned=False)}</td>' for one in row.cells)
    return f'<tr class="{look}" role="row">\n{head}\n{cells}\n</tr>'


# --- Subjects as rows


def _group_of_columns(section: Section) -> str:
    width = 1 if section.folded else len(section.group.rows)
    place = f'scope="colgroup" role="columnheader" colspan="{width}" id="{escape(section.anchor)}"'
    return f"<th {place}>{_group(section, notes=False)}</th>"


def _columns(section: Section, language: str) -> str:
    if section.folded:
        said = f'<span class="visually-hidden">{_("folded")}</span>'
        return f'<th scope="col" role="columnheader" class="compare-closed">{said}</th>'
    return "".join(
        f'<th scope="col" role="columnheader" id="{escape(row.code)}">{_row_head(row, language)}</th>'
        for row in section.group.rows
    )


def _line(line: Line, language: str) -> str:
    subject = _subject(line.moved, language, turned=True)
    head = f'<th scope="row" role="rowheader" class="compare-subject">{subject}</th>'
    places = "".join(_place(place, language) for place in line.places)
    return f'\n<tr class="compare-line" role="row">\n{head}\n{places}\n</tr>'


def _place(place: Place, language: str) -> str:
    row = place.row
    if row is None or place.cell is None:
        return '<td role="cell" class="compare-closed"></td>'
    look = ' class="compare-numeric"' if row.numeric else ' class="compare-inline"' if row.inline else ""
    said = cell(place.cell, language, turned=True)
    return f'<td role="cell" data-label="{escape(row.label)}"{look}>{said}</td>'


# --- Heads


def _subject(moved: Moved, language: str, *, turned: bool) -> str:
    """A subject at the head of its column or its row, with the links that move it."""
    column = moved.thing
    note = f'<span class="compare-column-note">{spoken(column.note, language)}</span>'
    other = f'<span class="ja" lang="{column.other_language}">{escape(column.other_title)}</span>'
    foot = other if column.other_title else note
    beneath = note if column.other_title and column.note else ""
    return (
        f'\n<a class="compare-name" href="{escape(column.address)}">{spoken(column.title, language)}</a>\n'
        f'<span class="compare-column-foot">\n{foot}\n<span class="compare-moves">\n'
        f"{_moves(moved, language, turned=turned)}\n</span>\n</span>\n{beneath}\n"
    )


@lru_cache(maxsize=8)
def _signs(language: str, *, turned: bool) -> tuple[tuple[str, str], ...]:
    """The signs of the links that move something before, after and away, each with what it does, in the language."""
    before, after = (
        (("↑", _("Move %(title)s up")), ("↓", _("Move %(title)s down")))
        if turned
        else (("←", _("Move %(title)s to the left")), ("→", _("Move %(title)s to the right")))
    )
    return before, after, ("×", _("Leave %(title)s out"))


def _moves(moved: Moved, language: str, *, turned: bool, anchor: str = "") -> str:
    """Links to the comparison with it moved to either side, and without it; `turned`: these are above and below."""
    title = {"title": escape(moved.name)}
    ways = zip((moved.before, moved.after, moved.without), _signs(language, turned=turned), strict=True)
    return "\n".join(_move(address + anchor, sign, said % title) for address, (sign, said) in ways if address)


def _move(address: str, sign: str, said: str) -> str:
    shown = f'<span aria-hidden="true">{sign}</span><span class="visually-hidden">{said}</span>'
    return f'<a href="{escape(address)}">{shown}</a>'


def _group(section: Section, *, notes: bool) -> str:
    """The heading of a run of rows, with the link that folds it; `notes`: whether to say its note."""
    sign, does = ("▸", _("Unfold:")) if section.folded else ("▾", _("Fold:"))
    address, name = escape(f"{section.toggle}#{section.anchor}"), escape(section.group.label)
    link = (
        f'<a class="compare-fold" href="{address}"><span aria-hidden="true">{sign}</span>'
        f'<span class="visually-hidden">{does} </span> <span class="compare-group-name">{name}</span></a>'
    )
    return f'\n<span class="compare-stay">\n{link}\n{_group_note(section, notes=notes)}\n</span>\n'


def _group_note(section: Section, *, notes: bool) -> str:
    group = section.group
    if section.folded:
        number = len(group.rows)
        said = ngettext("%(number)s row folded", "%(number)s rows folded", number) % {"number": number}
        # Links to rows lead somewhere also where these are folded.
        anchors = "".join(f'<span id="{escape(row.code)}"></span>' for row in group.rows)
        return f'<span class="compare-group-note">{said}</span>{anchors}'
    return f'<span class="compare-group-note">{escape(group.note)}</span>' if notes and group.note else ""


def _row_head(row: Row, language: str) -> str:
    """The name of a row, with what must be known before comparing its cells: that it is derived, what differs."""
    name = spoken(row.label, language)
    linked = f'<a href="{escape(row.address)}">{name}</a>' if row.address else name
    marks = "\n".join(_row_marks(row, language))
    around = f'\n<div class="compare-stay row-marks">\n{marks}\n</div>\n' if marks else ""
    return f'\n<span class="compare-stay compare-row-name">{linked}</span>{around}'


def _row_marks(row: Row, language: str) -> Iterable[str]:
    if row.derived:
        summary = f'<summary><span class="tag tag-open">{_("derived")}</span></summary>'
        yield f'<details class="row-notes">\n{summary}\n<p>{spoken(row.derived, language)}</p>\n</details>'
    if row.notes:
        yield _row_notes(row.notes, language)
    if row.chart:
        of = f'<span class="visually-hidden">: {escape(row.label)}</span>'
        yield f'<p class="row-chart"><a href="#chart-of-{escape(row.code)}">{_("chart")}{of}</a></p>'


def _row_notes(notes: Iterable[Note], language: str) -> str:
    tags = "".join(f'<span class="tag tag-mixed">{escape(note.words)}</span> ' for note in notes)
    said = "".join(f"\n<dt>{escape(note.words)}</dt>\n<dd>{spoken(note.said, language)}</dd>" for note in notes)
    return f'<details class="row-notes">\n<summary>{tags}</summary>\n<dl>{said}\n</dl>\n</details>'
