"""The page of the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policyatlas.public.links import address_of
from policyatlas.public.map.answering import answer
from policyatlas.public.map.tiles import drawing
from policyatlas.public.map.views import shown
from policyatlas.public.pages.judgements import by_dimension
from policyatlas.values.vocabularies import MISSING

from . import colours, drawings, examples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, with entries of the edition that is read."""
    reading = request.reading
    tiles = answer(reading, request.GET)
    context = {
        "pairs": colours.pairs(),
        "missing": MISSING.codes,
        "list": examples.a_list(reading),
        "policy": examples.a_policy(reading),
        "figures": examples.some_figures(reading),
        "findings": by_dimension(examples.some_findings(reading)),
        "ratings": examples.some_ratings(reading),
        "kinds": examples.one_of_each(reading),
        "drawing": drawing(tiles, lambda prefecture: address_of("prefecture", prefecture.slug)),
        **drawings.drawn(reading),
        **shown(tiles),
    }
    return render(request, "public/styleguide.html", context)
