"""Filters for the templates of lists: what `lists.writing` writes; `{% load lists %}`."""

from django import template
from django.utils.safestring import SafeString

from policyatlas.public import words
from policyatlas.public.lists import writing

register = template.Library()


@register.filter
def options(shown: list, name: str) -> SafeString:
    """The values to tick (`facets.Option`) of the facet `name`."""
    return writing.options(name, shown, words.page_language())


@register.filter
def written(rows: list) -> SafeString:
    """The rows (`tables.Row`) of a table."""
    return writing.rows(rows, words.page_language())
