"""Filters for the templates of comparisons: what `charts.writing` and `compare.writing` write; `{% load compare %}`."""

from django import template
from django.utils.safestring import SafeString

from policyatlas.public import words
from policyatlas.public.charts import writing as pictures
from policyatlas.public.charts.shapes import Picture
from policyatlas.public.compare import writing
from policyatlas.public.compare.table import Cell

register = template.Library()


@register.filter
def drawn(picture: Picture) -> SafeString:
    """A chart as it stands in the page."""
    return pictures.written(picture)


@register.filter
def upright(cell: Cell) -> SafeString:
    """A cell where subjects are columns."""
    return writing.cell(cell, words.page_language(), turned=False)


@register.filter
def turned(cell: Cell) -> SafeString:
    """A cell where subjects are rows."""
    return writing.cell(cell, words.page_language(), turned=True)
