"""The pages of a record's verbs: the buttons that apply one at once, and those that first ask for what it needs."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern

from policyatlas.curation import actions, kept_words
from policyatlas.curation.differences import beside
from policyatlas.curation.history import merger_of
from policyatlas.curation.holders import holders
from policyatlas.curation.moving import Plan, unmerging
from policyatlas.editions.reading import Reading
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Record

from . import verbs
from .addressing import address, patterns, record_at
from .choices import links


def urls(model_admin) -> list[URLPattern]:
    """The addresses of the verbs."""
    views = dict.fromkeys(("submit", "approve", "publish", "revise", "look"), apply_at_once) | {
        "return": return_page,
        "rename": rename_page,
        "merge": merge_page,
        "unmerge": unmerge_page,
        "withdraw": withdraw_page,
    }
    pages = [(f"<path:object_id>/{verb}/", partial(view, verb=verb), verb) for verb, view in views.items()]
    return patterns(model_admin, pages)


def apply_at_once(model_admin, request, object_id, verb):
    """Applies `verb` when its button is pressed, and goes back to the record."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    record = record_at(model_admin, request, object_id)
    sent = verbs.SaidForm(request.POST)
    if not sent.is_valid():
        messages.error(request, "The button did not say which version you saw. Press it again.")
        done = False
    else:
        done = verbs.apply(model_admin, request, record, verb, **sent.cleaned_data)
    if verb != "revise":
        verbs.keep_reason(request, record, "" if done else request.POST.get("reason", ""))
    return HttpResponseRedirect(address(model_admin, "change", object_id))


def rename_page(model_admin, request, object_id, verb):
    """Asks for the new slug and a reason, then renames."""
    record = record_at(model_admin, request, object_id)
    return _asking(model_admin, request, record, verb, verbs.RenameForm, f"Rename “{record}”", {"slug": record.slug})


def merge_page(model_admin, request, object_id, verb):
    """Asks for the other record and a reason, then merges; shows the two beside each other before."""
    record = record_at(model_admin, request, object_id)
    asked = partial(verbs.MergeForm, record=record)
    others = model_admin.model._default_manager.in_print().exclude(pk=record.pk)
    # Asked of the database before any form has looked at it, and PostgreSQL takes no NUL.
    into = request.POST.get("into", request.GET.get("into", "")).replace("\0", "")
    other = others.filter(slug=into).first()
    shown = {"holders": links(holders(record)), "other": other}
    if other is not None:
        shown |= {"beside": beside(record, other), "plan": actions.check_merge(record, other)}
    return _asking(
        model_admin,
        request,
        record,
        verb,
        asked,
        f"Merge “{record}” into another record",
        {"into": other and other.slug},
        **shown,
    )


def unmerge_page(model_admin, request, object_id, verb):
    """Says what would move back, asks for a reason, then undoes a merging."""
    record = record_at(model_admin, request, object_id)
    cause = merger_of(record)
    plan = unmerging(cause) if cause else Plan()
    going = [one for model, rows in plan.wholes.items() for one in model._base_manager.filter(pk__in=[*rows])]
    shown = {"cause": cause, "holders": links(going), "plan": plan}
    answer = _asking(model_admin, request, record, verb, verbs.UnmergeForm, f"Undo the merging of “{record}”", **shown)
    if answer.status_code == 302 and plan.obstacles:
        messages.warning(request, f"Left as it is: {' '.join(plan.obstacles)}")
    return answer


def return_page(model_admin, request, object_id, verb):
    """Asks for a comment, then returns the record to its author."""
    record = record_at(model_admin, request, object_id)
    return _asking(model_admin, request, record, verb, verbs.ReturnForm, f"Return “{record}” to its author")


def withdraw_page(model_admin, request, object_id, verb):
    """Asks for a reason, then withdraws."""
    record = record_at(model_admin, request, object_id)
    return _asking(model_admin, request, record, verb, verbs.WithdrawForm, f"Withdraw “{record}” from print")


def _asking(model_admin, request, record: Record, verb: str, asked: type[Form], title: str, initial=None, **further):
    """The page that asks for what `verb` needs; applies it once all is there, and else keeps every word."""
    kept = kept_words.waiting(request)
    if request.method == "POST":
        form = asked(request.POST)
        wanted = form.is_valid() and "_compare" not in request.POST
        if wanted and verbs.apply(model_admin, request, record, verb, **form.cleaned_data):
            kept_words.forget(request.user, request.POST.get("_kept", ""))
            return HttpResponseRedirect(address(model_admin, "change", record.pk))
    else:
        typed = kept_words.sent(kept).dict() if kept else {}
        form = asked(initial=(initial or {}) | typed | {"expected_version": record.version})
    # As stored: a refused verb has changed nothing.
    stored = model_admin.model._default_manager.get(pk=record.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "original": stored,
        "form": form,
        "kept": {"key": kept.pk, "forget": address(model_admin, "forget", kept.pk)} if kept else None,
        "referring": Reading.now().referring_to(kind_of(stored), stored.slug),
        **further,
    }
    return TemplateResponse(request, f"admin/record_{verb}.html", context)
