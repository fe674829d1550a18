"""The desk's form and list of places."""

from policyatlas.records.models import PlaceCitation, PlaceFocus

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import CitingPart, citations


class Focuses(CitingPart):
    """The fields of technology a place focuses on."""

    model = PlaceFocus
    verbose_name = "focus"
    verbose_name_plural = "focuses"
    help = "The fields of technology its policy names. Each needs a passage before the place can be published."
    fields = (("field", "printed"), "remark", "passage")
    autocomplete_fields = ("field", "passage")
    related = ("place", "field", "passage__source")


class PlaceAdmin(RecordAdmin):
    """Places at the desk."""

    slug_from = "name_en"
    list_display = ("name_en", "status", "name_ja", "kind", "code", "parent", "updated")
    list_filter = ("status", "kind", "meti_bureau", CitedFilter)
    list_select_related = ("parent",)
    search_fields = ("slug", "name_en", "name_ja", "code", "meti_bureau")
    search_help_text = "Searches the address, the names, the code and the bureau."
    ordering = ("kind", "code", "name_en")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("name_en", "name_ja", "slug", "kind", "parent", "remark")}),
        (
            "Prefectures only",
            {
                "fields": ("code", "meti_bureau", ("tile_column", "tile_row")),
                "description": "Leave these blank for every other kind of place.",
                "classes": ("collapse",),
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(PlaceCitation), Focuses)
