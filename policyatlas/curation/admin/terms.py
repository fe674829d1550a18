"""The desk's form and list of terms."""

from policyatlas.records.models import TermCitation

from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import citations


class TermAdmin(RecordAdmin):
    """Terms at the desk."""

    slug_from = "label_en"
    list_display = ("label_en", "status", "label_ja", "scheme", "code", "parent", "updated")
    list_filter = ("status", "scheme")
    list_select_related = ("parent",)
    search_fields = ("slug", "code", "label_en", "label_ja", "stip_code")
    search_help_text = "Searches the address, the code and the labels."
    ordering = ("scheme", "label_en")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (
            None,
            {
                "fields": ("scheme", "label_en", "label_ja", "code", "slug", "parent", "stip_code"),
                "description": "A term needs no source: it is a word of ours. Look first whether one like it exists. "
                "Its code elsewhere is somebody else's: cite where that taxonomy says it.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(TermCitation, "Where another data set says what its code means; none is needed without one."),)

    def get_prepopulated_fields(self, request, obj=None):
        """Also the code of a new term is made from its English label."""
        found = super().get_prepopulated_fields(request, obj)
        return found | {"code": ("label_en",)} if found else found
