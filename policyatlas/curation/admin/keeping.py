"""Of a form at the desk: no word typed into it is lost, and nobody is surprised by a colleague."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.forms import Media
from django.forms.widgets import Script
from django.utils.text import capfirst

from policyatlas.curation import kept_words, open_forms
from policyatlas.curation.seen import happened, token_name
from policyatlas.records.models import Passage, Record
from policyatlas.values.typed import whole_number

from . import notices
from .addressing import address
from .conflict_panel import panel
from .conflicts import bring_together
from .sheets import as_new


class KeepsWords:
    """Of an admin: what is sent to its form is brought together with what others saved, and kept whatever happens.

    It overrides how the form is opened, answered and drawn; the pages it links to are in `notices`, and their addresses
    are listed by the admin's `get_urls`.
    """

    @property
    def media(self):
        """Also the style and the script of the notices."""
        return super().media + Media(
            css={"all": ["css/desk-conflicts.css"]}, js=[Script("js/desk-open.js", defer=True)]
        )

    def get_changeform_initial_data(self, request):
        """What the address fills in, but for records that it names by what is no number of one."""
        given = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value
            for name, value in given.items()
            if name not in relations or None not in map(whole_number, value if isinstance(value, list) else [value])
        }

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form, with the words that wait for its person, and with what was saved since it was opened."""
        key = unquote(object_id) if object_id else None
        self._show_kept(request)
        if request.method == "POST" and key:
            thing = self.get_object(request, key)
            if thing is None:
                object_id, form_url = None, self._of_deleted(request, key)
            elif isinstance(thing, Record | Passage):
                request.conflict = bring_together(self, request, thing)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and "adminform" not in (getattr(response, "context_data", None) or {}):
            self._saved(request, key)
        else:
            kept_words.remember_person(request, response)
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with the notices above it."""
        conflict = getattr(request, "conflict", None)
        if conflict is not None:
            context["conflict"] = panel(conflict, request.user)
            # The old version was for the verbs, which refused it.
            request.POST[token_name(obj)] = conflict.token
        context["kept"] = notices.kept(self, request)
        if obj is not None:
            context["open_form"] = notices.of_others(self, request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _show_kept(self, request) -> None:
        """Words that wait are shown as if they were sent just now, and cannot be saved by that."""
        words = kept_words.waiting(request) if request.method == "GET" else None
        if words is not None:
            _read_first = request.FILES  # Read later, they would take what is put here away again.
            request.method = "POST"
            request.POST = kept_words.sent(words)
            request.POST["_kept"] = str(words.pk)
            request.POST.appendlist("_not_saved", "session")

    def _of_deleted(self, request, key: str) -> str:
        """Makes what was sent for a record that somebody has deleted into a new one; the address to send it to."""
        parts = self.get_formsets_with_inlines(request)
        request.POST = as_new(request.POST, {rows.get_default_prefix(): rows.fk.name for rows, inline in parts})
        request.POST.appendlist("_not_saved", "deleted")
        event = notices.last_event(self, key, action="delete")
        if event is not None and self.has_view_or_change_permission(request):
            messages.warning(request, f"{capfirst(happened(event))}: “{event.slug}”.")
        return address(self, "add")

    def _saved(self, request, key: str | None) -> None:
        kept_words.forget(request.user, request.POST.get("_kept", ""))
        thing = self.get_object(request, key) if key else None
        if thing is not None:
            open_forms.left(thing, request.user)
