"""The desk's forms and lists of evaluations and of the frameworks they judge by."""

from django.contrib import admin

from policyatlas.records.models import Criterion, Evaluation, Finding, FrameworkCitation, Rating

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .inlines import CitingPart, PartFormSet, SluggedPart, citations
from .reading_only import ReadOnly


class Findings(SluggedPart):
    """The judgements of an evaluation."""

    model = Finding
    verbose_name = "finding"
    verbose_name_plural = "findings"
    help = "Its judgements. Each gets a page of its own, and needs a passage before the evaluation can be published."
    fields = (
        ("title_en", "title_ja"),
        "slug",
        ("dimension", "verdict"),
        "statement",
        "passage",
        "further_passages",
        ("year", "method"),
    )
    autocomplete_fields = ("dimension", "passage", "further_passages")
    related = ("dimension", "passage__source")


class RatingRows(PartFormSet):
    """The rows of ratings: each new word in them is by a criterion of the evaluation's framework."""

    def clean(self):
        """Refuses criteria of other frameworks, at the row that has one."""
        super().clean()
        framework = self.instance.framework
        if framework is None:
            # Said when it is to be published: a draft may wait for its framework.
            return
        stored = Evaluation.objects.filter(pk=self.instance.pk).values_list("framework", flat=True).first()
        for form in self.forms:
            criterion = getattr(form, "cleaned_data", {}).get("criterion")
            if criterion is None or criterion.framework_id == framework.pk or self._should_delete_form(form):
                continue
            # A row that was stored wrongly and is left as it is must not keep the rest from being saved.
            if form.has_changed() or stored != framework.pk:
                form.add_error(
                    "criterion",
                    f"“{criterion}” is a criterion of “{criterion.framework}”; this evaluation rates by "
                    f"“{framework}”: choose one of its criteria.",
                )


class Ratings(CitingPart):
    """The marks of an evaluation that judges by a framework."""

    model = Rating
    formset = RatingRows
    verbose_name = "rating"
    verbose_name_plural = "ratings"
    help = "What it says of each criterion of its framework. Each needs a passage before it can be published."
    fields = (
        ("criterion", "aspect"),
        ("stars", "words", "keyword"),
        ("printed_label", "printed_cells"),
        ("confidence", "reading_note"),
        "passage",
    )
    autocomplete_fields = ("criterion", "passage")
    narrowed = {"criterion": {"framework": "#id_framework"}}
    related = ("criterion__framework", "passage__source")


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
                "description": "How, as far as the source says. The ratings below use the criteria of the framework.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (Findings, Ratings)


class Criteria(CitingPart):
    """The criteria of a framework."""

    model = Criterion
    verbose_name = "criterion"
    verbose_name_plural = "criteria"
    help = "In the order of the source. Each needs a passage before the framework can be published."
    fields = (("number", "group"), "label", "description", "passage")
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


class CriterionAdmin(ReadOnly, admin.ModelAdmin):
    """Criteria for search fields only: they are read and written in the form of their framework."""

    search_fields = ("label", "group", "number", "framework__name_en")
    list_select_related = ("framework",)
    narrowed_by = ("framework",)  # Of its answers to search fields.
    ordering = ("framework__name_en", "number")

    def get_queryset(self, request):
        """Criteria with their frameworks, which their names need."""
        return super().get_queryset(request).select_related("framework")

    def has_module_permission(self, request):
        """Nobody: the index leads to frameworks."""
        return False

    def has_view_permission(self, request, obj=None):
        """Whoever may see frameworks."""
        return request.user.has_perm("records.view_framework")
