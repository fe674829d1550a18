"""How much of what is in print concerns each prefecture."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.public.links import address_of
from policyatlas.public.words import page_language

from .standings import Prefecture, Statement

# The kinds of entry that are counted, and the list that shows just those of a prefecture.
_KINDS = {
    "policies-and-clusters": (("policy", "cluster"), ""),
    "policies": (("policy",), "policies"),
    "clusters": (("cluster",), "clusters"),
    "figures": (("observation",), "observations"),
}


@dataclass(frozen=True)
class Tally:
    """How many there are, and where they can be seen."""

    number: int
    address: str


def counted(reading: Reading, code: str, prefectures: Iterable[Prefecture]) -> dict[str, list[Statement]]:
    """For each prefecture, by slug, the statement of its count; none where the count is 0. Two queries at most."""
    slugs = [one.slug for one in prefectures]
    if code == "findings":
        tallies = _findings(reading, slugs)
    elif code == "fields":
        tallies = _fields(reading, slugs)
    else:
        tallies = _located(reading, code, slugs)
    return {
        slug: [
            Statement(in_words(code, found.number), found.address, Decimal(found.number), about=("prefecture", slug))
        ]
        for slug, found in tallies.items()
        if found.number
    }


def in_words(code: str, number: int, *, low: int | None = None) -> str:
    """A count with what it counts: “3 policies”; with `low` all from there to it: “2–3 policies”."""
    said = {
        "policies-and-clusters": ngettext("%(number)s policy or cluster", "%(number)s policies and clusters", number),
        "policies": ngettext("%(number)s policy", "%(number)s policies", number),
        "clusters": ngettext("%(number)s cluster", "%(number)s clusters", number),
        "figures": ngettext("%(number)s figure", "%(number)s figures", number),
        "findings": ngettext("%(number)s finding", "%(number)s findings", number),
        "fields": ngettext("%(number)s field", "%(number)s fields", number),
    }
    to = "〜" if page_language() == "ja" else "–"
    return said[code] % {"number": number if low in (None, number) else f"{low}{to}{number}"}


def explained(code: str) -> str:
    """What exactly is counted, in a sentence."""
    return {
        "policies-and-clusters": _("Policies and clusters in print that name the prefecture or a place in it."),
        "policies": _("Policies in print that name the prefecture or a place in it; national ones are not counted."),
        "clusters": _("Clusters in print that lie in the prefecture; one that lies in two counts in both."),
        "figures": _("Figures in print about the prefecture or a place in it."),
        "findings": _("Findings in print about the prefecture, or about a place, cluster or organisation in it."),
        "fields": _("Fields of technology on which the prefecture focuses, as the sources that were read say."),
    }[code]


def _located(reading: Reading, code: str, slugs: list[str]) -> dict[str, Tally]:
    kinds, address = _KINDS[code]
    numbers = reading.facet_counts({"place": reading.entries().filter(kind__in=kinds)})["place"]

    def seen_at(slug: str) -> str:
        if not address:
            return address_of("prefecture", slug)
        return _list(address, [("place", f"prefecture:{slug}")])

    return {slug: Tally(numbers.get(f"prefecture:{slug}", 0), seen_at(slug)) for slug in slugs}


def _findings(reading: Reading, slugs: list[str]) -> dict[str, Tally]:
    """Findings have a subject and no place: they are counted where their subject lies."""
    numbers = reading.facet_counts({"subject": reading.entries("finding")})["subject"]
    lying = (
        Facet.objects.order_by()
        .filter(name="place", value__startswith="prefecture:", entry__in=reading.entries().order_by().values("pk"))
        .filter(entry__kind__in=("place", "cluster", "organisation"))
        .values_list("value", "entry__kind", "entry__slug")
    )
    subjects: dict[str, set[str]] = {f"prefecture:{slug}": {f"prefecture:{slug}"} for slug in slugs}
    for prefecture, kind, slug in lying:
        subjects.setdefault(prefecture, set()).add(f"{kind}:{slug}")
    tallies = {}
    for slug in slugs:
        found = sorted(key for key in subjects[f"prefecture:{slug}"] if key in numbers)
        number = sum(numbers[key] for key in found)
        tallies[slug] = Tally(number, _list("findings", [("subject", key) for key in found]))
    return tallies


def _fields(reading: Reading, slugs: list[str]) -> dict[str, Tally]:
    rows = reading.entries("prefecture").values_list("slug", "payload__focuses")
    numbers = {slug: len({focus["field"]["slug"] for focus in focuses}) for slug, focuses in rows}
    return {slug: Tally(numbers.get(slug, 0), f"{address_of('prefecture', slug)}#focuses") for slug in slugs}


def _list(address: str, asked: list[tuple[str, str]]) -> str:
    return f"{reverse('list', args=[address])}?{urlencode(asked, safe=':')}"
