"""The desk's form and list of clusters."""

from policyatlas.records.models import ClusterCitation, Designation

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import CitingPart, citations


class Designations(CitingPart):
    """The programmes that designated or covered a cluster."""

    model = Designation
    verbose_name = "designation"
    verbose_name_plural = "designations"
    help = "The programmes that named or covered it. Each needs a passage before the cluster can be published."
    fields = ("programme", ("stage", "year", "end_year", "year_missing"), "passage")
    autocomplete_fields = ("programme", "passage")
    related = ("programme", "passage__source")


class ClusterAdmin(RecordAdmin):
    """Clusters at the desk."""

    slug_from = "name_en"
    list_display = ("name_en", "status", "formation_base", "development_phase", "updated")
    list_filter = ("status", "formation_base", "development_phase", CitedFilter)
    search_fields = ("slug", "name_en", "name_ja", "summary", "fields_printed")
    search_help_text = "Searches the address, the names, the summary and the fields as printed."
    ordering = ("name_en",)
    autocomplete_fields = ("places", "fields")
    fieldsets = (
        (None, {"fields": ("name_en", "name_ja", "slug", "summary", "places")}),
        (
            "Fields of technology",
            {
                "fields": ("fields_printed", "fields"),
                "description": "First in the words of the source, then as terms, so that clusters can be compared.",
            },
        ),
        (
            "In NISTEP's sense",
            {
                "fields": ("formation_base", "development_phase"),
                "description": "Only what a source says. What you conclude yourself is not a fact of the cluster.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(ClusterCitation), Designations)
