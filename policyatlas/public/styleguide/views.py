"""The page of the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policyatlas.public import tile_map
from policyatlas.public.pages.judgements import by_dimension
from policyatlas.values.vocabularies import MISSING

from . import colours, examples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, with entries of the edition that is read."""
    reading = request.reading
    context = {
        "pairs": colours.pairs(),
        "missing": MISSING.codes,
        "list": examples.a_list(reading),
        "policy": examples.a_policy(reading),
        "figures": examples.some_figures(reading),
        "findings": by_dimension(examples.some_findings(reading)),
        "ratings": examples.some_ratings(reading),
        "kinds": examples.one_of_each(reading),
        "tiles": tile_map.tiles(reading),
        "map_width": tile_map.COLUMNS * tile_map.STEP_X,
        "map_height": tile_map.ROWS * tile_map.STEP_Y,
    }
    return render(request, "public/styleguide.html", context)
