"""Filters of the lists that no field answers: what waits at the desk, and what has no source yet."""

from django.contrib import admin

from policyatlas.curation import all_nouns
from policyatlas.curation.states import works_alone


class AtDeskFilter(admin.SimpleListFilter):
    """Finds the records that somebody has to do something about; the front page leads here."""

    title = "work at the desk"
    parameter_name = "at_desk"

    def lookups(self, request, model_admin):
        """The questions of the front page."""
        reviews = request.user.has_perm("curation.review_records")
        return [
            ("mine", "mine, unfinished"),
            *([("review", "for me to review")] if reviews else []),
            ("approved", "approved, to be published"),
            ("unfinished", "unfinished, anybody’s"),
            ("unlooked", "not looked at for a year"),
        ]

    def queryset(self, request, queryset):
        """The records that answer so."""
        chosen = {
            "mine": all_nouns.of(request.user),
            "review": all_nouns.for_review_by(request.user, alone=works_alone(request.user)),
            "approved": all_nouns.in_state("approved", "revision-approved"),
            "unfinished": all_nouns.unfinished,
            "unlooked": all_nouns.unlooked,
        }.get(self.value())
        return queryset if chosen is None else queryset.filter(pk__in=chosen(queryset.model).order_by().values("pk"))


class CitedFilter(admin.SimpleListFilter):
    """Finds the records that nobody has given a source yet."""

    title = "evidence"
    parameter_name = "cited"

    def lookups(self, request, model_admin):
        """The two answers."""
        return [("yes", "with a citation"), ("no", "without a citation")]

    def queryset(self, request, queryset):
        """The records that answer so."""
        if self.value() is None:
            return queryset
        return queryset.filter(
            pk__in=queryset.model.objects.filter(citations__isnull=self.value() == "no").values("pk")
        )
