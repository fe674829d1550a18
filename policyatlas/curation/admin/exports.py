"""The list actions that give the selected records as a file, which imports again without a change."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from policyatlas.curation.exchange.exporting import FORMATS, exported
from policyatlas.curation.refusals import Refused

_NAMES = {"csv": "CSV", "xlsx": "an Excel workbook", "json": "JSON"}


def export(model_admin, request, queryset, *, ending: str):
    """The selected records as a file."""
    model = model_admin.model
    try:
        content = exported(model, queryset.order_by("slug").values_list("pk", flat=True), ending)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    return as_file(content, f"{model._meta.verbose_name_plural}-{timezone.localdate():%Y-%m-%d}", ending)


def as_file(content: bytes, name: str, ending: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=FORMATS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name.replace(" ", "-")}.{ending}"'
    return answer


def _action(ending: str):
    action = partial(export, ending=ending)
    action.__name__ = f"export_{ending}"
    action.short_description = f"Export the selected records as {_NAMES[ending]}"
    action.allowed_permissions = ("view",)
    return action


EXPORTS = tuple(map(_action, FORMATS))
