"""The desk's form and list of context events."""

from policyatlas.records.models import ContextEventCitation

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import citations


class ContextEventAdmin(RecordAdmin):
    """Context events at the desk."""

    list_display = ("title_en", "status", "kind", "year", "place", "updated")
    list_filter = ("status", "kind", CitedFilter)
    list_select_related = ("place",)
    search_fields = ("slug", "title_en", "title_ja", "place__name_en")
    search_help_text = "Searches the address, the event and its place."
    ordering = ("year", "title_en")
    autocomplete_fields = ("place",)
    fieldsets = (
        (
            None,
            {
                "fields": ("title_en", "title_ja", "slug", "kind", ("year", "end_year"), "place"),
                "description": "An event in the life of one policy is a dated event of that policy instead.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(ContextEventCitation),)
