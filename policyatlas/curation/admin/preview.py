"""The page that shows a record as readers would see it, beside what is in print."""

from django.contrib.admin.utils import quote
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern

from policyatlas.curation.history import ever_published
from policyatlas.curation.previewing import Preview, preview
from policyatlas.records.models import Record

from .addressing import address, patterns, record_at


def urls(model_admin) -> list[URLPattern]:
    """The address of the preview."""
    return patterns(model_admin, [("<path:object_id>/preview/", page, "preview")])


def page(model_admin, request, object_id):
    """What would change for readers, and their pages beside each other; for whoever may see the record."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    record = record_at(model_admin, request, object_id)
    found = preview(record, model_admin.admin_site.reading_room, request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Preview of “{record}”",
        "opts": model_admin.opts,
        "record": record,
        "form": address(model_admin, "change", quote(record.pk)),
        "list": address(model_admin, "changelist"),
        "preview": found,
        "standing": _standing(found, record),
    }
    return TemplateResponse(request, "admin/record_preview.html", context)


def _standing(found: Preview, record: Record) -> str:
    """What readers see of the record now."""
    if not found.is_in_print:
        if ever_published(record):
            return "Out of print: its address tells readers what became of it."
        return "Not in print yet: readers see nothing of it."
    if found.comparisons and all(comparison.same for comparison in found.comparisons):
        return "Readers see it as it stands here."
    return "Readers still see the text marked “in print”."
