"""Filters for the templates of the timeline: what `timeline.writing` writes; `{% load timeline %}`."""

from django import template
from django.utils.safestring import SafeString

from policyatlas.public import words
from policyatlas.public.timeline import writing
from policyatlas.public.timeline.drawing import Drawing
from policyatlas.public.timeline.showing import Line

register = template.Library()


@register.filter
def drawn(drawing: Drawing) -> SafeString:
    """All that is within the drawing."""
    return writing.drawn(drawing, words.page_language())


@register.filter
def written(lines: list[Line]) -> SafeString:
    """The lines of the list."""
    return writing.lines(lines, words.page_language())
