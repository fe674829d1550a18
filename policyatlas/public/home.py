"""The first page, and the page about the atlas."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.kinds import KINDS

from . import tile_map, words
from .compare.names import Names, addresses
from .compare.programme_choices import CLUSTER_PROGRAMMES
from .links import desk_address, within
from .lists.nouns import LISTS

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
_TOHOKU = ("aomori", "akita", "iwate", "miyagi", "yamagata", "fukushima")
_DISAGREEMENTS = 4


@dataclass(frozen=True)
class Table:
    """A list as a way in: what it holds, and how much."""

    name: str
    address: str
    intro: str
    count: int


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the ways in."""
    reading = request.reading
    names = Names(reading.moved(addresses("prefecture", _TOHOKU) | addresses("policy", CLUSTER_PROGRAMMES)))
    context = {
        "tables": tables(reading),
        "tiles": tile_map.tiles(reading),
        "map_width": tile_map.COLUMNS * tile_map.STEP_X,
        "map_height": tile_map.ROWS * tile_map.STEP_Y,
        "tohoku": _comparison("prefectures", names.here("prefecture", _TOHOKU)),
        "programmes": _comparison("programmes", names.here("policy", CLUSTER_PROGRAMMES)),
        "disagreements": _disagreements(reading),
        # A pinned page knows of no later edition: it stays as it is when one is closed.
        "newest": reading.edition if reading.pinned else reading.newest_closed,
        # The desk works on what is in print now, whichever edition is read.
        "desk": desk_address(),
        "canonical": request.build_absolute_uri(reverse("home")),
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


def _comparison(noun: str, slugs: tuple[str, ...]) -> str:
    return f"{reverse('compare', args=[noun])}?{'&'.join(f's={slug}' for slug in slugs)}"


def _disagreements(reading: Reading) -> list[Entry]:
    """A few in which most of the claims are figures: what a reader would otherwise quote from one source alone."""
    found = reading.entries("disagreement").only("kind", "slug", "title_en", "title_ja", "payload")

    def figures(one: Entry) -> int:
        return sum(position["observation"] is not None for position in one.payload["positions"])

    return sorted(found, key=lambda one: (-figures(one), one.slug))[:_DISAGREEMENTS]
