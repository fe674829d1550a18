"""Every public route with the addresses at which tests visit it; a new route is unknown until somebody says how."""

import io
import zipfile
from collections.abc import Callable, Iterable
from itertools import cycle

from django.urls import URLPattern, URLResolver, get_resolver

from policyatlas.editions.reading import Reading
from policyatlas.public import urls
from policyatlas.public.files.links import ENDINGS
from policyatlas.values.kinds import BY_ADDRESS, KINDS

Named = tuple[str, str]

_CHARTED = {
    "prefectures": ("aomori", "akita", "prefecture-st-policy-year"),
    "programmes": ("technopolis-programme", "industrial-cluster-project", "stages"),
    "clusters": ("aomori-technopolis", "akita-technopolis", "technopolis-approval-year"),
}
_MAPS = ["/map/", "/map/?show=findings", "/map/?show=indicator:prefecture-st-policy-year"]
_COMPARED = {"prefectures": "prefecture", "programmes": "policy", "clusters": "cluster"}


def routes() -> set[str]:
    """The names of all routes of the reading room."""
    return set(_names(get_resolver(urls.__name__).url_patterns))


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def _records(ending: str) -> Callable[[list[Named]], list[str]]:
    return lambda entries: [f"/{KINDS[kind].address}/{slug}{ending}" for kind, slug in entries]


def _comparisons(ending: str, before: str = "") -> Callable[[list[Named]], list[str]]:
    def addresses(entries: list[Named]) -> list[str]:
        return [
            f"{before}/compare/{noun}{ending}?" + "&".join(f"s={slug}" for kind, slug in entries if kind == compared)
            for noun, compared in _COMPARED.items()
        ]

    return addresses


def _changes(ending: str) -> Callable[[list[Named]], list[str]]:
    views = (_lists, _records, _comparisons, lambda ending: lambda entries: [f"/search{ending}?q=iwate"])

    def addresses(entries: list[Named]) -> list[str]:
        return [f"/changes{address}" for view in views for address in view(ending)(entries)]

    return addresses


def _lists(ending: str) -> Callable[[list[Named]], list[str]]:
    return lambda entries: [f"/{address}{ending}" for address in BY_ADDRESS]


def _citations(entries: list[Named]) -> list[str]:
    """Each record and comparison in each form, each list and a search in one."""
    lists = _lists(".bib")(entries)
    endings = (".bib", ".ris", ".csl.json")
    return [
        "/search.ris?q=iwate",
        "/map.bib",
        *lists,
        *(address for ending in endings for address in _records(ending)(entries) + _comparisons(ending)(entries)),
    ]


def _references(entries: list[Named]) -> list[str]:
    """The reference of each source, in one form each; of one that is always there, where none is asked for."""
    slugs = [slug for kind, slug in entries if kind == "source"] or ["kitagawa-2005"]
    return [
        f"/bibliography/{slug}.{ending}" for slug, ending in zip(slugs, cycle(("bib", "ris", "csl.json")), strict=False)
    ]


def _cite(entries: list[Named]) -> list[str]:
    views = [*_lists("/")(entries), *_records("/")(entries), "/search/?q=iwate", "/map/"]
    return [f"/cite{view}" for view in views] + _comparisons("/", "/cite")(entries)


def _files(entries: list[Named]) -> list[str]:
    return [
        address
        for ending in ENDINGS
        for address in (
            *(f"/{address}.{ending}" for address in BY_ADDRESS),
            *_records(f".{ending}")(entries),
            *_comparisons(f".{ending}")(entries),
            f"/search.{ending}",
            f"/timeline.{ending}",
            f"/search.{ending}?q=iwate",
            f"/map.{ending}",
        )
    ]


def _charts(entries: list[Named]) -> list[str]:
    """One chart of each comparison, of `entries` beside two subjects that are known to have it."""
    found = []
    for noun, (first, second, chart) in _CHARTED.items():
        asked = "".join(f"&s={slug}" for kind, slug in entries if kind == _COMPARED[noun])
        found.append(f"/compare/{noun}.svg?s={first}&s={second}{asked}&chart={chart}")
    return found


def _api(entries: list[Named]) -> list[str]:
    return [f"/api/v1{address}" for address in _comparisons("/")(entries)]


