"""The desk's log: which verb was applied to what, by whom; it can be read and never changed."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from policyatlas.curation.models import Event
from policyatlas.records.models import RECORDS, Passage

from . import history
from .reading_only import ReadByAll

_WITH_HISTORY = {model._meta.model_name for model in (*RECORDS, Passage)}


class Logged:
    """Of an admin whose changes are in the desk's log: it overrides Django's history, which knows a part of them.

    The further pages of the past are in `history`, and their addresses are listed by the admin's `get_urls`. Its
    templates link to them.
    """

    change_list_template = "admin/record_list.html"
    delete_confirmation_template = "admin/record_delete.html"

    def history_view(self, request, object_id, extra_context=None):
        """What happened to it, newest first."""
        return history.history(self, request, object_id)

    def has_restore_permission(self, request) -> bool:
        """Whether the person may put records or passages of this sort back to what they were."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")


class EventAdmin(ReadByAll, admin.ModelAdmin):
    """The log."""

    list_display = ("when", "by", "action", "noun", "record", "version", "reason")
    list_display_links = None
    list_filter = ("action", "noun", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    list_per_page = 100
    search_fields = ("slug", "reason", "by__username")
    search_help_text = "Searches the address, the reason and the person."
    date_hierarchy = "at"

    def get_queryset(self, request):
        """The log without the whole records that it keeps: a page of them may have megabytes."""
        return super().get_queryset(request).defer("snapshot", "moved")

    @admin.display(description="when", ordering="at")
    def when(self, event: Event) -> str:
        """The day and the minute."""
        return f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}"

    @admin.display(description="record", ordering="slug")
    def record(self, event: Event) -> str:
        """The address of the record, with a link to its history, which outlives it; of an edition, to its form."""
        page = f"records_{event.noun}_history" if event.noun in _WITH_HISTORY else f"editions_{event.noun}_change"
        return format_html('<a href="{}">{}</a>', reverse(f"admin:{page}", args=[event.record_id]), event.slug)
