"""The pages of the editions, and the addresses at which a whole edition can be had."""

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.data import OPEN
from policyatlas.public.describing import pages as describing
from policyatlas.public.links import changes_address, within

from . import files, holdings
from .sayings import citation
from .whole import Whole

# What a closed edition holds never changes, but another release of the atlas may write it down in other bytes: whoever
# has the file asks whether it is still that one, which costs next to nothing.
_ASK_FIRST = "public, no-cache"


@dataclass(frozen=True)
class Download:
    """A file of the whole edition: where it is, what it is, and what it must be, where that is known by now."""

    name: str
    what: str
    type: str
    address: str
    kept: files.Kept | None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The open edition and all closed ones, newest first; read in a closed edition, those that there were by then."""
    rows = holdings.rows(request.reading)
    context = {
        "rows": rows,
        "any_closed": any(not row.edition.is_open for row in rows),
        "now": within("", ""),
        "canonical": request.build_absolute_uri(reverse("editions")),
    }
    return render(request, "public/editions.html", context)


@require_safe
def edition(request: HttpRequest, label: str) -> HttpResponse:
    """One closed edition: what it holds, how to check and to cite it, and its files."""
    found, before = _closed(request, label)
    reading = Reading(found, pinned=True)
    page_now = within("", f"editions/{found.label}/")
    page = request.build_absolute_uri(page_now)
    shares, downloads = holdings.shares(reading, before), _downloads(found, pinned=request.reading.pinned)
    files_there = [(one.name, one.type, one.address) for one in downloads]
    context = {
        "shown": found,
        "before": before,
        "shares": shares,
        "described": describing.edition(request, found, shares.all.count, files_there),
        # A mistake may be found at any time, and a pinned page must not change: there the banner says it.
        "mistakes": [] if request.reading.pinned else holdings.mistakes(reading),
        "downloads": downloads,
        "citation": citation(found, page),
        "changes_since": changes_address("", "", found.label),
        "pinned_address": within(found.label, ""),
        "page_now": page_now,
        "canonical": page,
    }
    return render(request, "public/edition.html", context)


@require_safe
def whole(request: HttpRequest, label: str, ending: str) -> HttpResponse:
    """A file of a whole edition; a browser or a cache that has it is told so."""
    found, _before = _closed(request, label)
    kept = files.kept(Whole(found), ending)
    etag = quote_etag(kept.sha256)
    # Asked before the file is opened: a response that is thrown away would leave it open.
    response = get_conditional_response(request, etag=etag) or FileResponse(
        kept.path.open("rb"),
        as_attachment=True,
        filename=f"policyatlas-{found.label}.{ending}",
        content_type=files.FORMATS[ending].type,
    )
    response["ETag"] = etag
    response["Cache-Control"] = _ASK_FIRST
    response["X-Robots-Tag"] = "noindex"
    return response


def _closed(request: HttpRequest, label: str) -> tuple[Edition, Edition | None]:
    """The closed edition of that label, and the one before it; one query.

    Read in a closed edition there are only those that there were by then.
    """
    if label == OPEN:
        raise Http404(_("The open edition changes as curators publish: only a closed edition can be had whole."))
    # Where the address begins with an edition there is not, that is what is wrong.
    read = request.reading.edition
    editions = list(Edition.objects.closed())
    place = next((place for place, one in enumerate(editions) if one.label == label), None)
    if place is None:
        raise Http404(_("There is no edition %(label)s.") % {"label": label})
    if request.reading.pinned and editions[place].number > read.number:
        names = {"label": label, "read": read.label}
        raise Http404(_("Edition %(label)s was closed after edition %(read)s, which you are reading.") % names)
    return editions[place], editions[place + 1] if place + 1 < len(editions) else None


def _downloads(found: Edition, *, pinned: bool) -> list[Download]:
    """The files of an edition, none of which is made here; what they must be is no part of a pinned page, which must
    not change when they are made, or made anew.
    """
    said = {
        "zip": (
            _("Data package"),
            _("A CSV file for each kind, every entry as JSON, and a description of all columns (Frictionless)."),
        ),
        "sqlite": (
            _("SQLite file"),
            _("One database with a table for each kind, for SQL, Datasette or DB Browser."),
        ),
    }
    return [
        Download(
            *said[ending],
            type=made.type,
            address=reverse("edition-data", args=[found.label, ending]),
            kept=None if pinned else files.there(found, ending),
        )
        for ending, made in files.FORMATS.items()
    ]
