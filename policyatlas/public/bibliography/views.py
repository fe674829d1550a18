"""The bibliography as a page and as files, and the reference of one source as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.describing import pages as describing
from policyatlas.public.files.links import downloads
from policyatlas.public.links import address_of, cite_address_of
from policyatlas.public.lists import facets
from policyatlas.public.pages.not_in_print import none_at
from policyatlas.values.vocabularies import SOURCE_KIND

from .asking import Question, orders, question
from .grouping import Cards, Line, first_citing, parts
from .references import files_of, reference_of, written
from .resting import Counts, resting_on


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every source with what rests on it, as filtered and ordered as its address says."""
    reading, language = request.reading, words.page_language()
    asked = question(reading, request.GET)
    entries, counts = _found(reading, asked)
    documents = _by_what_rests_on_them(counts)
    values = facets.counted(reading, asked)
    cards = reading.cards(facets.refs(asked, values) | _citing(entries))
    lines = {entry.slug: _line(request, entry, counts, cards, documents) for entry in entries}
    pills = facets.pills(asked, cards, language)
    context = {
        "asked": asked,
        "parts": parts(entries, lines, cards, documents),
        "found_words": _in_numbers(len(entries)),
        "groups": facets.groups(asked, values, cards, len(entries), language),
        "pills": pills,
        "clear": asked.address({}),
        "orders": orders(),
        "files": files_of("bibliography-file", query=asked.asked_for),
        "downloads": downloads("sources", asked.of_the_list),
        "cite_address": cite_address_of("sources", asked.of_the_list),
        "canonical": request.build_absolute_uri(asked.address()),
        "described": describing.page(
            request,
            asked.address(),
            _("Bibliography"),
            _("Every source of PolicyAtlas as a reference, with what rests on it, and the works they cite."),
            narrowed=len(pills),
        ),
    }
    return render(request, "public/bibliography.html", context)


@require_safe
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The references of the bibliography, filtered and ordered as its page, in one form."""
    asked = question(request.reading, request.GET)
    entries, _counts = _found(request.reading, asked)
    found = [reference_of(entry, _whole(request, entry)) for entry in entries]
    return written(found, ending, f"policyatlas-bibliography-{request.reading.edition.label or 'open'}")


@require_safe
def reference(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The reference of one source in one form."""
    entry = request.reading.entry("source", slug)
    if entry is None:
        return none_at(request, f"sources/{slug}")
    return written([reference_of(entry, _whole(request, entry))], ending, slug)


def _found(reading: Reading, asked: Question) -> tuple[list[Entry], Counts]:
    """The sources that match, in order, and what rests on every source by kind; two queries."""
    counts = reading.counts_by_value("source")
    entries = asked.question().among(reading.entries()).defer("text").order_by()
    return asked.order(list(entries), counts), counts


def _by_what_rests_on_them(counts: Counts) -> list[str]:
    """The slugs of all that anything rests on, what most rests on first."""
    order = sorted(counts, key=lambda value: (-sum(counts[value].values()), value))
    return [value.partition(":")[2] for value in order]


def _citing(entries: list[Entry]) -> set[tuple[str, str]]:
    return {(link["source"]["kind"], link["source"]["slug"]) for one in entries for link in one.payload["cited_by"]}


def _line(request: HttpRequest, entry: Entry, counts: Counts, cards: Cards, documents: list[str]) -> Line:
    language = words.page_language()
    said = reference_of(entry, _whole(request, entry))
    also = [cards["source", slug] for slug in first_citing(entry, documents)[1:] if ("source", slug) in cards]
    before, title, after = said.pieces(language)
    return Line(
        reference=said,
        address=address_of("source", entry.slug),
        before=before,
        title=title,
        after=after,
        language=said.language,
        url=said.url,
        kind="" if said.kind == "cited-work" else SOURCE_KIND.label(said.kind, language),
        resting=resting_on(entry.slug, counts),
        also=also,
    )


def _whole(request: HttpRequest, entry: Entry) -> str:
    return request.build_absolute_uri(address_of("source", entry.slug))


def _in_numbers(number: int) -> str:
    if not number:
        return _("No source matches.")
    return ngettext("%(number)s source", "%(number)s sources", number) % {"number": number}
