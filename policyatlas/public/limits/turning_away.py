"""Which requests are counted, by whom they were sent, and what is answered to one too many."""

from functools import cache
from ipaddress import IPv6Address, ip_address
from math import ceil
from pathlib import Path
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from policyatlas.public.data import is_data, refusal
from policyatlas.public.frame import unpinned_prefix

from .counting import Counter

# The routes that answer with files; a site map and robots.txt are for those who read them rarely.
_FILES = {
    *("file", "citation", "bibliography-file", "reference-file", "edition-data", "changes-csv", "changes-feed"),
    *("changes-whole", "compare-svg", "map-svg"),
    # Pages that need the whole file to be made: its fingerprint, or what in it has changed.
    *("cite", "changes-page"),
}
# Below it lie the operations of the API, and what describes them.
_OPERATIONS, _DESCRIPTIONS = "api/", {"api", "api-openapi"}
# So many subjects may be compared without being counted.
_FEW_SUBJECTS = 10


class LimitMiddleware:
    """Counts what costs much, and turns away one request too many; what is answered from a cache never comes here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Asked once it is known which view would answer."""
        matter = matter_of(request)
        most = settings.READING_LIMITS.get(matter, 0)
        sender = sender_of(request) if most else ""
        if not sender:
            return None
        wait = _counter(settings.VAR_DIR / "requests.counted").wait(f"{matter} {sender}", most=most, now=time())
        return turned_away(request, most, ceil(wait)) if wait else None


def matter_of(request: HttpRequest) -> str:
    """What is asked for, by the names of `READING_LIMITS`; empty where it costs little."""
    asked = request.resolver_match
    if asked.route.startswith(_OPERATIONS):
        return "" if asked.url_name in _DESCRIPTIONS else "api"
    if request.path_info.startswith("/admin/"):
        return ""
    if asked.url_name in _FILES:
        return "downloads"
    if request.GET.get("q", "").strip():
        return "search"
    return "comparisons" if len(request.GET.getlist("s")) > _FEW_SUBJECTS else ""


def sender_of(request: HttpRequest) -> str:
    """Whom the request is counted for: an address, of IPv6 the network of one household; empty for nobody.

    Behind a proxy it is the one that the nearest proxy names. This machine itself is not counted: it is who runs the
    site, or a proxy that names nobody, behind which all readers would be counted as one.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    named = request.headers.get("X-Forwarded-For", "").split(",")
    written = named[-proxies] if 0 < proxies <= len(named) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(written.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if address.is_loopback:
        return ""
    return str(address) if address.version == 4 else str(IPv6Address(int(address) >> 64 << 64))


def turned_away(request: HttpRequest, most: int, seconds: int) -> HttpResponse:
    """The answer to one request too many: when to ask again, and what to take instead; it asks no query."""
    words = {"most": most, "seconds": seconds}
    if is_data(request):
        sentence = _(
            "From your address more than %(most)s of these were asked for within a minute. "
            "Ask again in %(seconds)s seconds, or take a whole edition at once: %(editions)s"
        )
        editions = request.build_absolute_uri(f"{unpinned_prefix()}editions/")
        response = refusal(request, sentence % (words | {"editions": editions}), 429)
    else:
        page = render_to_string("too_many.html", words | {"home": unpinned_prefix()})
        response = HttpResponse(page, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def _counter(path: Path) -> Counter:
    return Counter(path)
