"""The page where one uploads a table, the templates for it, and long work that says in the page what it has done."""

import logging
from collections.abc import Callable, Generator, Iterator

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from policyatlas.curation.exchange.applying import kept
from policyatlas.curation.exchange.blanks import blank
from policyatlas.curation.exchange.exporting import FORMATS
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.reading import LARGEST_FILE, read
from policyatlas.curation.exchange.rows import Unreadable
from policyatlas.curation.exchange.shapes import nouns, shape_of
from policyatlas.curation.models import ChangeSet
from policyatlas.curation.refusals import Refused
from policyatlas.curation.stepwise import finished
from policyatlas.records.models import RECORDS

from .exports import as_file

logger = logging.getLogger(__name__)

# With fewer rows, nobody would have time to read what is done.
AT_ONCE = 500
_WORK = "<!-- work -->"
Work = Generator[str, None, ChangeSet]


def may_import(person, model=None) -> bool:
    """Whether somebody may write records at all, or those of `model`."""
    models = [model] if model else RECORDS
    return any(
        person.has_perm(f"records.{verb}_{one._meta.model_name}") for one in models for verb in ("add", "change")
    )


class UploadForm(forms.Form):
    """A file, and of what."""

    kind = forms.ChoiceField(
        label="Records of",
        required=False,
        help_text="One file holds records of one sort. Files that were exported here say themselves which.",
    )
    file = forms.FileField(
        help_text="CSV (UTF-8 or Shift-JIS), an Excel workbook (.xlsx) or JSON; at most 10 MB and 20,000 records.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json"}),
    )

    confirmed = forms.BooleanField(
        label="Take quotations and figures as they are",
        required=False,
        help_text="Only if you have looked at the print: some rows were held back because a quotation does not stand "
        "in the stored text of its source, or because a figure was changed and its quotation was not.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(model._meta.model_name, str(model._meta.verbose_name_plural).capitalize()) for model in RECORDS]
        self.fields["kind"].choices = [("", "— as the file says —"), *known]

    def clean(self):
        """Also reads the file: what cannot be read is told beside it."""
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is not None and "kind" not in self.errors:
            kind = cleaned["kind"]
            try:
                # Of a file that is too large, no more than that is read.
                cleaned["content"] = file.read(LARGEST_FILE + 1)
                shape = shape_of(nouns()[kind]) if kind else None
                cleaned["table"] = read(file.name, cleaned["content"], shape)
            except Unreadable as reason:
                self.add_error("file", str(reason))
        return cleaned


def upload_view(request: HttpRequest, site) -> TemplateResponse | HttpResponseRedirect | StreamingHttpResponse:
    """Asks for a file and makes its plan."""
    if not may_import(request.user):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        table, file = form.cleaned_data["table"], form.cleaned_data["file"]

        def work() -> Work:
            given, confirmed = form.cleaned_data["content"], form.cleaned_data["confirmed"]
            plan = yield from planning(table, request.user, confirmed=confirmed)
            return kept(plan, by=request.user, file_name=file.name, content=given, confirmed=confirmed)

        try:
            return answer(request, site, work, f"Reading “{file.name}”", "Look at the plan", len(table.rows))
        except Refused as refusal:
            form.add_error("file", refusal.sentences)
    context = {
        **site.each_context(request),
        "title": "Import a table",
        "form": form,
        "templates": [
            (
                str(model._meta.verbose_name_plural).capitalize(),
                [
                    (ending.upper(), reverse("admin:import-template", args=[model._meta.model_name, ending]))
                    for ending in FORMATS
                ],
            )
            for model in RECORDS
        ],
    }
    return TemplateResponse(request, "admin/import.html", context)


def template_view(request: HttpRequest, kind: str, ending: str):
    """The template for one sort of records."""
    if not may_import(request.user):
        raise PermissionDenied
    model = nouns().get(kind)
    if model is None or ending not in FORMATS:
        raise Http404("There is no such template.")
    return as_file(blank(model, ending), f"{kind}-template", ending)


def answer(request: HttpRequest, site, work: Callable[[], Work], title: str, link: str, rows: int):
    """Do the work and go to its change set; if it takes a while, in a page that grows line by line."""
    if rows <= AT_ONCE:
        return HttpResponseRedirect(page_of(finished(work())))
    page = render_to_string("admin/import_working.html", {**site.each_context(request), "title": title}, request)
    answer = StreamingHttpResponse(_told(page, work, link))
    answer["Cache-Control"] = "no-store"
    # For proxies that would collect the whole page first.
    answer["X-Accel-Buffering"] = "no"
    return answer


def page_of(change_set: ChangeSet) -> str:
    """The address of the page of a change set."""
    return reverse("admin:curation_changeset_page", args=[change_set.pk])


def _told(page: str, work: Callable[[], Work], link: str) -> Iterator[str]:
    before, _, after = page.partition(_WORK)
    yield before
    steps = work()
    try:
        while True:
            yield format_html("<li>{}</li>\n", next(steps))
    except StopIteration as end:
        last = format_html('<li class="desk-done"><a href="{}">{}</a></li>', page_of(end.value), link)
    except Refused as refusal:
        last = format_html(
            '<li class="desk-done"><strong>{}</strong> <a href="{}">{}</a></li>',
            str(refusal),
            reverse("admin:curation_changeset_changelist"),
            "Look at the imports",
        )
    except Exception:
        logger.exception("An import broke off.")
        last = '<li class="desk-done"><strong>The work broke off, and nothing was written. Try again.</strong></li>'
    yield last
    yield after
