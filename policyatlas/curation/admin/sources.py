"""The desk's forms and lists of sources and of the passages quoted from them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from policyatlas.curation import actions
from policyatlas.curation.holders import holders
from policyatlas.records.models import Passage, Section, Source, SourceCitation, WorkCited

from . import history, notices, source_texts
from .base import FOR_COLLEAGUES, RecordAdmin
from .choices import choosing, links, without_deletion
from .forms import PassageForm, uncut
from .inlines import CitingPart, LinePart, citations
from .keeping import KeepsWords
from .log import Logged

USES_SHOWN = 30


class Sections(LinePart):
    """The places of a source in reading order."""

    model = Section
    verbose_name = "section"
    verbose_name_plural = "sections"
    help = "Its places in reading order, so that readers find a passage in the document."
    classes = ("collapse",)
    fields = ("order", "locator", "starts_with")


class CitedBy(CitingPart):
    """The sources that cite this one."""

    model = WorkCited
    fk_name = "work"
    verbose_name = "citing source"
    verbose_name_plural = "cited by"
    help = "The sources that cite this one."
    fields = ("citing", "passage")
    autocomplete_fields = ("citing", "passage")
    related = ("work", "citing", "passage__source")


class SourceAdmin(RecordAdmin):
    """Sources at the desk."""

    slug_from = "heading"
    list_display = ("heading", "status", "year", "kind", "passages_of", "updated")
    list_filter = ("status", "kind", "language")
    search_fields = ("slug", "heading", "title", "title_ja", "authors", "container", "publisher", "printed_reference")
    search_help_text = "Searches the address, the titles, the authors, where it appeared, and the printed reference."
    ordering = ("heading",)
    fieldsets = (
        (None, {"fields": ("heading", "slug", "kind", "title", "title_ja", "authors", ("year", "year_printed"))}),
        ("Where it appeared", {"fields": ("container", "publisher", "language", "url", "licence")}),
        (
            "How we know it",
            {
                "fields": ("date_read", "date_note", "printed_reference"),
                "description": "The day we read it; or, for a work nobody here has read, the reference as printed.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (CitedBy, Sections, citations(SourceCitation, "What other documents say of this one. None is needed."))

    def get_urls(self):
        """Also the address of the text."""
        return [*source_texts.urls(self), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        """For whoever may change sources also what is known of the text."""
        found = super().get_fieldsets(request, obj)
        if obj is None or not source_texts.may_change(request):
            return found
        return [*found[:-1], ("Text for checking quotations", {"fields": ("text_state",)}), found[-1]]

    def get_readonly_fields(self, request, obj=None):
        """What is known of the text is shown, and changed on its own page."""
        return (*super().get_readonly_fields(request, obj), "text_state")

    @admin.display(description="text")
    def text_state(self, source: Source) -> str:
        """How long the stored text is and whose; a link to its page."""
        return source_texts.state(self, source)

    @admin.display(description="passages")
    def passages_of(self, source: Source) -> str:
        """A link to the passages quoted from it."""
        return format_html(
            '<a href="{}?source__id__exact={}">passages</a>', reverse("admin:records_passage_changelist"), source.pk
        )


class PassageAdmin(KeepsWords, Logged, admin.ModelAdmin):
    """Passages at the desk; mostly reached by the plus sign beside a field."""

    form = PassageForm
    change_form_template = "admin/passage_form.html"
    list_display = ("locator", "quote", "source", "confidence")
    list_filter = ("confidence", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("quote", "locator", "source__slug", "source__heading")
    search_help_text = "Searches the quotation, the locator and the source."
    narrowed_by = ("source",)  # Of its answers to search fields.
    ordering = ("source__heading", "pk")
    autocomplete_fields = ("source",)
    fieldsets = (
        (
            None,
            {
                "fields": ("source", "locator", "quote", "confidence"),
                "description": "Copy the words exactly as they are printed, slips included. What is in print keeps the "
                "words it was printed with until it is published again.",
            },
        ),
    )

    def get_urls(self):
        """Before Django’s pages of a passage, the desk’s own."""
        return [*notices.urls(self), *history.urls(self), *super().get_urls()]

    def get_queryset(self, request):
        """Passages with their sources, which their names need."""
        return super().get_queryset(request).select_related("source")

    def get_actions(self, request):
        """Passages are deleted one at a time, and only while nothing uses them."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def get_fieldsets(self, request, obj=None):
        """For a stored passage also what uses it; where it can be saved, the place of what is to be confirmed."""
        ((_, words),) = super().get_fieldsets(request, obj)
        if self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj):
            words = words | {"fields": ("source", "locator", "quote", "confirmed", "confidence")}
        return [(None, words)] if obj is None else [(None, words), ("What uses it", {"fields": ("used_by",)})]

    def get_readonly_fields(self, request, obj=None):
        """What uses the passage is shown, not edited."""
        return ("used_by",) if obj is not None else ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field without the button that would delete what it points to, and without a silent limit."""
        return uncut(without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs)))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A choice that tells drafts apart."""
        return super().formfield_for_foreignkey(db_field, request, **choosing(db_field, kwargs))

    @admin.display(description="used by")
    def used_by(self, passage: Passage) -> str:
        """The records that rest on this passage."""
        uses = links(holders(passage))
        more = format_html("<p>… and {} more</p>", len(uses) - USES_SHOWN) if len(uses) > USES_SHOWN else ""
        if not uses:
            return "Nothing yet."
        return format_html(
            "<ul>{}</ul>{}", format_html_join("", '<li><a href="{}">{}</a></li>', uses[:USES_SHOWN]), more
        )

    def save_model(self, request, obj, form, change):
        """Saves by the verbs, and only if something changed."""
        # The form has refused words that are not in the text of their source, unless the person confirmed them.
        confirmed = bool(form.cleaned_data["confirmed"])
        if not change:
            actions.add_passage(obj, by=request.user, confirmed=confirmed)
        elif form.has_changed():
            actions.edit_passage(obj, by=request.user, seen=form.cleaned_data["seen"], confirmed=confirmed)

    def delete_model(self, request, obj):
        """Deletes by the verb."""
        actions.delete_passage(obj, by=request.user, reason=request.POST.get("reason", "").strip())
