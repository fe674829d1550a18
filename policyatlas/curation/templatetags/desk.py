"""How the desk shows a field that can only be read: what it refers to as links, a passage with all its words."""

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from policyatlas.curation.admin.choices import choosable, label, links
from policyatlas.records.models import Passage

register = template.Library()


@register.filter
def shown(field: AdminReadonlyField):
    """The value of a field as HTML."""
    record, name = field.form.instance, field.field["name"]
    known = {one.name: one for one in (*record._meta.fields, *record._meta.many_to_many)}.get(name)
    if isinstance(known, models.ManyToManyField) and record.pk:
        chosen = choosable(known.related_model).filter(pk__in=getattr(record, name).values("pk"))
        found = [(address, label(thing)) for thing in chosen for address, _ in links([thing])]
        if not found:
            return "-"
        return format_html(
            '<ul class="desk-linked">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', found)
        )
    if known is not None and known.related_model is Passage and getattr(record, name) is not None:
        passage = getattr(record, name)
        return format_html(
            '<blockquote class="desk-quoted">{}</blockquote><a href="{}">{}</a>, {}',
            passage.quote,
            reverse("admin:records_passage_change", args=[passage.pk]),
            passage.locator,
            passage.source,
        )
    return field.contents()
