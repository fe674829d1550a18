"""The buttons of a record's form: each asks one verb of the desk, and says what it answers."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from policyatlas.curation import actions
from policyatlas.curation.models import ACTION
from policyatlas.curation.refusals import Refused
from policyatlas.records.models import Record

_DONE = {
    "publish": "“{}” is in print: readers see it now.",
    "revise": "“{}” is open for editing. What is in print stays as it is until you publish again.",
    "withdraw": "“{}” is out of print. Closed editions keep it, and its address says what became of it.",
}


class VerbForm(forms.Form):
    """What a button sends: the version the person saw."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VerbForm):
    """What withdrawing needs: also a reason."""

    # The verb itself refuses an empty reason, with a better sentence.
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Readers who followed a link to this record see it: “Entered twice; see the other record.”",
    )


def apply(model_admin, request: HttpRequest, record: Record, verb: str, **given) -> bool:
    """Ask `verb` of `record` for the signed-in person and tell them the answer; whether it was done."""
    refusal = _try(model_admin, request, record, verb, **given)
    if refusal is None:
        messages.success(request, _DONE[verb].format(record))
        return True
    for sentence in refusal.sentences:
        messages.error(request, sentence)
    return False


def apply_to_many(model_admin, request: HttpRequest, records: Iterable[Record], verb: str) -> None:
    """Ask `verb` of each of `records`; those refused are tried again as long as others succeed, then told of.

    So a record and another one it refers to can be published together, whichever comes first in the list.
    """
    waiting, refused, done = list(records), {}, 0
    while waiting:
        answers = {
            record: _try(model_admin, request, record, verb, expected_version=record.version) for record in waiting
        }
        refused = {record: refusal for record, refusal in answers.items() if refusal is not None}
        done += len(waiting) - len(refused)
        if len(refused) == len(waiting):
            break
        waiting = list(refused)
    for record, refusal in refused.items():
        messages.error(request, f"“{record}”: {' '.join(refusal.sentences)}")
    if done:
        messages.success(request, f"{ACTION.label(verb).capitalize()}: {done}.")


def _try(model_admin, request: HttpRequest, record: Record, verb: str, **given) -> Refused | None:
    try:
        getattr(actions, verb)(record, by=request.user, **given)
    except Refused as refusal:
        return refusal
    model_admin.log_change(request, record, f"{ACTION.label(verb).capitalize()}.")
    return None
