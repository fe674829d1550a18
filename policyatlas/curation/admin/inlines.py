"""The parts of records within their forms: one class for narrow rows, one for tall ones, and the citations."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from policyatlas.records.models.base import Citation

from .choices import RecordChoices, choosing, without_deletion
from .forms import PartForm, uncut

# Not what a passage supports: the address and the desk's own words.
_NOT_CITED = {"slug", "note", "id"}


class PartFormSet(BaseInlineFormSet):
    """The rows of a form; those that were sent are shown again even if a colleague has deleted them meanwhile."""

    def get_queryset(self):
        """The stored rows; once the sent rows are made into forms, exactly theirs, None for a row that is gone."""
        if self.is_bound and "forms" in self.__dict__:
            return [None if form.instance._state.adding else form.instance for form in self.initial_forms]
        return super().get_queryset()


class Part:
    """What narrow and tall rows share: whoever may change the record may change its parts."""

    formset = PartFormSet
    extra = 0
    related: tuple[str, ...] = ()  # What the names of the rows need, for select_related.

    def get_queryset(self, request):
        """The rows with what their names need."""
        return super().get_queryset(request).select_related(*self.related)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field without the button that would delete what it points to, and without a silent limit."""
        return uncut(without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs)))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A choice that tells namesakes apart."""
        return super().formfield_for_foreignkey(db_field, request, **choosing(db_field, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Choices that tell namesakes apart."""
        return super().formfield_for_manytomany(db_field, request, **choosing(db_field, kwargs, RecordChoices))

    def has_view_permission(self, request, obj=None):
        """As for the record."""
        return self._may(request, "view") or self._may(request, "change")

    def has_add_permission(self, request, obj=None):
        """As for the record."""
        return self._may(request, "change" if obj else "add")

    def has_change_permission(self, request, obj=None):
        """As for the record."""
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """As for the record."""
        return self.has_add_permission(request, obj)

    def _may(self, request, verb: str) -> bool:
        return request.user.has_perm(f"records.{verb}_{self.parent_model._meta.model_name}")


class NarrowPart(Part, admin.TabularInline):
    """A part with few fields: one line each."""


class TallPart(Part, admin.StackedInline):
    """A part with many fields: a block each."""


class SluggedPart(TallPart):
    """A part with a name in the data."""

    form = PartForm
    prepopulated_fields = {"slug": ("title_en",)}


class Citations(NarrowPart):
    """The passages that support a record."""

    verbose_name = "citation"
    verbose_name_plural = "citations: the passages that support this record"
    fields = ("passage", "supports")
    autocomplete_fields = ("passage",)
    related = ("passage__source",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """What a passage supports is chosen from the record's own fields."""
        if db_field.name != "supports":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            choices=[("", "the record as a whole"), *self._supportable()], required=False, label="supports"
        )

    def _supportable(self) -> list[tuple[str, str]]:
        meta = self.parent_model._meta
        fields = [f for f in (*meta.fields, *meta.many_to_many) if f.editable and f.name not in _NOT_CITED]
        known = {field.name: str(field.verbose_name) for field in fields}
        # What stands in the data already can be kept, whatever it is called.
        stored = self.model.objects.exclude(supports="").order_by().values_list("supports", flat=True).distinct()
        return [*known.items(), *((name, name) for name in stored if name not in known)]


def citations(citation: type[Citation]) -> type[Citations]:
    """The form rows for one noun's citations."""
    return type(f"{citation.__name__}s", (Citations,), {"model": citation})
