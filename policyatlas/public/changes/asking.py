"""A view asked of several editions: each in the names that it knows, and for all that any of them knows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.public.lists.asking import Asked, ask
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.tables import EntryTable
from policyatlas.values.kinds import BY_ADDRESS

from .moves import Moves


def asked_of(
    stem: str, parameters: QueryDict, readings: Sequence[Reading], moves: Moves
) -> tuple[list[Extract | None], str]:
    """The view at `stem` in each of `readings`, newest first (None where it is not there), and the question.

    The question is in canonical form, in the names of the newest, with what any of them knows of it. As many queries
    as the page of the view for each of them.
    """
    questions = [moves.asked_in(reading, stem, parameters) for reading in readings]
    if stem in BY_ADDRESS:
        found = _lists(stem, readings, [question for _, question in questions])
    else:
        found = [extract_at(at, reading, question) for reading, (at, question) in zip(readings, questions, strict=True)]
    return rows_in_any(found), _query(found, readings[0], moves)


def _lists(address: str, readings: Sequence[Reading], questions: list[QueryDict]) -> list[Extract | None]:
    list_page = LISTS[BY_ADDRESS[address].code]
    found = [ask(list_page, reading, question) for reading, question in zip(readings, questions, strict=True)]
    return [
        lists.of_entries(asked, reading, EntryTable(asked, reading).entries)
        for asked, reading in zip(_in_any(found, questions), readings, strict=True)
    ]


def _in_any(found: list[Asked], questions: list[QueryDict]) -> list[Asked]:
    """The questions with the facet values that any of the editions knows, each in its own names.

    A page leaves out a value that nothing in its edition has. Here this would compare what was asked for with the
    whole list; so such a value is kept, and finds nothing.
    """
    chosen: list[dict[str, Any]] = [dict(one.chosen) for one in found]
    for choice in found[0].list_page.filters:
        known = [one.chosen.get(choice.name, []) for one in found]
        # One value in the names of each of the editions, which all are asked the same.
        values = zip(*(question.getlist(choice.name) for question in questions), strict=True)
        kept = [names for names in values if any(name in there for name, there in zip(names, known, strict=True))]
        if kept:
            for one, names in zip(chosen, zip(*kept, strict=True), strict=True):
                one[choice.name] = sorted(set(names))
    return [replace(one, chosen=mine) for one, mine in zip(found, chosen, strict=True)]


def rows_in_any(found: Sequence[Extract | None]) -> list[Extract | None]:
    """The comparisons with those rows alone that are asked for and that any edition knows.

    As with lists, a page that knows none of the rows shows all; here it has none of them.
    """
    rows = {code for extract in found if extract for code in QueryDict(extract.query).getlist("row")}
    return [
        replace(extract, lines=tuple(line for line in extract.lines if line.place.partition("/")[0] in rows))
        if rows and extract
        else extract
        for extract in found
    ]


def _query(found: list[Extract | None], newest: Reading, moves: Moves) -> str:
    """The question of the newest edition, and what only earlier ones could follow of it."""
    first, *earlier = found
    pairs = parse_qsl(first.query) if first else []
    asked_before = dict.fromkeys(extract.query for extract in earlier if extract and extract.query)
    if first:
        asked_before.pop(first.query, None)
    if asked_before:
        stem = next(extract.stem for extract in earlier if extract)
        _, asked = moves.asked_in(newest, stem, QueryDict("&".join(asked_before)))
        pairs += [(name, value) for name, values in asked.lists() for value in values]
    return urlencode(list(dict.fromkeys(pairs)), safe=":")
