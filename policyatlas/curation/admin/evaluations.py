"""The desk's forms and lists of evaluations and of the frameworks they judge by."""

from policyatlas.records.models import Criterion, Finding, FrameworkCitation, Rating

from .base import FOR_COLLEAGUES, CitedFilter, RecordAdmin
from .choices import label
from .inlines import NarrowPart, SluggedPart, TallPart, citations


class Findings(SluggedPart):
    """The judgements of an evaluation."""

    model = Finding
    verbose_name = "finding"
    verbose_name_plural = "findings: each gets a page of its own and needs a passage"
    fields = (
        ("title_en", "title_ja"),
        "slug",
        ("dimension", "verdict"),
        "statement",
        ("passage", "further_passages"),
        ("year", "method"),
    )
    autocomplete_fields = ("dimension", "passage", "further_passages")
    related = ("dimension", "passage__source")


class Ratings(TallPart):
    """The marks of an evaluation that judges by a framework."""

    model = Rating
    verbose_name = "rating"
    verbose_name_plural = "ratings: what it says of each criterion of its framework"
    classes = ("collapse",)
    fields = (
        ("criterion", "aspect"),
        ("stars", "words", "keyword"),
        ("printed_label", "printed_cells"),
        ("confidence", "reading_note"),
        "passage",
    )
    autocomplete_fields = ("passage",)
    related = ("criterion", "passage__source")

    def get_formset(self, request, obj=None, **kwargs):
        """The rows; one can choose among the criteria of the evaluation's framework, or of all before it has one."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields["criterion"]
        if obj is not None and obj.framework_id is not None:
            field.queryset = field.queryset.filter(framework=obj.framework_id)
        # Read once for all rows.
        field.choices = [("", "---------"), *((criterion.pk, label(criterion)) for criterion in field.queryset)]
        return formset


class EvaluationAdmin(RecordAdmin):
    """Evaluations at the desk."""

    list_display = ("title_en", "status", "evaluator", "year", "strength", "updated")
    list_filter = ("status", "strength", "framework", "findings__verdict")
    search_fields = ("slug", "title_en", "title_ja", "evaluator", "method", "findings__title_en", "findings__statement")
    search_help_text = "Searches the address, the titles, the evaluator, the method and the findings."
    ordering = ("title_en",)
    autocomplete_fields = ("place", "policy", "cluster", "organisation", "framework", "source")
    fieldsets = (
        (None, {"fields": ("title_en", "title_ja", "slug", "evaluator", "year", "source")}),
        (
            "What it is about",
            {
                "fields": ("policy", "cluster", "place", "organisation"),
                "description": "Exactly one of the four. What judges two things is two evaluations.",
            },
        ),
        (
            "How it judges",
            {
                "fields": ("method", "strength", "framework"),
                "description": "How, as far as the source says. Save once with the framework before you add ratings: "
                "its criteria can be chosen then.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (Findings, Ratings)


class Criteria(NarrowPart):
    """The criteria of a framework."""

    model = Criterion
    verbose_name = "criterion"
    verbose_name_plural = "criteria: each needs a passage before the framework can be published"
    fields = ("number", "group", "label", "description", "passage")
    autocomplete_fields = ("passage",)
    related = ("passage__source",)


class FrameworkAdmin(RecordAdmin):
    """Frameworks at the desk."""

    slug_from = "name_en"
    list_display = ("name_en", "status", "name_ja", "updated")
    list_filter = ("status", CitedFilter)
    search_fields = ("slug", "name_en", "name_ja", "description", "criteria__label")
    search_help_text = "Searches the address, the names, the description and the criteria."
    ordering = ("name_en",)
    fieldsets = (
        (None, {"fields": ("name_en", "name_ja", "slug", "description")}),
        FOR_COLLEAGUES,
    )
    inlines = (citations(FrameworkCitation), Criteria)
