"""What people read about the API: what can be asked, with an example of each, and what holds for all answers."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.describing import pages as describing
from policyatlas.public.lists.asking import PAGE_SIZES
from policyatlas.public.lists.declarations import ListPage
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

from .answers import ROOT, written
from .offering import described


@dataclass(frozen=True)
class Operation:
    """Something that can be asked: the form of its addresses, what it answers, and an example."""

    form: str
    said: str
    example: str


@dataclass(frozen=True)
class Asking:
    """What a list can be asked: its address, its name, and its parameters."""

    address: str
    name: str
    parameters: str


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The page about the API."""
    root = request.build_absolute_uri(reverse("home"))
    canonical = urljoin(root, ROOT)
    context = {
        "root": canonical,
        "operations": operations(request.reading),
        "askings": [_asking(list_page) for list_page in LISTS.values()],
        "sizes": ", ".join(map(str, PAGE_SIZES)),
        "openapi": reverse("api-openapi"),
        "canonical": canonical,
        "described": describing.page(
            request,
            f"{reverse('home')}{ROOT}",
            _("The API"),
            _("Everything the pages of the atlas show, as data for programs: keyless, to be read only."),
        ),
    }
    return render(request, "public/api.html", context)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs; the same in every language and edition."""
    return written(described())


def operations(reading: Reading) -> list[Operation]:
    """Every sort of address of the API; no query but for the edition that is read."""
    root = f"{reverse('home')}{ROOT}"
    label = reading.edition.label or getattr(reading.newest_closed, "label", "")
    return [
        Operation("<list>/", _("A list: rows, counts and filters."), f"{root}policies/?kind=law&sort=-years"),
        Operation("<list>/<slug>/", _("One entry."), f"{root}prefectures/iwate/"),
        Operation(
            f"compare/<{'|'.join(NOUNS)}>/",
            _("A comparison: groups, rows and cells."),
            f"{root}compare/prefectures/?s=iwate&s=aomori",
        ),
        Operation("editions/", _("The open edition and all closed ones."), f"{root}editions/"),
        Operation(
            "changes/",
            _("What changed since an edition or a day, with the reasons given."),
            f"{root}changes/" + (f"?since={label}" if label else ""),
        ),
    ]


def _asking(list_page: ListPage) -> Asking:
    names = ["q"]
    names += ["year_from", "year_to"] if list_page.years else []
    names += ["began"] if list_page.years == "span" else []
    names += [choice.name for choice in list_page.filters]
    kind = KINDS[list_page.kind]
    return Asking(
        address=f"{ROOT}{kind.address}/",
        name=kind.label(words.page_language(), plural=True),
        parameters=", ".join([*names, "sort", "c", "page", "per_page"]),
    )
