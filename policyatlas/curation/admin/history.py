"""The pages of a record's or passage's past: its history, two versions compared, one looked at, restored, undeleted."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse

from policyatlas.curation import actions
from policyatlas.curation.history import deletions, log_of, snapshot_in_log
from policyatlas.curation.models import Event
from policyatlas.curation.past import names, said, steps
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import snapshot
from policyatlas.curation.states import HINTS, TRANSITIONS
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Passage, Record
from policyatlas.values.kinds import KINDS
from policyatlas.values.typed import whole_number

from .addressing import patterns

EVENTS = 50


@dataclass(frozen=True)
class Subject:
    """Whose past it is: `thing` is None once it is deleted; `last` is the newest of its events."""

    model: type[Record] | type[Passage]
    key: int
    thing: Record | Passage | None
    name: str
    last: Event | None

    @property
    def here(self) -> str:
        """Its form, or its history once it is deleted."""
        return self.address("change" if self.thing is not None else "history")

    def address(self, page: str, *args) -> str:
        """One of its pages at the desk."""
        meta = self.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[quote(self.key), *args])


class ReasonForm(forms.Form):
    """What restoring asks for: why; and what the person saw."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="For colleagues, in the log: “The quotation was right after all.” You may leave it empty.",
    )


def urls(model_admin) -> list[URLPattern]:
    """The addresses of these pages, but for that of the history itself, which Django has."""
    pages = (
        ("deleted/", deleted, "deleted"),
        ("<path:object_id>/history/compare/", compare, "compare"),
        ("<path:object_id>/history/<int:number>/restore/", restore, "restore"),
        ("<path:object_id>/history/<int:number>/", version, "version"),
        ("<path:object_id>/undelete/", undelete, "undelete"),
    )
    return patterns(model_admin, pages)


def history(model_admin, request: HttpRequest, object_id: str) -> HttpResponse:
    """What happened to it, newest first, with what each event changed."""
    subject = _subject(model_admin, request, object_id)
    page = Paginator(log_of(subject.model, subject.key), EVENTS).get_page(request.GET.get("page"))
    told = steps(subject.model, subject.key, page)
    kept = [step.version for step in told if step.kept]
    context = {
        "page": page,
        "steps": told,
        "newer": kept[0] if kept else None,
        "older": kept[1] if len(kept) > 1 else None,
        "may_undelete": subject.thing is None and model_admin.has_add_permission(request),
        "may_restore": subject.thing is not None and model_admin.has_restore_permission(request),
        "latest": kept[0] if kept and page.number == 1 else None,
        "public": f"/{KINDS[kind_of(subject.thing)].address}/" if isinstance(subject.thing, Record) else "",
    }
    return _page(model_admin, request, subject, "history", f"History of “{subject.name}”", context)


def compare(model_admin, request: HttpRequest, object_id: str) -> HttpResponse:
    """How two versions differ: `?from=3&to=7`."""
    subject = _subject(model_admin, request, object_id)
    numbers = sorted(_number(request.GET.get(name)) for name in ("from", "to"))
    found = [snapshot_in_log(subject.model, subject.key, number) if number else None for number in numbers]
    newest = _newest(subject)
    missing = [number for number, one in zip(numbers, found, strict=True) if one is None or number > newest]
    context = {
        "numbers": numbers,
        "missing": missing,
        "unnamed": 0 in numbers,
        "groups": [] if missing else said(subject.model, *found),
    }
    return _page(model_admin, request, subject, "compare", f"Two versions of “{subject.name}”", context)


