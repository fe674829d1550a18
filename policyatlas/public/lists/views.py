"""The list pages: one view for every kind of entry, from its declaration."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.changes import banners
from policyatlas.public.describing import pages as describing
from policyatlas.public.describing.described import Described
from policyatlas.public.files.links import downloads
from policyatlas.public.frame import Frame
from policyatlas.public.links import cite_address_of, feed_address
from policyatlas.public.matching import Apart, apart_in
from policyatlas.values.kinds import BY_ADDRESS

from . import facets
from .asking import PAGE_SIZE, Asked, ask, page_there_is
from .choosing import columns_to_choose
from .declarations import ListPage
from .nouns import LISTS
from .tables import EntryTable, pager, sizes


@require_safe
def page(request: HttpRequest, address: str) -> HttpResponse:
    """The list of one kind, as filtered, sorted and paged as its address says."""
    reading, language = request.reading, words.page_language()
    list_page = LISTS[BY_ADDRESS[address].code]
    asked = ask(list_page, reading, request.GET)
    total, found = how_many(reading, asked)
    asked = on_a_page(asked, found)
    counts = facets.counted(reading, asked)
    table = EntryTable(asked, reading)
    table.cut(found)
    cited = table.cited if found else set()
    cards = reading.cards(facets.refs(asked, counts) | cited | (table.refs if found else set()))
    pills, apart = facets.pills(asked, cards, language), None
    if not found:
        pills, apart = ways_on(reading, asked, pills)
    context = {
        "list_page": list_page,
        "heading": list_page.noun.label(language, plural=True),
        "asked": asked,
        "canonical": request.build_absolute_uri(asked.canonical),
        "frame": Frame(request, asked.query(page=asked.page)),
        "found_words": in_numbers(list_page, found, total, language),
        "groups": facets.groups(asked, counts, cards, found, language),
        "pills": pills,
        "apart": apart,
        "headings": table.headings(language),
        "rows": table.body(cards, language) if found else [],
        "orders": table.orders(language),
        "columns": columns_to_choose(asked, language),
        "sources": sorted(cards[source].title(language) for source in cited if source in cards),
        "is_wide": not set(asked.columns) <= set(list_page.usual),
        "pager": pager(table.page, asked),
        "sizes": sizes(asked),
        "caption": [list_page.noun.label(language, plural=True), *facets.in_words(asked, cards, language)],
        "order_words": table.order_words(language),
        "clear": asked.address({}),
        "beside": _beside(asked),
        "downloads": downloads(list_page.noun.address, asked.query(per_page=PAGE_SIZE)),
        "cite_address": cite_address_of(list_page.noun.address, asked.query(per_page=PAGE_SIZE)),
        "changed": banners.of_list(asked, reading, table.entries if found else []),
        "feed": feed_address(list_page.noun.address, asked.query(per_page=PAGE_SIZE)),
    }
    response = render(request, "public/list.html", context | {"described": _described(request, asked, context)})
    # Scripts that filter in place show the canonical address. The answer is the same page for everybody: no Vary.
    response["HX-Push-Url"] = asked.canonical
    return response


def how_many(reading: Reading, asked: Asked) -> tuple[int, int]:
    """How many entries of the kind there are, and how many match; one query at most."""
    total, found = reading.answers.how_many([asked.question({}), asked.question()])
    return total, found


def in_numbers(list_page: ListPage, found: int, total: int, language: str) -> str:
    """How many, in words: `7 of 75 policies`."""
    one, many = list_page.noun.label(language), list_page.noun.label(language, plural=True)
    if language == "en":
        one, many = one.lower(), many.lower()
    if found == total:
        return ngettext("%(total)s %(one)s", "%(total)s %(many)s", total) % {"total": total, "one": one, "many": many}
    if not found:
        return _("None of %(total)s %(many)s") % {"total": total, "many": many}
    return _("%(found)s of %(total)s %(many)s") % {"found": found, "total": total, "many": many}


def _beside(asked: Asked) -> tuple[str, str] | None:
    """The address of the page that shows the same entries in another way, and what the link to it says."""
    if asked.list_page.beside is None:
        return None
    route, said = asked.list_page.beside
    query = asked.query(sort=asked.list_page.default_sort, per_page=PAGE_SIZE)
    return reverse(route) + (f"?{query}" if query else ""), said


def _described(request: HttpRequest, asked: Asked, context: dict) -> Described:
    title, *filters = context["caption"]
    shown = describing.Table(
        stem=asked.list_page.noun.address,
        query=asked.query(per_page=PAGE_SIZE),
        title=title,
        asked=tuple(filters),
        said=f"{asked.list_page.intro} {context['found_words']}.",
        downloads=context["downloads"],
        narrowed=len(context["pills"]),
    )
    return describing.table(request, shown)


def ways_on(reading: Reading, asked: Asked, pills: list[facets.Pill]) -> tuple[list[facets.Pill], Apart | None]:
    """From an empty list: the pills, each with how many entries there are without it, and the words asked for taken
    apart where something has them so; one query at most for all.
    """
    chosen = asked.chosen | {"q": apart_in(asked.words)}
    others = [chosen] if chosen["q"] else []
    counts = reading.answers.how_many([asked.question(left) for left in [*(pill.left for pill in pills), *others]])
    counted = [replace(pill, count=count) for pill, count in zip(pills, counts, strict=False)]
    apart = Apart(chosen["q"], counts[-1], asked.address(chosen)) if others and counts[-1] else None
    return counted, apart


def on_a_page(asked: Asked, found: int) -> Asked:
    """The question with a page that exists."""
    ignored = [*asked.ignored]
    page, _last = page_there_is(asked.page, found, asked.per_page, ignored)
    return replace(asked, page=page, ignored=ignored)
