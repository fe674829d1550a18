"""How the API answers browsers of other sites, and questions that are out of all bounds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from policyatlas.public.data import is_api, refusal
from policyatlas.public.lists.asking import PAGE_SIZES

from .paging import LAST_PAGE

_METHODS = ("GET", "HEAD", "OPTIONS")
# Seconds for which a browser may keep what OPTIONS told it.
_KEPT = 24 * 60 * 60


class CrossOriginMiddleware:
    """Lets scripts of every site read the API, refusals included, without cookies; and nothing but read it.

    Below the middleware of language and edition, so that it sees the path without them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        if request.method not in _METHODS:
            # Before anything asks for the token of a form.
            response = refusal(request, _("The API can only be read."), 405)
            response["Allow"] = ", ".join(_METHODS)
            return response
        response = _offered() if request.method == "OPTIONS" else self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        return response


def _offered() -> HttpResponse:
    """What OPTIONS answers, wherever in the API it is asked."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(_METHODS)
    response["Access-Control-Max-Age"] = str(_KEPT)
    return response


def out_of_bounds(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """422 with a sentence for each number that no page can have."""
    names = dict.fromkeys(str(error["loc"][-1]) for error in exception.errors)
    return refusal(request, " ".join(map(_sentence, names)), 422)


def _sentence(name: str) -> str:
    if name == "per_page":
        sizes = ", ".join(map(str, PAGE_SIZES))
        return _("“per_page” is how many rows a page has, one of %(sizes)s.") % {"sizes": sizes}
    return _("“%(name)s” is a whole number from 1 to %(most)s.") % {"name": name, "most": LAST_PAGE}
