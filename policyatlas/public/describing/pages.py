"""Describes the pages of the reading room: tables, records, editions and the first page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition, Entry
from policyatlas.public import words
from policyatlas.public.data import LICENCE
from policyatlas.public.files.links import Download
from policyatlas.public.frame import site_root
from policyatlas.public.links import within
from policyatlas.values.citations import SITE, Citation

from . import vocabulary
from .described import Described


@dataclass(frozen=True)
class Table:
    """A list or a comparison: where it is, what it is called, what is asked of it in words, what it holds, its files.

    `query` is what an extract has: without the page that is read. `narrowed` is by how many values it is filtered.
    """

    stem: str
    query: str
    title: str
    asked: tuple[str, ...]
    said: str
    downloads: list[Download]
    narrowed: int = 0

    @property
    def path(self) -> str:
        """Its address below the edition."""
        return f"{self.stem}/" + (f"?{self.query}" if self.query else "")


def table(request: HttpRequest, shown: Table) -> Described:
    """Describes a table; a list with more than one filter is one of too many to be found by search engines."""
    edition, language = request.reading.edition, words.page_language()
    cited = _cited(request, edition, shown.path, shown.title, shown.asked)
    files = [(one.name, one.type, request.build_absolute_uri(one.address)) for one in shown.downloads]
    description = _("%(title)s in PolicyAtlas, the sourced atlas of Japan’s regional innovation policy. %(said)s")
    said = description % {"title": cited.full_title, "said": shown.said}
    data = {
        **_data_set(request, edition, cited.url, cited.full_title, said, language),
        "isPartOf": _atlas(request, edition),
        "distribution": vocabulary.distribution(files),
    }
    return Described(cited.full_title, said, cited.url, language, data, cited, noindex=shown.narrowed > 1)


def page(request: HttpRequest, path: str, title: str, said: str, *, narrowed: int = 0) -> Described:
    """Describes any other page, at the whole `path` with its question."""
    edition, language = request.reading.edition, words.page_language()
    address = request.build_absolute_uri(path)
    data = {
        "@context": vocabulary.CONTEXT,
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": said,
        "inLanguage": language,
        **vocabulary.published(edition, _site(request)),
        "isPartOf": _atlas(request, edition),
    }
    return Described(title, said, address, language, data, noindex=narrowed > 1)


def record(request: HttpRequest, entry: Entry, path: str, title: str, description: str) -> Described:
    """Describes the page of an entry: a page of the atlas, and what that is about."""
    edition, language = request.reading.edition, words.page_language()
    cited = _cited(request, edition, path, title, ())
    data = {
        "@context": vocabulary.CONTEXT,
        "@type": "WebPage",
        "@id": cited.url,
        "url": cited.url,
        "name": title,
        "description": description,
        "inLanguage": language,
        **vocabulary.published(edition, _site(request)),
        "isPartOf": _atlas(request, edition),
        "mainEntity": vocabulary.thing(entry, language, cited.url),
    }
    if edition.is_open and entry.printed_at:
        data["dateModified"] = localdate(entry.printed_at).isoformat()
    return Described(title, description, cited.url, language, data, cited, sort="article")


def edition(request: HttpRequest, shown: Edition, entries: int, files: Iterable[tuple[str, str, str]]) -> Described:
    """Describes the page of a closed edition: a data set with its files."""
    language = words.page_language()
    address = request.build_absolute_uri(within("", f"editions/{shown.label}/"))
    title = _("Edition %(label)s") % {"label": shown.label}
    said = _(
        "PolicyAtlas as it stood on %(date)s, with %(number)s entries: Japan’s regional innovation policy since 1950, "
        "with the sources it rests on. The edition never changes."
    ) % {"date": words.day(shown.closed_on.isoformat(), language), "number": entries}
    cited = Citation(
        title, (), address, entries, "entries", shown.digest, LICENCE["name"], language, shown.label, shown.closed_on
    )
    data = {
        **_data_set(request, shown, address, f"{SITE}, {title}", said, language),
        "identifier": f"SHA-256 {shown.digest}",
        "distribution": vocabulary.distribution(
            (name, media_type, request.build_absolute_uri(address)) for name, media_type, address in files
        ),
    }
    return Described(title, said, address, language, data, cited)


def home(request: HttpRequest, title: str) -> Described:
    """Describes the first page: the site with its search, and the atlas as the data set it is."""
    language, reading = words.page_language(), request.reading
    address = request.build_absolute_uri(reverse("home"))
    said = _(
        "A sourced atlas of Japan’s regional innovation policy: the laws, plans and programmes since 1950, the "
        "clusters they created, the prefectures they reached, and what evaluations say of them."
    )
    search = request.build_absolute_uri(reverse("search"))
    site = {
        "@type": "WebSite",
        "@id": f"{address}#site",
        "url": address,
        "name": SITE,
        "description": said,
        "inLanguage": language,
        "publisher": vocabulary.publisher(_site(request)),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
            "query-input": "required name=words",
        },
    }
    atlas = {**_data_set(request, reading.edition, f"{address}#atlas", SITE, said, language), "url": address}
    context = atlas.pop("@context")
    return Described(title, said, address, language, {"@context": context, "@graph": [site, atlas]})


def _cited(request: HttpRequest, edition: Edition, path: str, title: str, asked: tuple[str, ...]) -> Citation:
    """The citation of a view as far as tags name it: how much it holds, and the sum over it, stand in none of them."""
    return Citation(
        title=title,
        asked=asked,
        address=request.build_absolute_uri(within(edition.label, path)),
        rows=0,
        noun="entries",
        fingerprint="",
        licence=LICENCE["name"],
        language=words.page_language(),
        edition=edition.label,
        closed_on=edition.closed_on,
        read_on=None if edition.label else localdate(),
    )


def _data_set(
    request: HttpRequest, edition: Edition, address: str, name: str, description: str, language: str
) -> dict[str, Any]:
    return {
        "@context": vocabulary.CONTEXT,
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": name,
        "description": description,
        "inLanguage": language,
        **vocabulary.published(edition, _site(request)),
        "spatialCoverage": {"@type": "Country", "name": "Japan"},
    }


def _atlas(request: HttpRequest, edition: Edition) -> dict[str, str]:
    """The edition that a page is part of; what is in print now is the atlas itself."""
    path = f"editions/{edition.label}/" if edition.label else ""
    return {
        "@type": "Dataset",
        "name": f"{SITE}, {_('Edition %(label)s') % {'label': edition.label}}" if edition.label else SITE,
        "url": request.build_absolute_uri(within("", path)),
    }


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri(site_root())
