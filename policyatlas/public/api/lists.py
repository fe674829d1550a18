"""Lists: the rows of a list page, its counts and its filters, asked with the parameters of the page."""

from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from pydantic import BaseModel, Field

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import SHAPES
from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.extracts.sources import sources_of
from policyatlas.public.extracts.table import Value
from policyatlas.public.links import address_of, cite_address_of
from policyatlas.public.lists import facets
from policyatlas.public.lists.asking import PAGE_SIZE, Asked, ask, page_there_is
from policyatlas.public.lists.declarations import ListPage
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.tables import EntryTable
from policyatlas.public.lists.views import how_many, on_a_page

from .answers import Answer, Part, Title, View, answered, api_root_of, reading_at, with_refusals
from .paging import Wanted, pages

Payload = TypeVar("Payload", bound=BaseModel)


class Row(Part, Generic[Payload]):
    """An entry of a list."""

    kind: str
    slug: str
    title: Title
    address: str = Field(description="The page of the entry.")
    api: str = Field(description="The whole entry in this API.")
    cells: dict[str, Value] = Field(description="The columns of the list; an absence is said in words, never as 0.")
    sources: list[str] = Field(description="The documents it rests on, each as “document, place”.")
    schema_: int = Field(alias="schema", description="The number of the shape of the payload.")
    sha256: str
    payload: Payload


class FacetValue(Part):
    """A value of a filter, and how many entries it would bring beside the other filters."""

    value: str
    label: str
    count: int
    chosen: bool


class ListAnswer(Answer, Generic[Payload]):
    """A page of a list."""

    asked: list[str] = Field(description="What was asked, in words.")
    total: int = Field(description="How many entries of the kind there are.")
    found: int = Field(description="How many of them match.")
    page: int
    pages: int
    per_page: int
    next: str = Field(description="The next page; empty on the last one.")
    previous: str = Field(description="The page before; empty on the first one.")
    facets: dict[str, list[FacetValue]] = Field(description="The filters of the list with their values.")
    results: list[Row[Payload]]


def offer(api: NinjaAPI) -> None:
    """Adds a list of every kind to the API."""
    for list_page in LISTS.values():
        _offer(api, list_page)


def _offer(api: NinjaAPI, list_page: ListPage) -> None:
    noun = list_page.noun

    @reading_at(
        api,
        f"/{noun.address}/",
        url_name="api-list",
        operation_id=f"list_{noun.address}",
        summary=f"{noun.en_plural}, filtered, sorted and paged",
        tags=["lists"],
        response=with_refusals(ListAnswer[SHAPES[noun.code]], 404, 422),
        openapi_extra={"parameters": parameters(list_page)},
    )
    def listed(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
        return _answer(request, list_page, wanted)


def _answer(request: HttpRequest, list_page: ListPage, wanted: Wanted) -> HttpResponse:
    """The page of the list that is asked for; as many queries as its page."""
    reading, language = request.reading, words.page_language()
    asked = ask(list_page, reading, wanted.within(request.GET))
    total, found = how_many(reading, asked)
    asked = on_a_page(asked, found)
    counts = facets.counted(reading, asked)
    table = EntryTable(asked, reading)
    table.cut(found)
    entries = table.entries if found else []
    cards = reading.cards(facets.refs(asked, counts) | (table.refs | table.cited if found else set()))
    query, whole = asked.query(page=asked.page), asked.query(per_page=PAGE_SIZE)
    content = {
        "asked": facets.in_words(asked, cards, language),
        "total": total,
        "found": found,
        **_pages(request, asked, found),
        "facets": _facets(asked, counts, cards, found, language),
        "results": [_row(request, entry, table, cards, language) for entry in entries],
    }
    view = View(
        stem=list_page.noun.address,
        query=query,
        title=list_page.noun.label(language, plural=True),
        cite=cite_address_of(list_page.noun.address, whole),
        asked=tuple(content["asked"]),
        ignored=tuple(asked.ignored),
    )
    return answered(request, view, content)


def _pages(request: HttpRequest, asked: Asked, found: int) -> dict:
    def address(page: int) -> str:
        query = asked.query(page=page)
        return f"{api_root_of(request)}{asked.list_page.noun.address}/" + (f"?{query}" if query else "")

    page, last = page_there_is(asked.page, found, asked.per_page, [])
    return pages(page, last, asked.per_page, address)


def _facets(asked: Asked, counts: facets.Counts, cards: dict, found: int, language: str) -> dict[str, list[dict]]:
    return {
        group.name: [
            {"value": option.value, "label": option.label, "count": option.count, "chosen": option.selected}
            for option in (*group.shown, *group.folded)
        ]
        for group in facets.groups(asked, counts, cards, found, language)
    }


def _row(
    request: HttpRequest, entry: Entry, table: EntryTable, cards: dict[tuple[str, str], Card], language: str
) -> dict[str, Any]:
    path = address_of(entry.kind, entry.slug)
    cells = {
        heading: value
        for column in table.shown
        for heading, value in zip(column.data_headings, column.data(entry, cards, language), strict=True)
    }
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "title": {"en": entry.title_en, "ja": entry.title_ja},
        "address": request.build_absolute_uri(path),
        "api": f"{api_root_of(request)}{table.asked.list_page.noun.address}/{entry.slug}/",
        "cells": cells,
        "sources": list(sources_of(entry.payload, cards, language)),
        "schema": entry.schema,
        "sha256": entry.sha256,
        "payload": entry.payload,
    }


def parameters(list_page: ListPage) -> list[dict]:
    """What a list can be asked, in the words of OpenAPI; all is text, since what cannot be followed is ignored."""
    named = [("q", "Words that the entry must have, in either language and however they are spelt.")]
    if list_page.years:
        years = "a year as it is written in Japan too: 2001, FY2001, 平成13年度."
        named += [("year_from", f"The first year: {years}"), ("year_to", f"The last year: {years}")]
    if list_page.years == "span":
        named.append(("began", "“yes”: only what began in these years."))
    named.append(("sort", f"One of {', '.join(list_page.sorts)}; {list_page.default_sort} otherwise."))
    several = [
        (choice.name, f"{choice.heading('en')}; several values mean any of them.") for choice in list_page.filters
    ]
    several.append(
        ("c", f"Columns to give in `cells`, of {', '.join(column.key for column in list_page.all_columns)}.")
    )
    return [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": said}
        for name, said in named
    ] + [
        {
            "name": name,
            "in": "query",
            "required": False,
            "schema": {"type": "array", "items": {"type": "string"}},
            "style": "form",
            "explode": True,
            "description": said,
        }
        for name, said in several
    ]
