"""One search over all kinds of entry."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.kinds import KINDS

from . import words
from .changes import banners
from .extracts import searches
from .files.links import downloads
from .links import address_of, cite_address_of, feed_address
from .lists.sorting import ByCodePoint, text
from .matching import asked_words, left_out, matching

SHOWN = 6


@dataclass(frozen=True)
class Hit:
    """An entry that was found."""

    title: str
    other: str
    years: str
    address: str


@dataclass(frozen=True)
class Found:
    """What was found of one kind: how many, the first of them, and the list with all."""

    name: str
    count: int
    address: str
    anchor: str
    hits: list[Hit] = field(default_factory=list)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What has every word asked for, by kind."""
    query, wanted = asked_words(request.GET)
    found = look_for(request.reading, query, wanted) if wanted else []
    context = {
        "query": query,
        "searched": bool(wanted),
        "found": found,
        "total": sum(kind.count for kind in found),
        "notes": left_out(request.GET),
        "cite_address": cite_address_of("search", urlencode({"q": query})) if wanted else "",
        "downloads": downloads("search", urlencode({"q": query})) if found else [],
    }
    if wanted:
        reading, asked, question = request.reading, request.GET, urlencode({"q": query})
        context["changed"] = banners.of_view(
            reading, "search", question, asked, lambda: searches.extract(reading, asked)
        )
        context["feed"] = feed_address("search", question)
    return render(request, "public/search.html", context)


def look_for(reading: Reading, query: str, wanted: list[str]) -> list[Found]:
    """The kinds in which something was found; two queries."""
    entries = matching(reading, wanted)
    counts = dict(entries.order_by().values_list("kind").annotate(Count("pk")))
    language = words.page_language()
    hits: dict[str, list[Hit]] = {}
    for entry in _first(entries, wanted) if counts else []:
        hits.setdefault(entry.kind, []).append(_hit(entry, language))
    return [
        Found(
            name=kind.label(language, plural=True),
            count=counts[kind.code],
            address=f"{reverse('list', args=[kind.address])}?{urlencode({'q': query})}",
            anchor=kind.address,
            hits=hits[kind.code],
        )
        for kind in KINDS.values()
        if kind.code in counts
    ]


def _first(entries: QuerySet[Entry], wanted: list[str]) -> QuerySet[Entry]:
    """The first few of each kind: what has the words in its title before what has them in its text."""
    named = Q()
    for word in wanted:
        named &= Q(title_en__icontains=word) | Q(title_ja__icontains=word)
    order = [
        Case(When(named, then=Value(0)), default=Value(1), output_field=IntegerField()),
        text("title_en"),
        ByCodePoint(F("slug")),
    ]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    ranked = entries.defer("text", "payload").annotate(place=place).filter(place__lte=SHOWN)
    return ranked.order_by("kind", "place")


def _hit(entry: Entry, language: str) -> Hit:
    japanese = language == "ja" and bool(entry.title_ja)
    title, other = (entry.title_ja, entry.title_en) if japanese else (entry.title_en, entry.title_ja)
    # A cluster has the year of its first designation, which is no beginning of a span.
    last = entry.year_from if entry.kind == "cluster" else entry.year_to
    return Hit(
        title=title,
        other=other if other != title else "",
        years=words.years(entry.year_from, last, language),
        address=address_of(entry.kind, entry.slug),
    )
