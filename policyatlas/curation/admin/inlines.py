"""The parts of records within their forms: rows of one line, rows with a passage, and the citations."""

from collections import Counter

from django import forms
from django.contrib import admin
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet

from policyatlas.records.models.base import Citation

from .choices import RecordChoices, Searched, SearchedMany, choosing, without_deletion
from .citing import CitingForm, words_of
from .forms import uncut

# Not what a passage supports: the address and the desk's own words.
_NOT_CITED = {"slug", "note", "id"}


class PartFormSet(BaseInlineFormSet):
    """The rows of a form; those that were sent are shown again even if a colleague has deleted them meanwhile."""

    def get_queryset(self):
        """The stored rows; once the sent rows are made into forms, exactly theirs, None for a row that is gone."""
        if self.is_bound and "forms" in self.__dict__:
            return [None if form.instance._state.adding else form.instance for form in self.initial_forms]
        return super().get_queryset()

    def clean(self):
        """Refuses two rows that say the same of one new passage, which the database will know only once it is added."""
        super().clean()
        rules = [rule for rule in self.model._meta.constraints if isinstance(rule, UniqueConstraint)]
        for rule in (rule for rule in rules if "passage" in rule.fields):
            rows = [row for row in self.forms if words_of(row) and not self._should_delete_form(row)]
            others = [name for name in rule.fields if name in self.form.base_fields and name != "passage"]
            said = [(words_of(row), *(row.cleaned_data.get(name) for name in others)) for row in rows]
            for row, words in zip(rows, said, strict=True):
                if Counter(said)[words] > 1 and said.index(words) != rows.index(row):
                    row.add_error("passage_quote", rule.violation_error_message)


class LineFormSet(PartFormSet):
    """Rows of one line: names stand once above the columns, so each field carries its own to be read aloud."""

    def add_fields(self, form, index):
        """The fields of a row, the box that deletes it included."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label


class Part:
    """What all rows share: whoever may change the record may change its parts."""

    formset = PartFormSet
    extra = 0
    help = ""  # What the section is for, and what its rows need.
    related: tuple[str, ...] = ()  # What the names of the rows need, for select_related.
    narrowed: dict[str, dict[str, str]] = {}  # By search field, what narrows its answers: see `Searched`.

    def get_queryset(self, request):
        """The rows with what their names need."""
        return super().get_queryset(request).select_related(*self.related)

    def get_formset(self, request, obj=None, **kwargs):
        """The rows, which know whether the person may add passages."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.may_add = request.user.has_perm("records.add_passage")
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field without the button that would delete what it points to, and without a silent limit."""
        field = uncut(without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs)))
        if db_field.name == "passage":
            # A new one is typed into the row itself.
            field.widget.can_add_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A search field that tells namesakes apart."""
        if db_field.name in self.get_autocomplete_fields(request):
            narrowed = {"passage": {"source": "passage_source"}} | self.narrowed
            kwargs.setdefault("widget", Searched(db_field, self.admin_site, narrowed_by=narrowed.get(db_field.name)))
        if db_field.name == "passage":
            # The form asks for it, unless a new one is typed.
            kwargs["required"] = False
        return super().formfield_for_foreignkey(db_field, request, **choosing(db_field, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Choices that tell namesakes apart."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchedMany(db_field, self.admin_site))
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


class LinePart(Part, admin.TabularInline):
    """A part without a passage and with few fields: one line each."""

    formset = LineFormSet


class CitingPart(Part, admin.StackedInline):
    """A part that rests on a passage: a block each, of which long lists show one line."""

    form = CitingForm
    template = "admin/record_part.html"


class SluggedPart(CitingPart):
    """A part with a name in the data."""

    prepopulated_fields = {"slug": ("title_en",)}


class Citations(CitingPart):
    """The passages that support a record."""

    verbose_name = "citation"
    verbose_name_plural = "citations"
    help = "The passages that support this record. Nothing goes into print without one."
    fields = ("passage", "supports")
    autocomplete_fields = ("passage",)
    related = ("passage__source",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """What a passage supports is chosen from the record's own fields."""
        if db_field.name != "supports":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            choices=[("", "the record as a whole"), *self._supportable()],
            required=False,
            label="Supports",
            help_text="What of the record this passage says.",
        )

    def _supportable(self) -> list[tuple[str, str]]:
        meta = self.parent_model._meta
        fields = [f for f in (*meta.fields, *meta.many_to_many) if f.editable and f.name not in _NOT_CITED]
        known = {field.name: str(field.verbose_name) for field in fields}
        # What stands in the data already can be kept, whatever it is called.
        stored = self.model.objects.exclude(supports="").order_by().values_list("supports", flat=True).distinct()
        return [*known.items(), *((name, name) for name in stored if name not in known)]


def citations(citation: type[Citation], help: str = Citations.help) -> type[Citations]:
    """The form rows for one noun's citations, with what is said above them."""
    return type(f"{citation.__name__}s", (Citations,), {"model": citation, "help": help})
