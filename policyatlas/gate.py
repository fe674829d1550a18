"""What holds for every request and every answer, whoever makes it: how much may be sent, and who may embed it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

# What stands in other people's pages with good reason lies neither at the desk nor among the site's own files.
_OURS = ("/admin/", settings.STATIC_URL)


class GateMiddleware:
    """Turns away what is too large before anything reads it, and says in which pages an answer may be embedded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _length(request)
        # Django takes for nothing what is no number, but fails over it when it reads what was sent.
        request.META["CONTENT_LENGTH"] = str(length)
        response = _too_large() if length > settings.LARGEST_REQUEST else self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = _readers(request, response)
        return response


def _length(request: HttpRequest) -> int:
    """How many bytes follow the headers: none where that is not said, or is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _too_large() -> HttpResponse:
    megabytes = settings.LARGEST_REQUEST // 1_000_000
    return HttpResponse(render_to_string("413.html", {"megabytes": megabytes}), status=413)


def _readers(request: HttpRequest, response: HttpResponseBase) -> str:
    """Pictures and data of the reading room may stand in pages of other sites; pages and the desk may not."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return "same-origin" if is_page or request.path.startswith(_OURS) else "cross-origin"
