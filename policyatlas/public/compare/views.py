"""The comparison pages; all of their state is in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Edition
from policyatlas.public.files.links import downloads
from policyatlas.public.frame import unpinned_prefix

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
        page |= {
            "comparison": made,
            "downloads": downloads(f"compare/{noun}", query(wanted.slugs).removeprefix("?")),
            "columns": _columns(made, wanted, reverse("compare", args=[noun])),
            "cite_in": _cite_in(request),
            "cite_address": _cite_address(request, noun, wanted),
        }
    return render(request, "public/compare/comparison.html", page)


def _wanted(request: HttpRequest, noun: Noun) -> tuple[Choices, Asked]:
    values = request.GET.getlist("s")
    choices = noun.choices(request.reading, typed(values))
    return choices, asked(values, choices.known)


def _cite_in(request: HttpRequest) -> Edition | None:
    """The closed edition that a citation should name: the one being read, or the newest."""
    return request.reading.edition if request.reading.pinned else request.reading.newest_closed


def _cite_address(request: HttpRequest, noun: str, wanted: Asked) -> str:
    edition = _cite_in(request)
    if edition is None:
        return ""
    path = reverse("compare", args=[noun]).removeprefix(get_script_prefix())
    return request.build_absolute_uri(f"{unpinned_prefix()}{edition.label}/{path}{query(wanted.slugs)}")


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
