"""The comparison pages and their downloads; all of their state is in the address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policyatlas.public.changes import banners
from policyatlas.public.changes.addresses import feed_address
from policyatlas.public.data import LICENCE, edition_said
from policyatlas.public.extracts.comparisons import of_comparison
from policyatlas.public.links import cite_address_of

from . import downloads
from .choices import Choices
from .nouns import NOUNS, Noun
from .subjects import FEWEST, MOST, Asked, asked, query, swapped, typed, without
from .table import Comparison


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be compared, with selections one click away."""
    chosen = {noun: noun.choices(request.reading, ()) for noun in NOUNS.values()}
    ways = [
        {"noun": noun, "presets": choices.presets, "number": sum(len(group.choices) for group in choices.groups)}
        for noun, choices in chosen.items()
    ]
    return render(request, "public/compare/index.html", {"ways": ways, "fewest": FEWEST, "most": MOST})


@require_safe
def comparison(request: HttpRequest, noun: str) -> HttpResponse:
    """The subjects of the address side by side; an invitation where there are fewer than two."""
    compared = NOUNS[noun]
    choices, wanted = _wanted(request, compared)
    page = {
        "noun": compared,
        "asked": wanted,
        "beyond": choices.chosen(wanted.beyond),
        "repeated": choices.chosen(wanted.repeated),
        "chosen": choices.chosen(wanted.slugs),
        "others": choices.others(wanted.slugs),
        "presets": choices.presets,
        "fewest": FEWEST,
        "most": MOST,
        "query": query(wanted.slugs),
        "canonical": request.build_absolute_uri(reverse("compare", args=[noun]) + query(wanted.slugs)),
    }
    if wanted.enough:
        made = compared.compare(request.reading, wanted.slugs, choices)
        stem, question = f"compare/{noun}", query(wanted.slugs).removeprefix("?")
        page |= {
            "comparison": made,
            "columns": _columns(made, wanted, reverse("compare", args=[noun])),
            "cite_address": cite_address_of(stem, question),
            "changed": banners.of_view(
                request.reading, stem, question, request.GET, lambda: of_comparison(noun, made, question)
            ),
            "feed": feed_address(stem, question),
        }
    return render(request, "public/compare/comparison.html", page)


@require_safe
def as_csv(request: HttpRequest, noun: str) -> HttpResponse:
    """The same selection as a long table: one line per statement."""
    made = _compared(request, NOUNS[noun])
    response = HttpResponse(downloads.as_csv(made, request.build_absolute_uri), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(request, noun)}.csv"'
    return response


@require_safe
def as_json(request: HttpRequest, noun: str) -> HttpResponse:
    """The same selection as nested data: groups, rows, cells, statements, passages."""
    made = _compared(request, NOUNS[noun])
    address = reverse("compare", args=[noun]) + query(column.slug for column in made.columns)
    content = {
        "comparison": noun,
        "edition": edition_said(request),
        "address": request.build_absolute_uri(address),
        "licence": LICENCE,
    }
    content |= downloads.as_data(made, request.build_absolute_uri)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'inline; filename="{_file_name(request, noun)}.json"'
    return response


def _wanted(request: HttpRequest, noun: Noun) -> tuple[Choices, Asked]:
    values = request.GET.getlist("s")
    choices = noun.choices(request.reading, typed(values))
    return choices, asked(values, choices.known)


def _compared(request: HttpRequest, noun: Noun) -> Comparison:
    # A single subject is no comparison, but it is data: nobody's script should stumble over it.
    choices, wanted = _wanted(request, noun)
    return noun.compare(request.reading, wanted.slugs, choices) if wanted.slugs else Comparison([], [])


def _file_name(request: HttpRequest, noun: str) -> str:
    return f"policyatlas-compare-{noun}-{edition_said(request)}"


def _columns(made: Comparison, wanted: Asked, address: str) -> list[dict]:
    """The columns with the addresses of the comparison without each, and with it moved to either side."""
    last = len(made.columns) - 1
    return [
        {
            "column": column,
            "without": address + query(without(wanted.slugs, column.slug)),
            "to_left": address + query(swapped(wanted.slugs, index, index - 1)) if index > 0 else "",
            "to_right": address + query(swapped(wanted.slugs, index, index + 1)) if index < last else "",
        }
        for index, column in enumerate(made.columns)
    ]
