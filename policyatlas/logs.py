"""What the site says about each request in its log, and the name by which all lines of one request are found."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# What a proxy may call a request; anything else could forge lines, or fill them.
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Outside a request.
_NONE = "-"

_current: ContextVar[str] = ContextVar("request_id", default=_NONE)
_ACCESS = logging.getLogger("policyatlas.access")


class RequestMiddleware:
    """Gives each request a name, sends it back, and writes one line when the request has been answered.

    First of all, so that every line that is written meanwhile has that name. The name comes from the proxy where there
    is one that must set the header itself, as it sets `X-Forwarded-Proto`; from anybody else it is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request.request_id = name = _named(request)
        token = _current.set(name)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = name
            _say(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            _current.reset(token)


class RequestFilter(logging.Filter):
    """Adds to each line the name of the request during which it was written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every line pass."""
        # Django writes some lines after the request has left the middleware, but hands it over.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or _current.get()
        return True


def _named(request: HttpRequest) -> str:
    said = request.headers.get(HEADER, "") if settings.REQUEST_ID_FROM_PROXY else ""
    return said if _WELL_FORMED.fullmatch(said) else uuid.uuid4().hex


def _say(request: HttpRequest, status: int, seconds: float) -> None:
    # Without the question, which may hold what a reader searched for; a path may hold line breaks.
    path, milliseconds = quote(request.path, safe="/-._~:@"), round(seconds * 1000, 1)
    _ACCESS.info(
        "%s %s %s %s ms",
        request.method,
        path,
        status,
        milliseconds,
        extra={"method": request.method, "path": path, "status": status, "milliseconds": milliseconds},
    )
