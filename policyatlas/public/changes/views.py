"""The pages, spreadsheets and feeds that say what changed."""

from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.data import label_of
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import (
    changes_address,
    changes_table_address,
    feed_address,
    whole_feed_address,
    within,
)
from policyatlas.values.kinds import BY_ADDRESS

from . import feeds, overview, tables, telling, whole
from .comparing import Compared, compared
from .reasons import reasons
from .spans import Span, dated, from_the_first, named, span


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What changed in the whole atlas between two editions."""
    asked = _span(request)
    context = {
        **_frame(request, asked, "", ""),
        "shares": [] if asked.same else overview.shares(asked),
        "named": overview.NAMED,
        "feed": whole_feed_address(),
    }
    return render(request, "public/changes/index.html", context)


@require_safe
def page(request: HttpRequest, stem: str) -> HttpResponse:
    """What changed in one view between two editions, cell by cell."""
    asked = _span(request)
    found, stem = _compared(stem, asked)
    groups = telling.groups(found, asked, reasons(found.changes, asked))
    context = {
        **_frame(request, asked, stem, found.query),
        "title": _title(found.extract, stem),
        "asked_words": found.extract.asked if found.extract else (),
        "ignored": [*asked.notes, *found.ignored],
        "absences": telling.absences(found, asked),
        "in_numbers": telling.in_numbers(found) if found.extract else "",
        "groups": groups,
        "untold": len(found.changes) - sum(len(group.lines) for group in groups),
        "most": telling.MOST,
        "view": _view_address(found, asked),
        "table": changes_table_address(stem, found.query, *asked.labels),
        "feed": feed_address(stem, found.query),
    }
    return render(request, "public/changes/page.html", context)


@require_safe
def as_csv(request: HttpRequest, stem: str) -> HttpResponse:
    """The same as a spreadsheet, without a limit."""
    asked = _span(request)
    found, stem = _compared(stem, asked)
    address = request.build_absolute_uri(changes_address(stem, found.query, *asked.labels))
    text = tables.as_csv(_title(found.extract, stem), address, found, asked, reasons(found.changes, asked))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    between = "-".join(label_of(edition) for edition in (asked.before, asked.after))
    name = f"policyatlas-changes-{stem.replace('/', '-')}-{between}.csv"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def as_atom(request: HttpRequest, stem: str) -> HttpResponse:
    """The changes of a view from edition to edition, as a feed; which editions are asked for plays no part."""
    asked = from_the_first(request.GET)
    found, steps = feeds.followed(stem, asked)
    stem = _stem(found.newest, stem, Reading(asked.after))
    title = _title(found.newest, stem)
    view = feeds.View(stem, found.query, title, request.build_absolute_uri("/").rstrip("/"))
    text = feeds.feed(view, steps, asked.editions)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@require_safe
def whole_as_atom(request: HttpRequest) -> HttpResponse:
    """The changes of the whole atlas from edition to edition, as a feed."""
    text = whole.feed(from_the_first(request.GET), request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _span(request: HttpRequest) -> Span:
    return span(request.GET, request.reading.edition if request.reading.pinned else None)


def _compared(stem: str, asked: Span) -> tuple[Compared, str]:
    """The view in both editions, and its stem as it is now; 404 for an entry that was never in print."""
    then, now = asked.readings
    found = compared(stem, asked.question, then, now, asked.moves)
    return found, _stem(found.extract, stem, now)


def _stem(extract: Extract | None, stem: str, now: Reading) -> str:
    """The stem of the view as it is called there; 404 for an entry that was never in print."""
    if extract is not None:
        return extract.stem
    address, _, slug = stem.partition("/")
    if now.last_seen(BY_ADDRESS[address].code, slug) is None:
        raise Http404(words.never_in_print(BY_ADDRESS[address], slug))
    return stem


def _view_address(found: Compared, asked: Span) -> str:
    """The view itself, in the later of the two editions that has it; empty where neither does."""
    if found.extract is None:
        return ""
    return within(asked.labels[1 if found.after else 0], found.extract.path)


def _frame(request: HttpRequest, asked: Span, stem: str, query: str) -> dict:
    """What both pages need: the two editions, the form that chooses them, and what it keeps of the question."""
    return {
        "span": asked,
        "ignored": asked.notes,
        "before_name": named(asked.before),
        "after_name": named(asked.after),
        "choices": [(label_of(edition), dated(edition), edition) for edition in asked.editions],
        "action": changes_address(stem, "", ""),
        "kept": parse_qsl(query),
        "canonical": request.build_absolute_uri(changes_address(stem, query, *asked.labels)),
    }


def _title(extract: Extract | None, stem: str) -> str:
    """What the view is called: its title, a record's with its kind; of what is not in print, the end of its address."""
    address, _, slug = stem.partition("/")
    if extract is None:
        return slug or (BY_ADDRESS[address].label(words.page_language(), plural=True) if address in BY_ADDRESS else "")
    if extract.sort == "record":
        return f"{extract.title} ({BY_ADDRESS[address].label(words.page_language())})"
    return gettext("Search: %(words)s") % {"words": extract.title} if address == "search" else extract.title
