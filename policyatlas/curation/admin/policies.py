"""The desk's form and list of policies."""

from django.contrib import admin

from policyatlas.records.models import Policy, PolicyCitation, PolicyRelation, PolicyRole, PolicyStage
from policyatlas.values.periods import year_span

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import CitingPart, SluggedPart, citations


class Stages(SluggedPart):
    """The dated events in the life of a policy."""

    model = PolicyStage
    verbose_name = "dated event"
    verbose_name_plural = "dated events"
    help = "What happened in its life, year by year. Each needs a passage before the policy can be published."
    fields = (("title_en", "title_ja"), ("year", "end_year", "slug"), "passage")
    autocomplete_fields = ("passage",)
    related = ("passage__source",)


class Roles(CitingPart):
    """The organisations behind a policy."""

    model = PolicyRole
    verbose_name = "role"
    verbose_name_plural = "roles"
    help = "The organisations behind it."
    fields = (("organisation", "role"), "passage")
    autocomplete_fields = ("organisation", "passage")
    related = ("organisation", "passage__source")


class Relations(CitingPart):
    """How the policy relates to others."""

    model = PolicyRelation
    fk_name = "policy"
    verbose_name = "relation"
    verbose_name_plural = "relations"
    help = "Read each as “this policy … the other policy”. Each needs a passage before the policy can be published."
    fields = (("relation", "other"), "remark", "passage")
    autocomplete_fields = ("other", "passage")
    related = ("other", "passage__source")


class PolicyAdmin(RecordAdmin):
    """Policies at the desk."""

    list_display = ("title_en", "status", "kind", "level", "years", "updated")
    list_filter = ("status", "kind", "level", "approach", "phase", CitedFilter)
    search_fields = ("slug", "title_en", "title_ja", "summary", "aims")
    search_help_text = "Searches the address, the titles, the aims and the summary."
    ordering = ("title_en",)
    autocomplete_fields = ("places", "instruments", "target_groups")
    fieldsets = (
        (None, {"fields": ("title_en", "title_ja", "slug", "kind", "level")}),
        (
            "When",
            {
                "fields": (("start_year", "end_year"), "phase"),
                "description": "The years of the whole policy. What happened in between is a dated event, below.",
            },
        ),
        (
            "What",
            {
                "fields": ("summary", "aims", "instruments", "target_groups", "approach"),
                "description": "Stay close to the source. Whether the policy worked belongs into an evaluation.",
            },
        ),
        ("Where", {"fields": ("places",)}),
        FOR_COLLEAGUES,
    )
    inlines = (citations(PolicyCitation), Stages, Roles, Relations)

    @admin.display(description="years", ordering="start_year")
    def years(self, policy: Policy) -> str:
        """From when to when."""
        return year_span(policy.start_year, policy.end_year) or "–"