def version(model_admin, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """The whole of it as it was at one version."""
    subject = _subject(model_admin, request, object_id)
    context = {
        "number": number,
        "groups": said(subject.model, None, _was(subject, number)),
        "newest": _newest(subject),
        "may_restore": subject.thing is not None and model_admin.has_restore_permission(request),
    }
    return _page(model_admin, request, subject, "version", f"“{subject.name}” at version {number}", context)


def restore(model_admin, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Shows what would change, asks for a reason, and puts it back to what it was."""
    subject = _subject(model_admin, request, object_id)
    thing = subject.thing
    if not model_admin.has_restore_permission(request):
        raise PermissionDenied
    if thing is None:
        return HttpResponseRedirect(subject.address("undelete"))
    was = _was(subject, number)
    form = ReasonForm(request.POST or None, initial={"seen": _seen(thing)})
    if request.method == "POST" and form.is_valid() and _restored(model_admin, request, thing, number, form):
        return HttpResponseRedirect(subject.address("change"))
    wanted = actions.restored(thing, was)
    context = {
        "number": number,
        "form": form,
        "locked": _locked(thing),
        "groups": said(subject.model, snapshot(thing), wanted),
    }
    return _page(model_admin, request, subject, "restore", f"Restore “{subject.name}”", context)


def undelete(model_admin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Shows what was deleted, asks for a reason, and brings it back."""
    subject = _subject(model_admin, request, object_id)
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if subject.thing is not None:
        messages.info(request, f"“{subject.name}” is not deleted: somebody may have brought it back already.")
        return HttpResponseRedirect(subject.address("change"))
    form = ReasonForm(request.POST or None, initial={"seen": subject.last.pk})
    if request.method == "POST" and form.is_valid():
        try:
            back = actions.undelete(
                subject.model, subject.key, by=request.user, reason=form.cleaned_data["reason"].strip()
            )
        except Refused as refusal:
            _tell(request, refusal)
        else:
            model_admin.log_addition(request, back, "Brought back.")
            messages.success(request, f"“{back}” is back{' as a draft' if isinstance(back, Record) else ''}.")
            return HttpResponseRedirect(subject.address("change"))
    was = subject.last.snapshot
    context = {"form": form, "groups": said(subject.model, None, was) if was else []}
    return _page(model_admin, request, subject, "undelete", f"Bring back “{subject.name}”", context)


def deleted(model_admin, request: HttpRequest) -> HttpResponse:
    """What was deleted and can be brought back, newest first."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    page = Paginator(deletions(model_admin.model), EVENTS).get_page(request.GET.get("page"))
    rows = list(names(model_admin.model, page).items())
    drafts = "drafts: " if issubclass(model_admin.model, Record) else ""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Deleted {drafts}{model_admin.opts.verbose_name_plural}",
        "opts": model_admin.opts,
        "page": page,
        "rows": rows,
        "may_undelete": model_admin.has_add_permission(request),
    }
    return TemplateResponse(request, "admin/record_deleted.html", context)


def _subject(model_admin, request: HttpRequest, object_id: str) -> Subject:
    model = model_admin.model
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    try:
        key = model._meta.pk.to_python(unquote(object_id))
    except ValidationError:
        key = None
    thing = model_admin.get_object(request, unquote(object_id))
    last = log_of(model, key).first() if key is not None else None
    if thing is None and (last is None or last.action != "delete"):
        raise Http404(f"There is no such {model._meta.verbose_name}.")
    return Subject(model, key, thing, str(thing) if thing else names(model, [last])[last], last)


def _newest(subject: Subject) -> int:
    """The newest version that there is or was."""
    if subject.model is Passage:
        return log_of(subject.model, subject.key).count()
    return subject.thing.version if subject.thing else subject.last.version


def _number(typed: str | None) -> int:
    """A version from the address; 0 where that is none."""
    return whole_number(typed or "") or 0


def _was(subject: Subject, number: int):
    was = snapshot_in_log(subject.model, subject.key, number) if number <= _newest(subject) else None
    if was is None:
        raise Http404(f"The log does not say what “{subject.name}” was at version {number}.")
    return was


def _seen(thing: Record | Passage) -> str | int:
    return actions.fingerprint(thing) if isinstance(thing, Passage) else thing.version


def _locked(thing: Record | Passage) -> str:
    """Why it cannot be restored as it stands, and what to press first; empty if it can."""
    if isinstance(thing, Passage) or thing.status in TRANSITIONS["restore"]:
        return ""
    return f"“{thing}” is “{thing.get_status_display().lower()}”.{HINTS['restore', thing.status]}"


def _restored(model_admin, request: HttpRequest, thing: Record | Passage, number: int, form: ReasonForm) -> bool:
    """Asks the verb, and tells the person the answer; whether it was done."""
    given = {"by": request.user, "version": number, "reason": form.cleaned_data["reason"].strip()}
    seen = form.cleaned_data["seen"]
    try:
        if isinstance(thing, Passage):
            actions.restore_passage(thing, seen=seen, **given)
        else:
            actions.restore(thing, expected_version=_number(seen), **given)
    except Refused as refusal:
        _tell(request, refusal)
        return False
    model_admin.log_change(request, thing, "Restored.")
    messages.success(request, f"“{thing}” is what it was at version {number}.")
    return True


def _tell(request: HttpRequest, refusal: Refused) -> None:
    for sentence in refusal.sentences:
        messages.error(request, sentence)


def _page(model_admin, request: HttpRequest, subject: Subject, name: str, title: str, context: dict) -> HttpResponse:
    frame = {**model_admin.admin_site.each_context(request), "title": title, "opts": model_admin.opts}
    template = "admin/record_history.html" if name == "history" else f"admin/record_history_{name}.html"
    return TemplateResponse(request, template, {**frame, "subject": subject, **context})
