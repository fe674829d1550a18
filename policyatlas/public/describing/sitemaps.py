"""The site map: every page of what is in print now, in both languages, in parts that search engines take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.conf import settings
from django.db.models import Count, Max
from django.urls import get_resolver, reverse
from django.utils.timezone import localdate
from django.utils.xmlutils import SimplerXMLGenerator

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.frame import site_root
from policyatlas.values.kinds import BY_ADDRESS, KINDS
from policyatlas.values.typed import whole_number

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
# The protocol takes 50 000 addresses a file; each entry has one in each language.
ENTRIES = 20_000
PAGES = "pages"
# Pages that only somebody who asks something has a use for, those that show how the atlas is made, and data.
UNLISTED = {"search", "changes", "styleguide", "api-list", "api-comparison", "api-editions", "api-changes"}


@dataclass(frozen=True)
class Place:
    """A page: its address below the language, and when it last became another one, where that is known."""

    path: str
    changed: date | None = None


def parts(reading: Reading) -> list[Place]:
    """The files of the map; one query."""
    found = [Place(_name(PAGES))]
    rows = reading.entries().order_by("kind").values_list("kind").annotate(Count("pk"), Max("printed_at"))
    for kind, number, newest in rows:
        for part in range(1, -(-number // ENTRIES) + 1):
            found.append(Place(_name(KINDS[kind].address, part), localdate(newest) if newest else None))
    return found


def places(reading: Reading, name: str) -> list[Place] | None:
    """The pages of one part; None where there is no such part. One query."""
    if name == PAGES:
        return list(_pages())
    address, _, number = name.partition("-")
    part = whole_number(number, digits=5) or 1
    if address not in BY_ADDRESS or name != _stem(address, part):
        return None
    entries = reading.entries(BY_ADDRESS[address].code).order_by("slug")
    rows = entries.values_list("slug", "printed_at")[(part - 1) * ENTRIES : part * ENTRIES]
    found = [Place(f"{address}/{slug}/", localdate(printed) if printed else None) for slug, printed in rows]
    return found or None


def written_index(found: Iterable[Place], site: str) -> str:
    """The index of the parts as XML; `site` is the address of the atlas without a path."""
    xml, text = _begun("sitemapindex", {"xmlns": _NAMESPACE})
    for place in found:
        xml.startElement("sitemap", {})
        _located(xml, f"{site}{site_root()}{place.path}", place.changed)
        xml.endElement("sitemap")
    return _ended(xml, text, "sitemapindex")


def written(found: Iterable[Place], site: str) -> str:
    """One part as XML: each page in each language, with where it is in the others."""
    xml, text = _begun("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _XHTML})
    for place in found:
        addresses = _in_each_language(place.path, site)
        for address in addresses.values():
            xml.startElement("url", {})
            _located(xml, address, place.changed)
            for language, other in [*addresses.items(), ("x-default", addresses["en"])]:
                link = {"rel": "alternate", "hreflang": language, "href": other}
                xml.addQuickElement("xhtml:link", attrs=link)
            xml.endElement("url")
    return _ended(xml, text, "urlset")


def _pages() -> Iterator[Place]:
    """The pages that are no entry's: those whose address has no parameter, lists, comparisons, closed editions."""
    home = reverse("home")
    # The first of several routes with the same name is enough: none of them has a parameter.
    for name, (ways, *_) in get_resolver("policyatlas.public.urls").reverse_dict.items():
        if isinstance(name, str) and name not in UNLISTED and not ways[0][1]:
            path = ways[0][0]
            if not path or path.endswith("/"):
                yield Place(path)
    for address in BY_ADDRESS:
        yield Place(reverse("list", args=[address]).removeprefix(home))
    for noun in NOUNS:
        yield Place(reverse("compare", args=[noun]).removeprefix(home))
    for edition in Edition.objects.closed():
        yield Place(reverse("edition", args=[edition.label]).removeprefix(home), edition.closed_on)


def _in_each_language(path: str, site: str) -> dict[str, str]:
    codes = (code for code, _name_of in settings.LANGUAGES)
    return {code: f"{site}{site_root()}{'' if code == 'en' else f'{code}/'}{path}" for code in codes}


def _name(address: str, part: int = 1) -> str:
    return f"sitemap-{_stem(address, part)}.xml"


def _stem(address: str, part: int) -> str:
    return address if part == 1 else f"{address}-{part}"


def _begun(root: str, attributes: dict[str, str]) -> tuple[SimplerXMLGenerator, StringIO]:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, attributes)
    return xml, text


def _located(xml: SimplerXMLGenerator, address: str, changed: date | None) -> None:
    xml.addQuickElement("loc", address)
    if changed:
        xml.addQuickElement("lastmod", changed.isoformat())


def _ended(xml: SimplerXMLGenerator, text: StringIO, root: str) -> str:
    xml.endElement(root)
    xml.endDocument()
    return text.getvalue()
