"""What somebody who means harm, or a broken program, may ask of the site: addresses, questions, methods and headers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote_from_bytes, unquote_to_bytes

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st

from policyatlas.public.lists.nouns import LISTS
from tests.house.addresses import addresses

from .nasty import BODIES, FITTING, HEADERS, INJECTED, MARK, METHODS, ODD, RAW, SEGMENTS, SQL, TEMPLATES


@dataclass(frozen=True)
class Asked:
    """One request as a server hands it on: the path decoded, the question as it was sent."""

    method: str
    path: bytes
    question: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def environ(self) -> dict:
        """What is its own of the environment of a WSGI call, for `served()` and `Client.request()`."""
        names = {name: name.upper().replace("-", "_") for name in self.headers}
        plain = ("content-type", "content-length")
        given = {(key if name in plain else f"HTTP_{key}"): self.headers[name] for name, key in names.items()}
        return {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.question.decode("latin-1"),
            "CONTENT_LENGTH": str(len(self.body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "wsgi.input": BytesIO(self.body),
        } | given


def _encoded(text: str) -> bytes:
    return quote_from_bytes(text.encode(errors="surrogatepass"), safe="").encode()


def _names() -> list[str]:
    """The names of parameters that pages know, and some they do not."""
    known = "q s sort page per_page columns show scale period view of group phase level rows from to row only turn fold"
    known += " chart kind edition year_from year_to began next then format limit offset since lang language"
    filters = {choice.name for page in LISTS.values() for choice in page.filters}
    nonsense = ["", "\0", "q[]", "__proto__", f"<xss-{MARK}>", f'"x{MARK}="', "s" * 3_000]
    return [*sorted({*known.split(), *filters}), *nonsense]


def _values() -> st.SearchStrategy[bytes]:
    sensible = [
        "iwate",
        "aomori",
        "technopolis-law",
        "law",
        "title",
        "2",
        "25",
        "indicator:prefecture-st-policy-year",
        "岩手",
    ]
    texts = st.sampled_from([*INJECTED, *INJECTED, *TEMPLATES, *SQL, *ODD, *sensible, *sensible, *sensible])
    return st.one_of(texts.map(_encoded), st.sampled_from(RAW), st.text(max_size=20).map(_encoded))


def _mostly(usual: st.SearchStrategy, *odd: st.SearchStrategy) -> st.SearchStrategy:
    """Each of the odd ones once in ten times, else the usual one."""
    return st.integers(0, 9).flatmap(lambda drawn: odd[drawn] if drawn < len(odd) else usual)


def _questions() -> st.SearchStrategy[bytes]:
    names = _mostly(st.sampled_from(_names()), st.sampled_from(["q", "s", "show"])).map(_encoded)
    pairs = st.tuples(names, _values()).map(b"=".join)
    few = st.lists(pairs, max_size=6).map(b"&".join)
    numbers = st.sampled_from([15, 300, 1_999, 2_000, 2_001])
    many = st.tuples(pairs, numbers).map(lambda drawn: b"&".join([drawn[0]] * drawn[1]))
    return _mostly(few, many)


def patterns(found: Iterable[URLPattern | URLResolver], before: str = "") -> Iterable[str]:
    """The patterns of all addresses, such as `editions/<str:label>/`."""
    for one in found:
        route = before + str(one.pattern).replace("\\Z", "").removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route)
        else:
            yield route


def site_patterns(*, of_the_desk: bool) -> list[str]:
    """The patterns of the desk, or those of the reading room."""
    desk = admin.site.name
    return sorted(
        one for one in set(patterns(get_resolver().url_patterns)) if one.startswith(f"{desk}/") == of_the_desk
    )


def _paths(visits: list[str]) -> st.SearchStrategy[bytes]:
    """Addresses there are, those of every pattern filled with nonsense, and some bent out of shape."""
    there = sorted({unquote_to_bytes(visit.partition("?")[0]) for visit in visits})
    filling = st.one_of(
        st.sampled_from(FITTING),
        st.sampled_from([*INJECTED, *SQL, *ODD, *TEMPLATES]),
        st.text(max_size=12),
    ).map(lambda text: text.encode(errors="surrogatepass"))
    routes = st.sampled_from(site_patterns(of_the_desk=False))
    filled = routes.flatmap(lambda route: st.tuples(*_pieces(route, filling))).map(
        lambda pieces: b"/" + b"".join(pieces)
    )
    bent = st.tuples(st.sampled_from(there), st.sampled_from(SEGMENTS), st.booleans()).map(
        lambda drawn: b"/" + drawn[1] + drawn[0] if drawn[2] else drawn[0] + drawn[1]
    )
    ours = st.sampled_from([b"", b"", b"", b"/ja", b"/2026.1", b"/ja/2026.1"])
    before = _mostly(ours, st.sampled_from([b"/9999.9", b"/2026.1/ja", b"/cite", b"/changes"]))
    plain = st.sampled_from(there)
    return st.tuples(before, _mostly(plain, filled, bent)).map(b"".join)


def _pieces(route: str, filling: st.SearchStrategy[bytes]) -> list[st.SearchStrategy[bytes]]:
    return [
        filling if piece.startswith("<") else st.just(piece.encode()) for piece in re.split("(<[^>]*>)", route) if piece
    ]


def asked() -> st.SearchStrategy[Asked]:
    """Requests to the reading room: half of them plain readings of odd addresses, the others with all else besides."""
    visits = addresses([("policy", "technopolis-law"), ("prefecture", "aomori"), ("cluster", "kagawa-rare-sugar")])
    paths, questions = _paths(visits), _questions()
    headers = st.lists(st.sampled_from(sorted(HEADERS)), max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: st.sampled_from(HEADERS[name]) for name in names})
    )
    plain = st.builds(Asked, st.just("GET"), paths, questions)
    odd = st.builds(Asked, st.sampled_from(METHODS), paths, questions, headers, st.sampled_from(BODIES))
    return st.one_of(plain, odd)
