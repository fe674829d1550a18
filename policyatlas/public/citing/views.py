"""The page “Cite this view”, and the citation as a file for reference managers."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.public.data import LICENCE
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import within
from policyatlas.public.pages.not_in_print import none_at
from policyatlas.values.citations import Citation

from .citations import citation_of
from .forms import FORMS
from .offering import offer_for, other_editions


@dataclass(frozen=True)
class Written:
    """A citation in one form: its text, and the address of its file."""

    name: str
    text: str
    address: str


@require_safe
def page(request: HttpRequest, stem: str) -> HttpResponse:
    """How to cite the view at `stem`: the edition that is read, or the newest closed one and what differs there."""
    shown = extract_at(stem, request.reading, request.GET)
    if shown is None:
        return none_at(request, stem)
    _refuse_empty_questions(shown)
    offer = offer_for(shown, request.reading)
    cited = citation_of(offer.extract, offer.edition, request.build_absolute_uri)
    differs = offer.difference is not None and offer.difference.total > 0
    context = {
        "shown": shown,
        "shown_address": within(request.reading.edition.label, shown.path),
        "offer": offer,
        "cited": cited,
        "forms": _written(cited, offer.extract),
        "licence": LICENCE,
        # A pinned page is the same for ever, and further editions will be closed: they are listed on the open one.
        "others": [] if request.reading.pinned else other_editions(shown, offer),
        "others_address": within("", f"cite/{shown.path}#others") if request.reading.pinned else "",
        # For whoever needs just what they see.
        "now": citation_of(shown, request.reading.edition, request.build_absolute_uri) if differs else None,
        "data_address": within("", shown.file_path("csv")),
    }
    return render(request, "public/cite.html", context)


@require_safe
def file(request: HttpRequest, stem: str, ending: str) -> HttpResponse:
    """The citation of what stands at `stem` in the edition that is read, in one form."""
    shown = extract_at(stem, request.reading, request.GET)
    if shown is None:
        return none_at(request, stem)
    _refuse_empty_questions(shown)
    cited = citation_of(shown, request.reading.edition, request.build_absolute_uri)
    form = FORMS[ending]
    response = HttpResponse(form.write(cited), content_type=f"{form.type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{cited.key}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _written(cited: Citation, extract: Extract) -> list[Written]:
    return [
        Written(form.name, form.write(cited), within(cited.edition, extract.file_path(ending)))
        for ending, form in FORMS.items()
    ]


def _refuse_empty_questions(shown: Extract) -> None:
    """A comparison of nothing and a search for nothing hold nothing that could be cited; raises Http404."""
    if shown.sort == "search" and not shown.query:
        raise Http404(_("Nothing is searched for, so there is nothing to cite."))
    if shown.sort == "comparison" and "s" not in QueryDict(shown.query):
        raise Http404(_("Nothing is compared, so there is nothing to cite."))
