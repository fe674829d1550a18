"""Of a form at the desk: no word typed into it is lost, and nobody is surprised by a colleague."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst

from policyatlas.curation import kept_words, open_forms
from policyatlas.curation.models import Event
from policyatlas.curation.seen import clock, happened, is_stale, seen, token_name, token_of
from policyatlas.records.models import Passage, Record
from policyatlas.records.models.base import EDITABLE

from .conflict_panel import panel
from .conflicts import bring_together
from .sheets import as_new


class KeepsWords:
    """Of an admin: what is sent to its form is brought together with what others saved, and kept whatever happens."""

    @property
    def media(self):
        """Also the style and the script of the notices."""
        return super().media + Media(
            css={"all": ["css/desk-conflicts.css"]}, js=[Script("js/desk-open.js", defer=True)]
        )

    def get_urls(self):
        """Also the addresses of the notices."""
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("<path:object_id>/open/", wrap(self.open_view), name=f"{name}_open"),
            path("forget/<int:key>/", wrap(self.forget_view), name=f"{name}_forget"),
            *super().get_urls(),
        ]

    # --- The form

    def get_changeform_initial_data(self, request):
        """What the address fills in, but for records that it names by what is no number of one."""
        given = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value
            for name, value in given.items()
            if name not in relations or all(map(kept_words.is_key, value if isinstance(value, list) else [value]))
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
        context["kept"] = self._kept(request)
        if obj is not None:
            context["open_form"] = self._open(request, obj)
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

    def _kept(self, request) -> dict | None:
        key = request.POST.get("_kept", "")
        return {"key": key, "forget": self._page("forget", int(key))} if kept_words.is_key(key) else None

    def _of_deleted(self, request, key: str) -> str:
        """Makes what was sent for a record that somebody has deleted into a new one; the address to send it to."""
        parts = self.get_formsets_with_inlines(request)
        request.POST = as_new(request.POST, {rows.get_default_prefix(): rows.fk.name for rows, inline in parts})
        request.POST.appendlist("_not_saved", "deleted")
        event = self._last_event(key, action="delete")
        if event is not None and self.has_view_or_change_permission(request):
            messages.warning(request, f"{capfirst(happened(event))}: “{event.slug}”.")
        return self._page("add")

    def _saved(self, request, key: str | None) -> None:
        kept_words.forget(request.user, request.POST.get("_kept", ""))
        thing = self.get_object(request, key) if key else None
        if thing is not None:
            open_forms.left(thing, request.user)

    # --- Who else has it open

    def open_view(self, request, object_id):
        """A sign of life of an open form: what its person should know, as JSON; with `left`, that it is closed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        thing = self.get_object(request, unquote(object_id))
        if thing is None and self.has_change_permission(request):
            event = self._last_event(unquote(object_id))
            said = f"{happened(event)}." if event else "This is no longer there."
            return JsonResponse({"sentences": [f"{said} What you type here can still be saved as a new one."]})
        if thing is None or not self.has_change_permission(request, thing):
            raise PermissionDenied
        if "left" in request.POST:
            open_forms.left(thing, request.user, _moment(request.POST["left"]))
            return JsonResponse({})
        open_forms.open_form(thing, request.user)
        return JsonResponse({"sentences": _notices(thing, request.user, request.POST.get("token", ""))})

    def forget_view(self, request, key):
        """Forgets words that wait, when their person wants it, and goes back to their form."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = kept_words.forget(request.user, str(key))
        if form:
            messages.success(request, "What you had typed is forgotten.")
        return HttpResponseRedirect(form or self._page("changelist"))

    def _open(self, request, thing) -> dict | None:
        """What the form says of others; nothing where it only shows."""
        if not self.has_change_permission(request, thing):
            return None
        mine = open_forms.open_form(thing, request.user, anew=True)
        return {
            "address": self._page("open", thing.pk),
            "token": token_of(thing),
            "since": mine.opened_at.isoformat() if mine else "",
            "sentences": _notices(thing, request.user, token_of(thing)),
        }

    def _last_event(self, key: str, **given) -> Event | None:
        """What the log says last of the record with this key, which may be nonsense."""
        try:
            number = self.opts.pk.to_python(key)
        except ValidationError:
            return None
        return Event.objects.filter(noun=self.opts.model_name, record_id=number, **given).defer("snapshot").first()

    def _page(self, name: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)


def _moment(typed: str):
    """A moment as the script sends it; None for what is none."""
    try:
        return parse_datetime(typed)
    except ValueError:
        return None


def _notices(thing, person, token: str) -> list[str]:
    """What somebody with a form open should know: who else has, and what was saved since they saw `token`."""
    found = [
        f"{form.person} has had this form open since {clock(form.opened_at)}."
        for form in open_forms.others(thing, person)
    ]
    since = seen(thing, token).since if is_stale(thing, token) else []
    if since:
        said = happened(since[-1])
        locked = isinstance(thing, Record) and thing.status not in EDITABLE
        found.append(
            f"{said}. It is locked now; what you type here is not lost: save it, and you will see what to do."
            if locked
            else f"{said}. When you save, you will see both versions side by side."
        )
    return found
