"""The page of one entry."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.public.changes import banners
from policyatlas.public.describing import pages as describing
from policyatlas.public.extracts.records import of_page
from policyatlas.public.files.links import Download, downloads
from policyatlas.public.links import address_of, cite_address_of, feed_address
from policyatlas.values.kinds import BY_ADDRESS, Kind

from .gathering import Gathered
from .lives import Past, past
from .naming import Name, names_of
from .not_in_print import not_in_print
from .nouns import PAGES

_TEMPLATES = {kind: f"public/{kind}.html" for kind in PAGES} | {"prefecture": "public/place.html"}


# What can be put side by side, and the word for it in the address of the comparison.
_COMPARED = {"prefecture": "prefectures", "policy": "programmes", "cluster": "clusters"}


@dataclass(frozen=True)
class Head:
    """What stands above and below every record's page; `edition` is the label of the closed edition being read."""

    kind: Kind
    name: Name
    other_name: Name | None
    kicker: str
    description: str
    canonical: str
    list_address: str
    downloads: list[Download]
    compare_address: str
    cite_address: str
    edition: str
    past: list[Past]

    @property
    def title(self) -> str:
        """The name of the record on this page."""
        return self.name.text


@require_safe
def record(request: HttpRequest, address: str, slug: str) -> HttpResponse:
    """The page of one entry in the edition that is read."""
    kind = BY_ADDRESS[address]
    entry = request.reading.entry(kind.code, slug)
    if entry is None:
        return not_in_print(request, kind, slug)
    return rendered(request, kind, shown(request, kind, entry))


def shown(request: HttpRequest, kind: Kind, entry: Entry) -> dict:
    """What the page of `entry` is made of."""
    page = PAGES[kind.code](request.reading, entry, words.page_language())
    head, stem = _head(request, kind, page["gathered"], page["description"]), f"{kind.address}/{entry.slug}"
    return {
        **page,
        "head": head,
        "entry": entry,
        "described": describing.record(request, entry, f"{stem}/", _title(entry), head.description),
        "changed": banners.of_view(request.reading, stem, "", request.GET, lambda: of_page(page["gathered"])),
        "feed": feed_address(stem, ""),
    }


def rendered(request: HttpRequest, kind: Kind, page: dict) -> HttpResponse:
    """The page itself, made of what `shown` gives."""
    return render(request, _TEMPLATES[kind.code], page)


def _head(request: HttpRequest, kind: Kind, gathered: Gathered, description: str) -> Head:
    entry = gathered.entry
    name, other_name = names_of(gathered)
    return Head(
        kind=kind,
        name=name,
        other_name=other_name,
        kicker=_kicker(kind, entry.payload, words.page_language()),
        description=_shortened(description or f"{entry.title_en}: {kind.en.lower()} in PolicyAtlas."),
        canonical=request.build_absolute_uri(address_of(entry.kind, entry.slug)),
        list_address=reverse("list", args=[kind.address]),
        downloads=downloads(f"{kind.address}/{entry.slug}"),
        compare_address=_compare_address(entry),
        cite_address=cite_address_of(f"{kind.address}/{entry.slug}"),
        edition=request.reading.edition.label,
        past=past(entry, request.reading),
    )


def _title(entry: Entry) -> str:
    """What a citation calls the entry."""
    return (words.page_language() == "ja" and entry.title_ja) or entry.title_en


def _compare_address(entry: Entry) -> str:
    """The comparison that begins with this entry; empty for kinds that are not compared."""
    noun = _COMPARED.get(entry.kind)
    return f"{reverse('compare', args=[noun])}?s={entry.slug}" if noun else ""


def _kicker(kind: Kind, payload: dict, language: str) -> str:
    """The kind of entry and what sort of it, such as `Policy · Programme`; a prefecture is a prefecture."""
    sort = next((name for name in ("kind", "place_kind", "scheme") if name in payload), "")
    parts = [kind.label(language), words.said(kind.code, sort, payload[sort], language) if sort else ""]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _shortened(text: str, length: int = 155) -> str:
    """`text` cut at a word for the description in search results."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:–—") + " …"
