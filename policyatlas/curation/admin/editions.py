"""The desk's list of editions, and the page that closes the open one."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from policyatlas.curation import actions
from policyatlas.curation.refusals import Refused
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading


class CloseForm(forms.Form):
    """What closing an edition needs."""

    label = forms.CharField(
        max_length=20, help_text="The year and a number within it, such as 2026.1. It stands in addresses for ever."
    )
    notes = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="What is new in it, in a few sentences for readers.",
    )

    def clean_label(self):
        """A label that can stand in an address."""
        label = self.cleaned_data["label"]
        if not re.fullmatch(r"\d{4}\.\d+", label):
            raise forms.ValidationError("Write the year, a full stop and a number, such as 2026.1.")
        return label


class EditionAdmin(admin.ModelAdmin):
    """The editions: they can be read, and the open one can be closed."""

    list_display = ("name", "number", "closed_at", "digest", "notes")
    change_list_template = "admin/edition_list.html"
    ordering = ("-number",)

    @admin.display(description="edition", ordering="number")
    def name(self, edition: Edition) -> str:
        """The label, or that it is open."""
        return str(edition)

    def has_view_permission(self, request, obj=None):
        """Everybody at the desk."""
        return request.user.is_staff

    def has_module_permission(self, request):
        """Everybody at the desk."""
        return request.user.is_staff

    def has_add_permission(self, request):
        """Nobody: closing an edition opens the next."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False

    def get_urls(self):
        """Also the page that closes the open edition."""
        close = path("close/", self.admin_site.admin_view(self.close_view), name="editions_edition_close")
        return [close, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list, with the button for those who may close."""
        may_close = request.user.has_perm("curation.close_editions")
        return super().changelist_view(request, {**(extra_context or {}), "may_close": may_close})

    def close_view(self, request):
        """Asks for the label and the notes, then closes the open edition for ever."""
        if not request.user.has_perm("curation.close_editions"):
            raise PermissionDenied
        form = CloseForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                edition = actions.close_edition(by=request.user, **form.cleaned_data)
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
            "entries": Reading.now().entries().count(),
        }
        return TemplateResponse(request, "admin/edition_close.html", context)
