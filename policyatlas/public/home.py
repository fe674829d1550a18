"""The first page, and the page about the atlas."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.values.kinds import KINDS

from . import words
from .compare.names import Names
from .describing import pages as describing
from .examples import NAMED, examples
from .links import address_of, changes_address, desk_address, whole_feed_address, within
from .lists.nouns import LISTS
from .map.answering import answer
from .map.tiles import drawing
from .map.views import shown
from .timeline.phases import strip

# In the order of a reader's questions: what was tried, where, by whom, what came of it, who says so.
_ORDER = (
    "policy",
    "cluster",
    "prefecture",
    "organisation",
    "evaluation",
    "finding",
    "indicator",
    "observation",
    "disagreement",
    "source",
    "framework",
    "event",
    "place",
    "term",
)


@dataclass(frozen=True)
class Table:
    """A list as a way in: what it holds, and how much."""

    name: str
    address: str
    intro: str
    count: int


@dataclass(frozen=True)
class News:
    """The edition to cite, and how much was printed after it: `printed` is None where that is not to be said."""

    edition: Edition
    printed: int | None
    address: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the ways in."""
    reading = request.reading
    found = answer(reading, request.GET)
    question = found.asked.query()
    context = shown(found, reverse("home")) | {
        "tables": tables(reading),
        "drawing": drawing(found, lambda prefecture: address_of("prefecture", prefecture.slug)),
        "whole_map": _with(reverse("map"), question),
        "strip": strip(reading),
        "examples": examples(reading, Names(reading.moved(NAMED))),
        "news": news(reading),
        # The desk works on what is in print now, whichever edition is read.
        "desk": desk_address(),
        "canonical": request.build_absolute_uri(_with(reverse("home"), question)),
        "described": describing.home(request, _("Japan’s regional innovation policy")),
        "feed": whole_feed_address(),
    }
    return render(request, "public/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the atlas is, how it is made, and how to cite it."""
    reading = request.reading
    newest = reading.edition if reading.pinned else reading.newest_closed
    example = within(newest.label, "policies/") if newest else ""
    context = {"newest": newest, "example": request.build_absolute_uri(example) if example else ""}
    return render(request, "public/about.html", context)


def tables(reading: Reading) -> list[Table]:
    """Every list with how much it holds; one query."""
    language = words.page_language()
    counts = reading.counts_by_kind()
    return [
        Table(
            name=KINDS[code].label(language, plural=True),
            address=reverse("list", args=[KINDS[code].address]),
            intro=str(LISTS[code].intro),
            count=counts.get(code, 0),
        )
        for code in _ORDER
    ]


def news(reading: Reading) -> News | None:
    """The newest closed edition with how many entries were printed since; None where none was closed. Two queries.

    A pinned page knows of no later edition: it stays as it is when one is closed.
    """
    if reading.pinned:
        return News(reading.edition, None, "")
    newest = reading.newest_closed
    if newest is None:
        return None
    printed = reading.entries().filter(since__gt=newest.number).count()
    return News(newest, printed, changes_address("", "", newest.label))


def _with(address: str, question: str) -> str:
    return f"{address}?{question}" if question else address
