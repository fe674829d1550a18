"""The desk's log: which verb was applied to what, by whom; it can be read and never changed."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event


class Logged:
    """Of an admin whose changes are in the desk's log: its page “History” shows them."""

    object_history_template = "admin/record_history.html"

    def history_view(self, request, object_id, extra_context=None):
        """What happened to it, newest first."""
        thing = self.get_object(request, unquote(object_id))
        # Looked up by the page itself, so only for somebody who may see it.
        events = events_of(thing) if thing is not None else Event.objects.none()
        return super().history_view(request, object_id, {"events": events} | (extra_context or {}))


class EventAdmin(admin.ModelAdmin):
    """The log."""

    list_display = ("when", "by", "action", "noun", "record", "version", "reason")
    list_display_links = None
    list_filter = ("action", "noun", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    list_per_page = 100
    search_fields = ("slug", "reason", "by__username")
    search_help_text = "Searches the address, the reason and the person."
    date_hierarchy = "at"

    @admin.display(description="when", ordering="at")
    def when(self, event: Event) -> str:
        """The day and the minute."""
        return f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}"

    @admin.display(description="record", ordering="slug")
    def record(self, event: Event) -> str:
        """The address of the record, with a link to its form where there may be one."""
        if event.action == "delete":
            return event.slug
        app = "editions" if event.noun == "edition" else "records"
        return format_html(
            '<a href="{}">{}</a>', reverse(f"admin:{app}_{event.noun}_change", args=[event.record_id]), event.slug
        )

    def has_view_permission(self, request, obj=None):
        """Everybody at the desk: the log is no secret."""
        return request.user.is_staff

    def has_module_permission(self, request):
        """Everybody at the desk."""
        return request.user.is_staff

    def has_add_permission(self, request):
        """Nobody: the verbs write the log."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False
