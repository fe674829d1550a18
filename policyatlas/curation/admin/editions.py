"""The desk's list of editions, the page that closes the open one, and the errata of closed ones."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from policyatlas.curation import actions, closing
from policyatlas.curation.refusals import Refused, Stale
from policyatlas.editions.models import Edition, Erratum

from . import notices
from .choices import label
from .forms import not_saved
from .keeping import KeepsWords
from .reading_only import ReadByAll

# How many of a long list are shown before the rest is folded.
SHOWN = 20


class CloseForm(forms.Form):
    """What closing an edition needs; the page itself carries the digest of what it has shown."""

    # The verb knows what a label is, and says it.
    label = forms.CharField(
        max_length=20, help_text="The year and a number within it, such as 2026.1. It stands in addresses for ever."
    )
    notes = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 60, "class": "vLargeTextField"}),
        help_text="What is new in it, in a few sentences for readers.",
    )


class EditionAdmin(ReadByAll, admin.ModelAdmin):
    """The editions: they can be read, and the open one can be closed."""

    list_display = ("name", "number", "closed_at", "digest", "notes")
    change_list_template = "admin/edition_list.html"
    change_form_template = "admin/edition_form.html"
    ordering = ("-number",)
    fields = ("label", "number", "closed_at", "digest", "notes", "errata")
    readonly_fields = ("errata",)

    @admin.display(description="edition", ordering="number")
    def name(self, edition: Edition) -> str:
        """The label, or that it is open."""
        return str(edition)

    @admin.display(description="errata")
    def errata(self, edition: Edition) -> str:
        """What was found wrong in it."""
        lines = [(concerned(erratum), erratum.text) for erratum in edition.errata.all()]
        if not lines:
            return "None."
        return format_html('<ul class="desk-errata">{}</ul>', format_html_join("", "<li>{}: {}</li>", lines))

    def get_urls(self):
        """Also the page that closes the open edition."""
        close = path("close/", self.admin_site.admin_view(self.close_view), name="editions_edition_close")
        return [close, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list, with the button for those who may close."""
        may_close = request.user.has_perm("curation.close_editions")
        return super().changelist_view(request, {**(extra_context or {}), "may_close": may_close})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The edition, with the button that adds an erratum for those who may."""
        context["may_correct"] = not obj.is_open and request.user.has_perm("curation.publish_records")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def close_view(self, request):
        """Shows what would be sealed and asks for label and notes, then closes the open edition for ever."""
        if not request.user.has_perm("curation.close_editions"):
            raise PermissionDenied
        form = CloseForm(request.POST or None, initial={"label": closing.next_label()})
        if request.method == "POST" and form.is_valid():
            # A page that does not say what it has shown has shown nothing.
            seen = request.POST.get("seen") or "nothing"
            try:
                edition = actions.close_edition(by=request.user, seen=seen, **form.cleaned_data)
            except Stale as refusal:
                messages.error(request, str(refusal))
            except Refused as refusal:
                form.add_error("label", refusal.sentences)
            else:
                messages.success(request, f"Edition {edition.label} is closed. It will never change.")
                return HttpResponseRedirect(reverse("admin:editions_edition_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Close the open edition",
            "opts": self.opts,
            "form": form,
            **_previewed(),
        }
        return TemplateResponse(request, "admin/edition_close.html", context)


class ErratumForm(forms.ModelForm):
    """The form of an erratum, which is checked as its verb checks it."""

    def clean(self):
        """Nothing that the verb would refuse."""
        cleaned = super().clean()
        if not not_saved(self) and not self.errors:
            try:
                actions.check_erratum(**{name: cleaned[name] for name in ("edition", "text", "kind", "slug")})
            except Refused as refusal:
                self.add_error(None, refusal.sentences)
        return cleaned


class ErratumAdmin(KeepsWords, ReadByAll, admin.ModelAdmin):
    """The errata: they can be read and added to."""

    form = ErratumForm
    change_form_template = "admin/erratum_form.html"
    list_display = ("added", "edition", "concerned", "text")
    list_filter = ("edition",)
    list_select_related = ("edition",)
    search_fields = ("text", "slug")
    ordering = ("-pk",)
    fieldsets = (
        (
            None,
            {
                "fields": ("edition", "kind", "slug", "text"),
                "description": "What is printed in a closed edition is never rewritten. An erratum stands beside it "
                "for ever: it cannot be changed or removed. Correct the record too, so that the next edition is right.",
            },
        ),
    )

    def get_urls(self):
        """Also the addresses that the notices of the form call."""
        return [*notices.urls(self), *super().get_urls()]

    @admin.display(description="added", ordering="added_at")
    def added(self, erratum: Erratum) -> str:
        """The day."""
        return f"{timezone.localtime(erratum.added_at):%Y-%m-%d}"

    @admin.display(description="concerns", ordering="slug")
    def concerned(self, erratum: Erratum) -> str:
        """The entry, or that it is the whole edition."""
        return concerned(erratum)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only closed editions have errata."""
        return super().formfield_for_foreignkey(db_field, request, queryset=Edition.objects.closed(), **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """With words on what to name."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug":
            field.help_text = (
                "The entry’s address in that edition, such as “technopolis-law”; blank, as the kind, if the whole "
                "edition is concerned."
            )
        return field

    def has_add_permission(self, request):
        """Whoever may publish."""
        return request.user.is_staff and request.user.has_perm("curation.publish_records")

    def save_model(self, request, obj, form, change):
        """Adds by the verb."""
        words = {name: form.cleaned_data[name] for name in ("edition", "text", "kind", "slug")}
        obj.pk = actions.add_erratum(by=request.user, **words).pk


def concerned(erratum: Erratum) -> str:
    """What an erratum concerns: “policy:technopolis-law”, or the whole edition."""
    return f"{erratum.kind}:{erratum.slug}" if erratum.kind else "The whole edition"


def _previewed() -> dict:
    """What the page shows before it closes: the edition beside the one before, and what is not in it."""
    shown = closing.preview()
    lists = {
        "New": shown.new,
        "Changed": shown.changed,
        "At another address (renamed or merged)": shown.moved,
        "Gone": shown.gone,
    }
    waiting = [
        {
            "name": label(one.record),
            "noun": one.record._meta.verbose_name.capitalize(),
            "state": one.record.get_status_display(),
            "address": reverse(f"admin:records_{one.record._meta.model_name}_change", args=[one.record.pk]),
            "lacks": one.lacks,
        }
        for one in closing.unfinished()
    ]
    return {
        "preview": shown,
        "lists": [{"name": name} | _folded(found) for name, found in lists.items()],
        "waiting": _folded(waiting),
    }


def _folded(found: list) -> dict:
    """A long list with its first lines `shown` and the others `folded`."""
    return {"count": len(found), "shown": found[:SHOWN], "folded": found[SHOWN:]}
