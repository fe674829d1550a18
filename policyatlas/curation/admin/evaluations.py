"""The desk's forms and lists of evaluations and of the frameworks they judge by."""

import re

from policyatlas.records.models import Criterion, Evaluation, Finding, FrameworkCitation, Rating

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .choices import label
from .inlines import NarrowPart, PartFormSet, SluggedPart, TallPart, citations


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


class Ratings(TallPart):
    """The marks of an evaluation that judges by a framework."""

    model = Rating
    formset = RatingRows
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
        sent = _sent(request)
        framework = sent["framework"] or ([obj.framework_id] if obj is not None and obj.framework_id else [])
        # What was sent or stored can be chosen whatever it belongs to: a choice that is not there is a word lost.
        kept = {*sent["criteria"], *(obj.ratings.values_list("criterion", flat=True) if obj is not None else ())}
        # Read once for all rows.
        field.choices = [
            ("", "---------"),
            *(
                (criterion.pk, label(criterion))
                for criterion in field.queryset
                if not framework or criterion.framework_id in framework or criterion.pk in kept
            ),
        ]
        return formset


def _sent(request) -> dict[str, list[int]]:
    """The primary keys in a form that was sent: its framework (one or none) and the criteria of its rows."""
    found: dict[str, list[int]] = {"framework": [], "criteria": []}
    for name, value in request.POST.items():
        if not value.isdecimal():
            continue
        if name == "framework":
            found["framework"].append(int(value))
        elif re.fullmatch(r"ratings-\d+-criterion", name):
            found["criteria"].append(int(value))
    return found


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
