"""One search over all kinds of entry."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Entry, Facet, every_term
from policyatlas.editions.reading import Card, Reading
from policyatlas.editions.searches import Search
from policyatlas.editions.wordings import FOUND_BY
from policyatlas.values.kinds import KINDS
from policyatlas.values.searching import Term, terms

from . import words
from .changes import banners
from .extracts import searches
from .files.links import downloads
from .hits import Hit, hit
from .links import cite_address_of, feed_address
from .matching import Apart, apart_in, asked_words, left_out, matching

SHOWN = 6
# A question of more words is told the counts without the first ones alone: it is one query.
_DROPPED = 8
# What can be asked, for readers who have asked nothing yet.
EXAMPLES = ("岩手", "Iwate", "technopolis law", "産業クラスター", "平成13年度", "FY2001", "Tōhoku university")


@dataclass(frozen=True)
class Found:
    """What was found of one kind: how many, the first of them, and the list with all."""

    name: str
    count: int
    address: str
    anchor: str
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True)
class Fewer:
    """A word that can be left out, what is found without it, and its address."""

    word: str
    count: int
    address: str


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
        "fewer": without_one(request.reading, wanted) if not found else [],
        "apart": taken_apart(request.reading, query) if wanted and not found else None,
        "examples": [(example, _address(example)) for example in EXAMPLES],
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


def look_for(reading: Reading, query: str, wanted: list[Term]) -> list[Found]:
    """The kinds in which something was found; four queries."""
    by_kind = reading.answers.searched(Search.of(query, wanted), SHOWN)
    language = words.page_language()
    first = [entry for hits in by_kind.values() for entry in hits.first]
    named = _named(reading, first) if first else {}
    return [
        Found(
            name=kind.label(language, plural=True),
            count=by_kind[kind.code].count,
            address=f"{reverse('list', args=[kind.address])}?{urlencode({'q': query})}",
            anchor=kind.address,
            hits=[hit(entry, wanted, named[entry.pk], language) for entry in by_kind[kind.code].first],
        )
        for kind in KINDS.values()
        if kind.code in by_kind
    ]


def without_one(reading: Reading, wanted: list[Term]) -> list[Fewer]:
    """How many there would be without each of the words, where all of them find nothing; one query."""
    if len(wanted) < 2:
        return []
    others = {
        f"without_{number}": [term for place, term in enumerate(wanted) if place != number]
        for number in range(len(wanted[:_DROPPED]))
    }
    found = {name: Count("pk", filter=every_term(terms, "wording__words")) for name, terms in others.items()}
    counts = reading.entries().aggregate(**found)
    return [
        Fewer(wanted[number].typed, counts[name], _address(" ".join(term.typed for term in others[name])))
        for number, name in enumerate(others)
    ]


def taken_apart(reading: Reading, query: str) -> Apart | None:
    """What is found where the words of the question may stand apart, if anything is; one query at most."""
    apart = apart_in(query)
    count = matching(reading, terms(apart)).count() if apart else 0
    return Apart(apart, count, _address(apart)) if count else None


def _named(reading: Reading, entries: list[Entry]) -> dict[int, list[Card]]:
    """The cards of what each of the entries may have been found by; two queries."""
    keys = defaultdict(list)
    facets = Facet.objects.filter(entry__in=[entry.pk for entry in entries], name__in=FOUND_BY)
    for entry, value in facets.order_by("name", "value").values_list("entry", "value"):
        keys[entry].append(tuple(value.split(":", 1)))
    cards = reading.cards({ref for refs in keys.values() for ref in refs})
    return {entry.pk: [cards[ref] for ref in keys[entry.pk] if ref in cards] for entry in entries}


def _address(query: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': query})}"
