"""What a form at the desk tells of others who have it open, and of words that wait; the pages behind both."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern
from django.utils.dateparse import parse_datetime

from policyatlas.curation import kept_words, open_forms
from policyatlas.curation.models import Event
from policyatlas.curation.seen import clock, happened, is_stale, seen, token_of
from policyatlas.records.models import Record
from policyatlas.records.models.base import EDITABLE
from policyatlas.values.typed import whole_number

from .addressing import address, patterns


def urls(model_admin) -> list[URLPattern]:
    """The addresses that the notices of a form call."""
    pages = [("<path:object_id>/open/", still_open, "open"), ("forget/<int:key>/", forget, "forget")]
    return patterns(model_admin, pages)


def still_open(model_admin, request, object_id):
    """A sign of life of an open form: what its person should know, as JSON; with `left`, that it is closed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    thing = model_admin.get_object(request, unquote(object_id))
    if thing is None and model_admin.has_change_permission(request):
        event = last_event(model_admin, unquote(object_id))
        said = f"{happened(event)}." if event else "This is no longer there."
        return JsonResponse({"sentences": [f"{said} What you type here can still be saved as a new one."]})
    if thing is None or not model_admin.has_change_permission(request, thing):
        raise PermissionDenied
    if "left" in request.POST:
        open_forms.left(thing, request.user, _moment(request.POST["left"]))
        return JsonResponse({})
    open_forms.open_form(thing, request.user)
    return JsonResponse({"sentences": _sentences(thing, request.user, request.POST.get("token", ""))})


def forget(model_admin, request, key):
    """Forgets words that wait, when their person wants it, and goes back to their form."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = kept_words.forget(request.user, str(key))
    if form:
        messages.success(request, "What you had typed is forgotten.")
    return HttpResponseRedirect(form or address(model_admin, "changelist"))


def kept(model_admin, request) -> dict | None:
    """What the form says of words that waited and stand in it now; nothing where none did."""
    key = whole_number(request.POST.get("_kept", ""))
    return None if key is None else {"key": key, "forget": address(model_admin, "forget", key)}


def of_others(model_admin, request, thing) -> dict | None:
    """What the form says of others; nothing where it only shows."""
    if not model_admin.has_change_permission(request, thing):
        return None
    mine = open_forms.open_form(thing, request.user, anew=True)
    return {
        "address": address(model_admin, "open", thing.pk),
        "token": token_of(thing),
        "since": mine.opened_at.isoformat() if mine else "",
        "sentences": _sentences(thing, request.user, token_of(thing)),
    }


def last_event(model_admin, key: str, **given) -> Event | None:
    """What the log says last of the record with this key, which may be nonsense."""
    try:
        number = model_admin.opts.pk.to_python(key)
    except ValidationError:
        return None
    noun = model_admin.opts.model_name
    return Event.objects.filter(noun=noun, record_id=number, **given).defer("snapshot").first()


def _moment(typed: str):
    """A moment as the script sends it; None for what is none."""
    try:
        return parse_datetime(typed)
    except ValueError:
        return None


def _sentences(thing, person, token: str) -> list[str]:
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
