"""The page of a source's text at the desk: uploading, replacing and removing it, and which quotations stand in it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html

from policyatlas.curation import actions
from policyatlas.curation.quotations import misses, text_of
from policyatlas.curation.refusals import Refused
from policyatlas.records.models import Passage, Source
from policyatlas.values.decoding import decoded, tidied

from .addressing import address, patterns, record_at

FILE_SIZE = 5_000_000


class TextForm(forms.Form):
    """A text, as a file or pasted; and which one the person saw there before."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
        help_text="A plain text (.txt) in UTF-8, UTF-16 or Shift-JIS, at most 5 MB.",
    )
    pasted = forms.CharField(
        label="Or paste it",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80, "class": "vLargeTextField"}),
        help_text="The text as it can be copied from the document. Line ends, hyphens and marks do not matter.",
    )

    def clean_file(self):
        """The words of the file, and its name."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > FILE_SIZE:
            raise forms.ValidationError("The file is larger than 5 MB: upload the part that is quoted from.")
        try:
            return decoded(file.read()), file.name
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        """With `text` and `file_name`, of the file or of what was pasted: one of the two."""
        cleaned = super().clean() or self.cleaned_data
        file, pasted = cleaned.get("file"), tidied(cleaned.get("pasted", ""))
        if file and pasted.strip():
            raise forms.ValidationError("There is a file and a pasted text: give one of the two.")
        if not file and not pasted.strip() and not self.errors:
            raise forms.ValidationError("Choose a file or paste the text.")
        cleaned["text"], cleaned["file_name"] = file or (pasted, "")
        return cleaned


def urls(model_admin) -> list[URLPattern]:
    """The address of the text."""
    return patterns(model_admin, [("<path:object_id>/text/", page, "text")])


def state(model_admin, source: Source) -> str:
    """How long the stored text is and whose; a link to its page."""
    stored, at = text_of(source), address(model_admin, "text", source.pk)
    if stored is None:
        return format_html('None yet: <a href="{}">upload it</a>', at)
    return format_html('{}: <a href="{}">check, replace or remove it</a>', _about(stored), at)


def page(model_admin, request, object_id):
    """What is stored and which quotations stand in it; stores another text, or removes it."""
    source = record_at(model_admin, request, object_id)
    if not may_change(request):
        raise PermissionDenied
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    if request.method == "POST" and _done(request, source, form):
        return HttpResponseRedirect(address(model_admin, "text", source.pk))
    stored = text_of(source)
    form.fields["pasted"].widget.attrs["rows"] = 4 if stored else 10
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Text of “{source}”",
        "opts": model_admin.opts,
        "original": source,
        "form": form,
        "about": _about(stored) if stored else "",
        "seen": actions.text_stamp(stored),
        **(_checked(source) if stored else {"number": 0, "missed": []}),
    }
    return TemplateResponse(request, "admin/source_text.html", context)


def _done(request, source: Source, form: TextForm) -> bool:
    """Ask the verb of the button that was pressed; whether it was done."""
    try:
        if "_remove" in request.POST:
            actions.remove_text(source, by=request.user, seen=request.POST.get("seen", ""))
            messages.success(request, "The text is removed. Quotations of this source are not checked any more.")
            return True
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("text", "file_name", "seen")}
            actions.set_text(source, by=request.user, **given)
            messages.success(request, "The text is stored. Only those who may change sources see it.")
            return True
    except Refused as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
    return False


def may_change(request) -> bool:
    """Whether the person may see and change texts, whatever the state of the record: its text is no part of it."""
    return request.user.has_perm("records.change_source")


def _about(stored) -> str:
    name = f" ({stored.file_name})" if stored.file_name else ""
    day = timezone.localtime(stored.added_at)
    return f"{stored.length:,} characters{name}, stored by {stored.added_by} on {day:%Y-%m-%d}"


def _checked(source: Source) -> dict:
    passages = list(Passage.objects.filter(source=source).select_related("source"))
    missed = misses(passages)
    return {"number": len(passages), "held": len(passages) - len(missed), "missed": missed}
