"""What of a request decides its answer, and what the browser has already."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.http import parse_etags

# Characters of an address that is worth remembering.
_LONGEST = 2000
# Characters in which a browser says what it accepts; what is longer would be remembered, too.
_LONGEST_CHOICE = 500
# A piece without the spaces around it: spaces that can be read in two ways take time by the square of their number.
_PIECE = re.compile(r"(?P<name>[\w*-]+)(?:\s*;\s*q\s*=\s*(?P<weight>[01](?:\.\d{0,3})?))?")
# The better first.
ENCODINGS = ("br", "gzip")


class Asked(NamedTuple):
    """All that an answer depends on: pages hold absolute addresses, so scheme and host too. No cookie is among it."""

    scheme: str
    proxied_scheme: str
    host: str
    path: str
    question: str
    encoding: str


def asked(environ: dict[str, Any]) -> Asked | None:
    """What a request of WSGI asks the reading room; None where it cannot be answered from what is kept."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
        return None
    host, path, question = environ.get("HTTP_HOST"), environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if not host or len(host) + len(path) + len(question) > _LONGEST:
        return None
    if path.startswith(("/admin/", settings.STATIC_URL)):
        return None
    proxy = settings.SECURE_PROXY_SSL_HEADER
    proxied = environ.get(proxy[0], "") if proxy else ""
    encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return Asked(environ["wsgi.url_scheme"], proxied, host, path, question, encoding)


def best_encoding(accepted: str) -> str:
    """How the answer is to be pressed for a browser that says it accepts this; empty for not at all."""
    return _best(accepted) if len(accepted) <= _LONGEST_CHOICE else ""


@lru_cache(maxsize=500)
def _best(accepted: str) -> str:
    weights: dict[str, float] = {}
    for piece in accepted.lower().split(","):
        if found := _PIECE.fullmatch(piece.strip()):
            weights[found["name"]] = float(found["weight"] or 1)
    offered = [(weights.get(name, weights.get("*", 0.0)), name) for name in ENCODINGS]
    weight, name = max(offered, key=lambda one: one[0])
    return name if weight > 0 else ""


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether the browser says that it has the answer with that tag."""
    if if_none_match == etag:
        return True
    tags = parse_etags(if_none_match)
    # Compared weakly, as HTTP wants it here: proxies that press an answer anew put `W/` before its tag.
    return tags == ["*"] or etag in (tag.removeprefix("W/") for tag in tags)
