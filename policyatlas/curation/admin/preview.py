"""The page that shows a record as readers would see it, beside what is in print."""

from django.contrib.admin.utils import quote
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path

from policyatlas.curation.history import ever_published
from policyatlas.curation.previewing import Preview, preview
from policyatlas.records.models import Record


class Previewed:
    """Of an admin of records: the address of their preview."""

    def get_urls(self):
        """Also the address of the preview."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/preview/", view, name=name), *super().get_urls()]

    def preview_view(self, request, object_id):
        """What would change for readers, and their pages beside each other; for whoever may see the record."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        record = self._record(request, object_id)
        found = preview(record, self.admin_site.reading_room, request)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Preview of “{record}”",
            "opts": self.opts,
            "record": record,
            "form": self._address("change", quote(record.pk)),
            "list": self._address("changelist"),
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
