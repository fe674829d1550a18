"""A list as data: the same selection as on the page, all pages of it, as a spreadsheet or with whole payloads."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.data import LICENCE, edition_said
from policyatlas.public.links import address_of
from policyatlas.public.spreadsheets import csv_text
from policyatlas.values.kinds import BY_ADDRESS

from . import facets
from .asking import PAGE_SIZE, Asked, ask
from .columns import EntryColumn
from .sayings import Cards
from .tables import EntryTable
from .views import LISTS

# What the row of every kind begins with.
_CARD = ("slug", "title_en", "title_ja", "url")


def as_csv(request: HttpRequest, address: str) -> HttpResponse:
    """The selection as a spreadsheet: one row an entry, absences in words."""
    asked, table = _selection(request, address)
    columns = [*asked.list_page.columns, *asked.list_page.further]
    cards = request.reading.cards(_refs(table.entries, columns))
    language = words.page_language()
    rows = [_row(request, entry, columns, cards, language) for entry in table.entries]
    headings = [*_CARD, *(heading for column in columns for heading in column.data_headings)]
    response = HttpResponse(csv_text(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(request, address)}.csv"'
    return response


def as_json(request: HttpRequest, address: str) -> HttpResponse:
    """The selection with the payload of every entry, and what is needed to cite it."""
    asked, table = _selection(request, address)
    named = {ref for choice in asked.list_page.filters for ref in choice.saying.refs(asked.chosen.get(choice.name, []))}
    language = words.page_language()
    content = {
        "address": request.build_absolute_uri(asked.address(per_page=PAGE_SIZE)),
        "edition": edition_said(request),
        "licence": LICENCE,
        "asked": facets.in_words(asked, request.reading.cards(named), language),
        "ignored": asked.ignored,
        "count": len(table.entries),
        "results": [
            {
                "kind": entry.kind,
                "slug": entry.slug,
                "title": {"en": entry.title_en, "ja": entry.title_ja},
                "url": request.build_absolute_uri(address_of(entry.kind, entry.slug)),
                "schema": entry.schema,
                "sha256": entry.sha256,
                "payload": entry.payload,
            }
            for entry in table.entries
        ],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'inline; filename="{_file_name(request, address)}.json"'
    return response


def _selection(request: HttpRequest, address: str) -> tuple[Asked, EntryTable]:
    """What is asked, and a table with all of it on one page."""
    asked = ask(LISTS[BY_ADDRESS[address].code], request.reading, request.GET)
    return asked, EntryTable(asked, request.reading)


def _row(request: HttpRequest, entry: Entry, columns: list[EntryColumn], cards: Cards, language: str) -> dict[str, Any]:
    url = request.build_absolute_uri(address_of(entry.kind, entry.slug))
    japanese = entry.title_ja or words.absent("not-reported", language)
    row = dict(zip(_CARD, (entry.slug, entry.title_en, japanese, url), strict=True))
    for column in columns:
        row |= zip(column.data_headings, column.data(entry, cards, language), strict=True)
    return row


def _refs(entries: list[Entry], columns: list[EntryColumn]) -> set[tuple[str, str]]:
    named = (ref for entry in entries for column in columns for ref in column.refs(entry))
    return {(ref["kind"], ref["slug"]) for ref in named}


def _file_name(request: HttpRequest, address: str) -> str:
    return f"policyatlas-{address}-{edition_said(request)}"
