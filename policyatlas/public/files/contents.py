"""What the JSON file of a view holds beside its cells: payloads with their hashes, or the groups of a comparison."""

from collections.abc import Callable
from functools import partial

from django.http import QueryDict

from policyatlas.editions.hashing import index_card
from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.compare.answering import answer
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.data import LICENCE
from policyatlas.public.extracts import comparisons, evidence_maps, lists, maps, records, searches, timelines
from policyatlas.public.extracts.finding import Makers, made_at
from policyatlas.public.extracts.selections import Selection
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import address_of
from policyatlas.public.map.answering import answer as map_answer
from policyatlas.public.pages.nouns import PAGES
from policyatlas.values.kinds import BY_ADDRESS

from .comparisons import as_data
from .sheet import Sheet

# What makes the address of a page absolute.
Absolute = Callable[[str], str]
Found = tuple[Extract, dict]


def found_at(stem: str, reading: Reading, parameters: QueryDict, absolute: Absolute) -> Found | None:
    """The extract at an address, and what else its JSON file holds; None where there is no such entry in print."""
    makers: Makers[Found] = Makers(
        search=partial(_search, absolute),
        comparison=partial(_comparison, absolute),
        record=_record,
        list=partial(_list, absolute),
        evidence=_evidence,
        timeline=_timeline,
        map=_map,
    )
    return made_at(stem, reading, parameters, makers)


def content(sheet: Sheet, further: dict) -> dict:
    """The whole JSON file: the facts about it, what `found_at` gives besides, and the table the fingerprint covers."""
    return {
        "about": sheet.about.data(),
        "edition": sheet.about.edition,
        "address": sheet.about.address,
        "licence": LICENCE,
        **further,
        "columns": [{"key": column.key, "label": column.label} for column in sheet.extract.columns],
        "lines": lines_of(sheet),
    }


def lines_of(sheet: Sheet) -> list[dict]:
    """The lines of the table, one by one."""
    return [
        {"key": line.key, "label": line.label, "cells": list(line.cells), "sources": list(line.sources), "url": url}
        for line, url in zip(sheet.extract.lines, sheet.urls, strict=True)
    ]


def named_in_list(entry: Entry, url: str) -> dict:
    """An entry among the results of a list: what it is called, the address of its page, and all that was printed."""
    return _named(entry) | {"url": url} | _printed(entry)


def _search(absolute: Absolute, reading: Reading, parameters: QueryDict) -> Found:
    return _selected(searches.Searched(reading, parameters), absolute)


def _evidence(reading: Reading, parameters: QueryDict) -> Found:
    found = evidence_maps.extract(reading, parameters)
    return found, {"query": found.query}


def _timeline(reading: Reading, parameters: QueryDict) -> Found:
    extract = timelines.extract(reading, parameters)
    return extract, {"asked": list(extract.asked), "ignored": list(extract.ignored), "count": len(extract.lines)}


def _map(reading: Reading, parameters: QueryDict) -> Found:
    found = map_answer(reading, parameters)
    classes = [{"class": one.number, "words": one.words, "prefectures": one.prefectures} for one in found.classes]
    period = found.period.label if found.period else ""
    shown = {"show": found.show.code, "label": found.show.label, "period": period, "unit": found.show.unit}
    return maps.of_answer(found), shown | {"classes": classes, "notes": found.notes, "ignored": found.asked.ignored}


def _list(absolute: Absolute, address: str, reading: Reading, parameters: QueryDict) -> Found:
    return _selected(lists.Listed(address, reading, parameters), absolute)


def _selected(selection: Selection, absolute: Absolute) -> Found:
    entries = selection.entries()
    extract = selection.extract(entries)
    said = selection.said(extract)
    if "results" in said:
        said["results"] = [named_in_list(entry, absolute(address_of(entry.kind, entry.slug))) for entry in entries]
    return extract, said


def _record(address: str, slug: str, reading: Reading) -> Found | None:
    entry = reading.entry(BY_ADDRESS[address].code, slug)
    if entry is None:
        return None
    gathered = PAGES[entry.kind](reading, entry, words.page_language())["gathered"]
    facets = [list(pair) for pair in sorted(entry.facets.values_list("name", "value"))]
    card = {"card": index_card(entry), "facets": facets}
    return records.of_page(gathered), _named(entry) | card | _printed(entry)


def _comparison(absolute: Absolute, noun: str, reading: Reading, parameters: QueryDict) -> Found:
    found = answer(NOUNS[noun], reading, parameters)
    return comparisons.of_answer(noun, found), {"comparison": noun} | as_data(found.shown, absolute)


def _named(entry: Entry) -> dict:
    return {"kind": entry.kind, "slug": entry.slug, "title": {"en": entry.title_en, "ja": entry.title_ja}}


def _printed(entry: Entry) -> dict:
    return {"schema": entry.schema, "sha256": entry.sha256, "payload": entry.payload}
