"""The page of the map, and its tiles as a picture; all of their state is in the address."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.changes import banners
from policyatlas.public.data import LICENCE
from policyatlas.public.extracts.maps import of_answer
from policyatlas.public.files.links import Download, downloads
from policyatlas.public.links import address_of, cite_address_of, feed_address

from .answering import Answer, answer
from .asking import SCALES
from .pictures import picture
from .standings import ABSENT, DISPUTED
from .tiles import drawing


@dataclass(frozen=True)
class Way:
    """A link to another state of the map: its words, its address, and whether it is the one shown."""

    label: str
    address: str
    current: bool


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the address asks for as tiles and as a ranked table."""
    reading = request.reading
    found = answer(reading, request.GET)
    question = found.asked.query()
    context = shown(found) | {
        "drawing": drawing(found, lambda prefecture: f"#{prefecture.slug}"),
        "scales": _scales(found),
        "language": words.page_language(),
        "sources": _sources(found),
        "indicator": address_of("indicator", found.show.slug) if found.show.slug else "",
        "downloads": [
            *downloads("map", question),
            Download("SVG", "image/svg+xml", _with(reverse("map-svg"), question)),
        ],
        "cite_address": cite_address_of("map", question),
        "canonical": request.build_absolute_uri(_with(reverse("map"), question)),
        "changed": banners.of_view(reading, "map", question, request.GET, lambda: of_answer(found)),
        "feed": feed_address("map", question),
    }
    return render(request, "public/map.html", context)


@require_safe
def as_svg(request: HttpRequest) -> HttpResponse:
    """The tiles with their legend as a file, which says its title, its sources and its edition."""
    found = answer(request.reading, request.GET)
    label = request.reading.edition.label
    edition = _("edition %(edition)s") % {"edition": label} if label else _("open edition, which may still change")
    small_print = [
        *found.notes,
        *([_("Source: %(documents)s.") % {"documents": "; ".join(_titles(found))}] if _titles(found) else []),
        f"PolicyAtlas, {edition}, {LICENCE['name']}.",
    ]
    context = picture(found, small_print)
    text = render_to_string("charts/map.svg", context)
    return HttpResponse(text, content_type="image/svg+xml; charset=utf-8")


def shown(found: Answer, address: str = "") -> dict:
    """What the form, the periods and the legend of a map need; `address` is that of the page they lead to."""
    address = address or reverse("map")
    return {
        "answer": found,
        "action": address,
        "periods": [
            Way(one.label, _with(address, found.asked.query(period=one.code)), one.code == found.asked.period)
            for one in found.periods
            if one.code
        ],
        "absent": found.number_of(ABSENT),
        "disputed": found.number_of(DISPUTED),
        "absence": _("none in print") if not found.show.slug else _("no figure"),
    }


def _scales(found: Answer) -> list[Way]:
    """The two ways to form classes, where an indicator has figures of several periods."""
    if len(found.periods) < 2:
        return []
    labels = (_("of this period alone"), _("of all its periods, so that they can be compared"))
    return [
        Way(label, _with(reverse("map"), found.asked.query(scale=scale)), scale == found.asked.scale)
        for scale, label in zip(SCALES, labels, strict=True)
    ]


def _sources(found: Answer) -> list[Card]:
    """The documents on which the figures rest, each once."""
    passages = (passage for one in found.standings for statement in one.statements for passage in statement.evidence)
    return list({passage.source: None for passage in passages if passage.source})


def _titles(found: Answer) -> list[str]:
    return [card.title(words.page_language()) for card in _sources(found)]


def _with(address: str, question: str) -> str:
    return f"{address}?{question}" if question else address
