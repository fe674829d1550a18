"""Which answers of Django may be kept, and for how long a browser may do without asking again."""

import re
from collections.abc import Callable
from enum import Enum

from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix

# In a request: that answers are kept outside of Django, which leaves pressing them to whoever keeps them.
OUTSIDE = "policyatlas.answers"
_ROOM = "policyatlas.public."
# The functions behind these addresses are those of the library that binds them.
_API = "api-"
# The page of an edition says of its files what they must be once they have been made, which nothing in print tells.
_NEVER = {"edition"}
# Data of a closed edition hold the edition and nothing else. Its pages also say what has changed since, and load style
# sheets that the next version of the atlas may not have any more.
_LASTING = {"file", "citation", "bibliography-file", "reference-file", "compare-svg", "map-svg"}
_PINNED = re.compile(r"/\d{4}\.\d+/$")


class Keeping(Enum):
    """How long an answer stays what it is."""

    UNTIL_THE_NEXT_PRINT = "public, no-cache"
    ALWAYS = "public, max-age=31536000, immutable"


class MarkingMiddleware:
    """Marks what the reading room answers with `keeping`; the last of the middleware, where the address is known.

    What was refused, moved or is sent in pieces stays unmarked, and so does what says itself how it may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        keeping = _keeping(request, response)
        if keeping is not None:
            response.keeping = keeping
        return response


def _keeping(request: HttpRequest, response: HttpResponseBase) -> Keeping | None:
    asked = request.resolver_match
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming or asked is None:
        return None
    is_ours = asked.func.__module__.startswith(_ROOM) or (asked.url_name or "").startswith(_API)
    if not is_ours or asked.url_name in _NEVER:
        return None
    if response.has_header("Cache-Control") or response.has_header("ETag"):
        return None
    lasting = asked.url_name in _LASTING and _PINNED.search(get_script_prefix())
    return Keeping.ALWAYS if lasting else Keeping.UNTIL_THE_NEXT_PRINT