VISITS: dict[str, Callable[[list[Named]], list[str]]] = {
    "home": lambda entries: ["/", "/?show=indicator:prefecture-st-policy-year"],
    "about": lambda entries: ["/about/"],
    "evidence": lambda entries: ["/evidence/", "/evidence/?rows=subjects", "/evidence/?rows=instruments"],
    "styleguide": lambda entries: ["/styleguide/"],
    "search": lambda entries: ["/search/", "/search/?q=iwate", "/search/?q=quokka"],
    "map": lambda entries: _MAPS,
    "map-svg": lambda entries: ["/map.svg", "/map.svg?show=indicator:prefecture-st-policy-year"],
    "cite": _cite,
    "citation": _citations,
    "editions": lambda entries: ["/editions/"],
    "edition": lambda entries: ["/editions/2026.1/"],
    "edition-data": lambda entries: ["/editions/2026.1.zip", "/editions/2026.1.sqlite"],
    # All rows: two full pages are more than any kind has.
    "list": lambda entries: [f"/{address}/?per_page=200{page}" for address in BY_ADDRESS for page in ("", "&page=2")],
    "record": _records("/"),
    "timeline": lambda entries: ["/timeline/", "/timeline/?group=level&view=list&of=policies&q=law"],
    "changes": lambda entries: ["/changes/"],
    "changes-whole": lambda entries: ["/changes.atom"],
    "changes-page": lambda entries: _changes("/")(entries[:10]),
    "changes-csv": lambda entries: _changes(".csv")(entries[:10]),
    "changes-feed": lambda entries: _changes(".atom")(entries[:10]),
    "bibliography": lambda entries: ["/bibliography/", "/bibliography/?kind=article&sort=year&q=no-such-word"],
    "bibliography-file": lambda entries: [f"/bibliography.{ending}" for ending in ("bib", "ris", "csl.json")],
    "reference-file": _references,
    "api": lambda entries: ["/api/v1/"],
    "api-openapi": lambda entries: ["/api/v1/openapi.json"],
    "api-list": lambda entries: [f"/api/v1{address}?per_page=200" for address in _lists("/")(entries)],
    "api-record": lambda entries: [f"/api/v1{address}" for address in _records("/")(entries)],
    "api-comparison": _api,
    "api-editions": lambda entries: ["/api/v1/editions/"],
    "api-changes": lambda entries: ["/api/v1/changes/"],
    "robots": lambda entries: ["/robots.txt"],
    "sitemap": lambda entries: ["/sitemap.xml"],
    "sitemap-part": lambda entries: [f"/sitemap-{name}.xml" for name in ("pages", *BY_ADDRESS)],
    "compare-index": lambda entries: ["/compare/"],
    "compare": _comparisons("/"),
    "file": _files,
    "compare-svg": _charts,
}


def routes_of_pages() -> list[str]:
    """The routes that answer with pages; the others answer with files."""
    example = [("policy", "x")]
    return [
        route
        for route, visits in VISITS.items()
        if all(address.partition("?")[0].endswith("/") for address in visits(example)) and not route.startswith("api-")
    ]


def addresses(entries: list[Named]) -> list[str]:
    """All public addresses: every page there is one of, and those of `entries`."""
    unknown = routes() - VISITS.keys()
    assert not unknown, f"Say in VISITS in tests/house/addresses.py at which addresses to visit the routes {unknown}."
    return [address for route in VISITS for address in VISITS[route](entries)]


def two_of_each(reading: Reading) -> list[Named]:
    """Two entries of every kind, those with the most to say: the ones most others refer to come with long payloads."""
    found = []
    for kind in KINDS:
        longest = sorted(reading.entries(kind), key=lambda entry: (-len(str(entry.payload)), entry.slug))
        found += [(kind, entry.slug) for entry in longest[:2]]
    return found


def text_of(response) -> str:
    """All that an answer says, also one that is a file of files."""
    content = response.getvalue()
    if response.get("Content-Type") != "application/zip" and not response["Content-Type"].endswith(
        "spreadsheetml.sheet"
    ):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return "\n".join(files.read(name).decode() for name in files.namelist())
