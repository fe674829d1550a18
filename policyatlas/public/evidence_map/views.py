"""The page of the evidence map."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policyatlas.public import words
from policyatlas.public.changes import banners
from policyatlas.public.extracts import evidence_maps
from policyatlas.public.files.links import downloads
from policyatlas.public.links import cite_address_of, feed_address
from policyatlas.values.vocabularies import VERDICT

from .asking import OF_FINDINGS, OF_ROWS, ROWS, Asked
from .cells import SIGNS, Verdicts, made


@dataclass(frozen=True)
class Choice:
    """Something the form offers: its code, its words, whether it is chosen."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """Choices of one name in the address, under a heading."""

    name: str
    heading: str
    choices: list[Choice]


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """What was found, by programme or instrument and dimension of effect."""
    reading = request.reading
    found = made(reading, request.GET)
    asked, question = found.asked, found.asked.query()
    context = {
        "map": found,
        "rows_choices": [Choice(code, str(label), code == asked.rows) for code, label in ROWS.items()],
        "groups": _groups(asked),
        "sources": found.sources(words.page_language()),
        "chosen": bool(asked.of_findings or asked.level),
        "clear": asked.address(verdict=(), strength=(), level=(), year_from=None, year_to=None),
        "legend": [
            Verdicts(code, SIGNS[code], VERDICT.label(code, words.page_language()), 0) for code in VERDICT.codes
        ],
        "canonical": request.build_absolute_uri(asked.address()),
        "downloads": downloads("evidence", question),
        "cite_address": cite_address_of("evidence", question),
        "changed": banners.of_view(reading, "evidence", question, request.GET, lambda: evidence_maps.of_map(found)),
        "feed": feed_address("evidence", question),
    }
    return render(request, "public/evidence_map.html", context)


def _groups(asked: Asked) -> list[Group]:
    language = words.page_language()
    filters = OF_FINDINGS if asked.rows != "programmes" else OF_FINDINGS | OF_ROWS
    return [
        Group(
            name,
            words.attribute(name, language),
            [Choice(code, vocabulary.label(code, language), code in getattr(asked, name)) for code in vocabulary.codes],
        )
        for name, vocabulary in filters.items()
    ]
