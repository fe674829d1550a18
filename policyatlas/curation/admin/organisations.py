"""The desk's form and list of organisations."""

from policyatlas.records.models import OrganisationCitation

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import citations


class OrganisationAdmin(RecordAdmin):
    """Organisations at the desk."""

    slug_from = "name_en"
    list_display = ("name_en", "status", "name_ja", "abbreviation", "kind", "place", "updated")
    list_filter = ("status", "kind", CitedFilter)
    list_select_related = ("place",)
    search_fields = ("slug", "name_en", "name_ja", "abbreviation", "description")
    search_help_text = "Searches the address, the names, the abbreviation and the description."
    ordering = ("name_en",)
    autocomplete_fields = ("place", "successor")
    fieldsets = (
        (None, {"fields": ("name_en", "name_ja", "abbreviation", "slug", "kind", "place", "description")}),
        (
            "When",
            {
                "fields": (("founded", "ended"), "successor"),
                "description": "A reorganised ministry is a new organisation, named as the successor of the old one.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(OrganisationCitation),)
