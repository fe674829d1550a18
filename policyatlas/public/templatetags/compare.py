"""Tags for the templates of comparisons: what `charts.writing` and `compare.*writing` write; `{% load compare %}`."""

from django import template
from django.utils.safestring import SafeString

from policyatlas.public import words
from policyatlas.public.charts import writing as charts
from policyatlas.public.charts.shapes import Chart
from policyatlas.public.compare import choices_writing, table_writing
from policyatlas.public.compare.choices import Choice, ChoiceGroup, Preset
from policyatlas.public.compare.controls import Line, Moved, RowBox, Section

register = template.Library()


@register.simple_tag
def chart_figure(chart: Chart, *, wide: bool = False) -> SafeString:
    """A chart with the link to its file; a `wide` one scrolls where it must."""
    return charts.figure(chart, words.page_language(), wide=wide)


@register.simple_tag
def table_upright(sections: list[Section], subjects: list[Moved]) -> SafeString:
    """The table of a comparison with its subjects as columns."""
    return table_writing.upright(sections, subjects, words.page_language())


@register.simple_tag
def table_turned(sections: list[Section], lines: list[Line]) -> SafeString:
    """The table of a comparison with its subjects as rows."""
    return table_writing.turned(sections, lines, words.page_language())


@register.filter
def row_order(rows: list[Moved]) -> SafeString:
    """The rows in their order, with the links that change it."""
    return table_writing.row_order(rows, words.page_language())


@register.simple_tag
def subject_boxes(choices: list[Choice], *, ticked: bool = False) -> SafeString:
    """Subjects to tick."""
    return choices_writing.subject_boxes(choices, words.page_language(), ticked=ticked)


@register.filter
def row_boxes(boxes: list[RowBox]) -> SafeString:
    """Rows to tick."""
    return choices_writing.row_boxes(boxes, words.page_language())


@register.filter
def options(groups: list[ChoiceGroup]) -> SafeString:
    """Subjects to select one of, in their groups."""
    return choices_writing.options(groups, words.page_language())


@register.simple_tag
def preset_links(found: list[Preset], path: str) -> SafeString:
    """Selections one click away, each with `path` before its question."""
    return choices_writing.presets(path, found, words.page_language())
