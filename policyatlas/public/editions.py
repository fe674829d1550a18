"""The editions: what each holds, when it was closed, and where it is read."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.values.kinds import KINDS

from . import words
from .frame import unpinned_prefix


@dataclass(frozen=True)
class Share:
    """How many entries of one kind an edition holds, and their list in it."""

    name: str
    count: int
    address: str


def index(request: HttpRequest) -> HttpResponse:
    """All closed editions, newest first, and the open one; a pinned page knows of none that was closed later."""
    closed, reading = Edition.objects.closed(), request.reading
    context = {
        "editions": list(closed.filter(number__lte=reading.edition.number) if reading.pinned else closed),
        "now": unpinned_prefix(),
        "canonical": request.build_absolute_uri(reverse("editions")),
    }
    return render(request, "public/editions.html", context)


def edition(request: HttpRequest, label: str) -> HttpResponse:
    """One closed edition."""
    found = Edition.objects.closed().filter(label=label).first() if label.isprintable() else None
    if found is None:
        raise Http404(f"There is no edition {label}.")
    pinned = f"{unpinned_prefix()}{found.label}/"
    shares = _shares(Reading(found, pinned=True), pinned)
    context = {
        "shown": found,
        "shares": shares,
        "total": sum(share.count for share in shares),
        "pinned_address": pinned,
        "pinned_url": request.build_absolute_uri(pinned),
        "canonical": request.build_absolute_uri(f"{unpinned_prefix()}editions/{found.label}/"),
    }
    return render(request, "public/edition.html", context)


def _shares(reading: Reading, pinned: str) -> list[Share]:
    counts = reading.counts_by_kind()
    language = words.page_language()
    return [
        Share(kind.label(language, plural=True), counts[kind.code], f"{pinned}{kind.address}/")
        for kind in KINDS.values()
        if kind.code in counts
    ]
