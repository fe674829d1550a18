"""The buttons of a record's form: each asks one verb of the desk, and says what it answers."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from policyatlas.curation import actions
from policyatlas.curation.models import ACTION
from policyatlas.curation.refusals import Refused
from policyatlas.records.models import Record

# Publishing so many takes a few seconds, in which nobody else can.
MOST_AT_ONCE = 1_000
_DONE = {
    "submit": "“{}” is submitted: a reviewer will look at it.",
    "approve": "“{}” is approved: a publisher can publish it now.",
    "return": "“{}” is returned to its author, with your comment.",
    "publish": "“{}” is in print: readers see it now.",
    "revise": "“{}” is open for editing. What is in print stays as it is until you publish again.",
    "look": "“{}” was looked at today: it is still right.",
    "rename": "“{}” has its new address: the old one leads to it.",
    "merge": "“{}” is out of print, its address leads to the other record, and what named it names that one. "
    "Closed editions keep it.",
    "unmerge": "“{}” is a draft again. Its address leads to the other record until it is published.",
    "withdraw": "“{}” is out of print. Closed editions keep it, and its address says what became of it.",
}


class VerbForm(forms.Form):
    """What a button sends: the version the person saw."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SaidForm(VerbForm):
    """What a button may say besides: what changed and why."""

    reason = forms.CharField(required=False)


class ReturnForm(VerbForm):
    """What returning needs: also a comment."""

    reason = forms.CharField(
        label="Comment",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="What is to be changed; the author sees it above the form: “The quotation is from p. 12, not p. 13.”",
    )


class WithdrawForm(VerbForm):
    """What withdrawing needs: also a reason."""

    # The verbs themselves refuse an empty reason, with a better sentence.
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Readers who followed a link to this record see it: “It was never adopted.”",
    )


class UnmergeForm(VerbForm):
    """What undoing a merging needs: also a reason."""

    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="For colleagues: “They are two plans of the same name.”",
    )


class RenameForm(VerbForm):
    """What renaming needs: also the new slug and a reason."""

    slug = forms.CharField(
        label="New slug",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="The last part of the public address, such as “technopolis-law”.",
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Readers see it where the address changed: “The name was misspelt.”",
    )


class MergeForm(VerbForm):
    """What merging needs: also the other record and a reason."""

    into = forms.ModelChoiceField(
        queryset=None,
        label="Slug of the other",
        to_field_name="slug",
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "in-print"}),
        help_text="The record about the same that stays in print: type a part of its name, or its slug.",
        error_messages={"invalid_choice": "Nothing else of this sort is in print under that slug."},
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Readers see it where the one took the place of the other: “It was entered twice.”",
    )

    def __init__(self, *args, record: Record, **kwargs):
        super().__init__(*args, **kwargs)
        others = type(record).objects.in_print().exclude(pk=record.pk)
        self.fields["into"].queryset = others.order_by(*type(record)._meta.ordering)
        self.others = list(self.fields["into"].queryset)


class ListForm(ActionForm):
    """What the verbs for several records can be told: one reason for all."""

    reason = forms.CharField(label="Reason or comment:", required=False)
    # When the list was shown: what a colleague changed since, nobody has seen.
    listed = forms.CharField(
        label="", required=False, widget=forms.HiddenInput, initial=lambda: timezone.now().isoformat()
    )


def keep_reason(request: HttpRequest, record: Record, reason: str) -> None:
    """Remember a reason that was typed and not used yet, so that the form shows it again; an empty one is forgotten."""
    if reason.strip():
        request.session[_key(record)] = reason
    else:
        request.session.pop(_key(record), None)


def kept_reason(request: HttpRequest, record: Record) -> str:
    """The reason typed into the form that was sent, or the one that was kept."""
    return request.POST.get("reason") or request.session.get(_key(record), "")


def apply(model_admin, request: HttpRequest, record: Record, verb: str, **given) -> bool:
    """Ask `verb` of `record` for the signed-in person and tell them the answer; whether it was done."""
    refusal = _try(model_admin, request, record, verb, **given)
    if refusal is None:
        messages.success(request, _DONE[verb].format(record))
        return True
    for sentence in refusal.sentences:
        messages.error(request, sentence)
    return False


def apply_to_many(model_admin, request: HttpRequest, records: QuerySet, verb: str, reason: str = "") -> None:
    """Ask `verb` of each of `records`; those refused are tried again as long as others succeed, then told of.

    So a record and another one it refers to can be published together, whichever comes first in the list. Of more than
    `MOST_AT_ONCE` nothing is done.
    """
    if (number := records.count()) > MOST_AT_ONCE:
        messages.error(request, _too_many(number, verb))
        return
    seen, waiting, refused, done = _moment(request.POST.get("listed", "")), [], {}, 0
    for record in records:
        if seen and record.updated_at and record.updated_at > seen and record.updated_by_id != request.user.pk:
            messages.error(
                request, f"“{record}”: {record.updated_by} changed it after this list was shown: look at it first."
            )
        else:
            waiting.append(record)
    while waiting:
        refused = _try_many(model_admin, request, waiting, verb, reason)
        done += len(waiting) - len(refused)
        if len(refused) == len(waiting):
            break
        waiting = list(refused)
    for record, refusal in refused.items():
        messages.error(request, f"“{record}”: {' '.join(refusal.sentences)}")
    if done:
        messages.success(request, f"{ACTION.label(verb).capitalize()}: {done}.")


def _too_many(number: int, verb: str) -> str:
    server = " Or let “manage.py publish_records” on the server publish all that are approved."
    return (
        f"{number:,} records are chosen, and nothing was done: {MOST_AT_ONCE:,} is the most at once. "
        f"Narrow the list with a filter.{server if verb == 'publish' else ''}"
    )


def _moment(listed: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(listed)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _key(record: Record) -> str:
    return f"reason of {record._meta.model_name} {record.pk}"


def _try_many(
    model_admin, request: HttpRequest, records: list[Record], verb: str, reason: str
) -> dict[Record, Refused]:
    """Ask `verb` of each of `records`; the refusals."""
    if verb == "publish":
        try:
            refused = actions.publish_many(records, by=request.user, reason=reason)
        except Refused as refusal:
            return dict.fromkeys(records, refusal)
        for record in records:
            if record not in refused:
                model_admin.log_change(request, record, f"{ACTION.label(verb).capitalize()}.")
        return refused
    answers = {
        record: _try(model_admin, request, record, verb, expected_version=record.version, reason=reason)
        for record in records
    }
    return {record: refusal for record, refusal in answers.items() if refusal is not None}


def _try(model_admin, request: HttpRequest, record: Record, verb: str, **given) -> Refused | None:
    try:
        actions.verb_named(verb)(record, by=request.user, **given)
    except Refused as refusal:
        return refusal
    model_admin.log_change(request, record, f"{ACTION.label(verb).capitalize()}.")
    return None
