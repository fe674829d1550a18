"""The desk's form and list of disagreements between sources."""

from policyatlas.records.models import Position

from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import CitingPart


class Positions(CitingPart):
    """What each source says."""

    model = Position
    verbose_name = "position"
    verbose_name_plural = "positions"
    help = "What each source says: at least two, each with a passage."
    fields = ("claim", "passage", "observation")
    autocomplete_fields = ("passage", "observation")
    related = ("passage__source", "observation")


class DisagreementAdmin(RecordAdmin):
    """Disagreements at the desk."""

    slug_from = "topic_en"
    list_display = ("topic_en", "status", "topic_ja", "updated")
    list_filter = ("status",)
    search_fields = ("slug", "topic_en", "topic_ja", "comment", "resolution", "positions__claim")
    search_help_text = "Searches the address, the topic, the comment, the resolution and the claims."
    ordering = ("topic_en",)
    autocomplete_fields = ("policies", "clusters", "places", "organisations", "indicators")
    fieldsets = (
        (None, {"fields": ("topic_en", "topic_ja", "slug", "comment", "resolution")}),
        (
            "What it is about",
            {
                "fields": ("policies", "clusters", "places", "organisations", "indicators"),
                "description": "The pages on which readers should be told of it. Leave out what it only mentions.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (Positions,)
