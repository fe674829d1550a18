"""Gives the rows of a comparison their charts, and the charts the addresses of their files."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.public.charts.figures import Figure, Plot, Subject, figure_chart
from policyatlas.public.charts.shapes import Chart

from .question import Question
from .table import Cell, Column, Comparison, Group, Item, Row


def drawn(noun: str, comparison: Comparison) -> Comparison:
    """The comparison with a chart for each row that has figures enough; `noun` is the part of its address."""
    question = Question(tuple(column.slug for column in comparison.columns))
    address = f"{reverse('compare-svg', args=[noun])}?{question.query()}"
    groups = [_group(group, comparison.columns, address) for group in comparison.groups]
    return replace(comparison, groups=groups)


def _group(group: Group, columns: list[Column], address: str) -> Group:
    rows = [replace(row, chart=_chart(row, columns, address)) if row.numeric else row for row in group.rows]
    chart = replace(group.chart, address=_file(address, group.chart.code)) if group.chart else None
    return replace(group, rows=rows, chart=chart)


def _chart(row: Row, columns: list[Column], address: str) -> Chart | None:
    plot = Plot(
        code=row.code,
        title=row.label,
        subjects=[Subject(column.title, _figures(cell)) for column, cell in zip(columns, row.cells, strict=True)],
        cautions=[note.words for note in row.notes],
        language=words.page_language(),
    )
    return figure_chart(plot, _file(address, row.code))


def _figures(cell: Cell) -> list[Figure]:
    return [_figure(item) for item in cell.items] or [Figure(cell.absent)]


def _figure(item: Item) -> Figure:
    disputed = _("sources disagree") if item.disagreements else ""
    note = words.listed(part for part in (item.period_shown, item.whose, item.rank_words, disputed) if part)
    if item.missing or not item.unit:
        return Figure(item.words, note)
    return Figure(item.words, note, item.value, item.upper, item.unit, item.qualifier)


def _file(address: str, code: str) -> str:
    return f"{address}&{urlencode({'chart': code})}"
