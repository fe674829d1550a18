"""The one view that gives any list, record, comparison or search as a file."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.public.data import label_of, refusal
from policyatlas.public.extracts.finding import extract_at, selection_at
from policyatlas.public.pages.not_in_print import none_at
from policyatlas.public.spreadsheets import csv_text

from . import streaming
from .contents import content, found_at
from .links import ENDINGS
from .pieces import as_json, pieces
from .sheet import Sheet, sheet_of

# A workbook is sent when its last row is written: nobody is to wait for more rows than that.
MOST_IN_A_WORKBOOK = 100_000


@require_safe
def file(request: HttpRequest, stem: str, ending: str) -> HttpResponseBase:
    """The view at `stem` in the edition that is read, as `csv`, `xlsx` or `json`; the question is that of its page."""
    reading = request.reading
    root = request.build_absolute_uri(get_script_prefix())
    selection = selection_at(stem, reading, request.GET)
    if selection and (entries := selection.at_most()) > streaming.SHORT:
        long = streaming.Long.of(selection, root)
        if ending == "xlsx" and entries > MOST_IN_A_WORKBOOK and long.count() > MOST_IN_A_WORKBOOK:
            return _too_long(request)
        sent = StreamingHttpResponse if entries > streaming.LONG else HttpResponse
        # What is sent whole and never holds still is read at once.
        with suppress(streaming.Changed):
            return _told(sent(pieces(long, ending)), stem, label_of(reading.edition), ending)
    if ending == "json":
        extract, further = found_at(stem, reading, request.GET, request.build_absolute_uri) or (None, {})
    else:
        extract, further = extract_at(stem, reading, request.GET), {}
    if extract is None:
        return none_at(request, stem)
    sheet = sheet_of(extract, reading, root)
    return _told(HttpResponse(_written(sheet, ending, further)), stem, sheet.about.edition, ending)


def _too_long(request: HttpRequest) -> HttpResponse:
    """No workbook, and which file to take instead."""
    csv = request.build_absolute_uri().replace(".xlsx", ".csv", 1)
    sentence = _(
        "There is no workbook of more than %(most)s rows. Take the same rows as CSV, at %(address)s, or ask for fewer "
        "of them."
    )
    return refusal(request, sentence % {"most": f"{MOST_IN_A_WORKBOOK:,}", "address": csv}, 422)


def _told(response: HttpResponseBase, stem: str, edition: str, ending: str) -> HttpResponseBase:
    """The response, with what it is and how the file is to be called."""
    media_type = ENDINGS[ending][1]
    response["Content-Type"] = f"{media_type}; charset=utf-8" if ending == "csv" else media_type
    shown = "inline" if ending == "json" else "attachment"
    name = f"policyatlas-{stem.replace('/', '-')}-{edition}"
    response["Content-Disposition"] = f'{shown}; filename="{name}.{ending}"'
    # Search engines are to lead to the page.
    response["X-Robots-Tag"] = "noindex"
    return response


def csv_file(sheet: Sheet) -> str:
    """The sheet as CSV: the facts about it in lines that begin with `#`, then the headings, then the rows."""
    preface = sheet.about.pairs()
    preface.append(("lines above the headings", len(preface) + 1))
    return csv_text(sheet.headings, sheet.rows(), preface)


def _written(sheet: Sheet, ending: str, further: dict) -> str | bytes:
    if ending == "csv":
        return csv_file(sheet)
    if ending == "xlsx":
        # Writes with a library that takes 18 MB, and which no other page needs.
        from .workbooks import workbook

        return workbook(sheet)
    return as_json(content(sheet, further))
