"""The navigation above every page, written once for each place in it, language and edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policyatlas.values.kinds import KINDS

from .words import page_language

# What most readers come for stands in the navigation, the other tables one click further.
_TABLES = ("policy", "cluster", "prefecture", "finding", "observation")
_FURTHER_TABLES = (
    "evaluation",
    "organisation",
    "indicator",
    "source",
    "disagreement",
    "framework",
    "event",
    "place",
    "term",
)
_COMPARISONS = ("compare/prefectures/", "compare/programmes/", "compare/clusters/")
_ROOMS = ("map/", "timeline/", "evidence/")
_BIBLIOGRAPHY = "bibliography/"
_ADDRESSES = (
    *(f"{KINDS[code].address}/" for code in (*_TABLES, *_FURTHER_TABLES)),
    *_COMPARISONS,
    *_ROOMS,
    _BIBLIOGRAPHY,
)


@dataclass(frozen=True)
class Way:
    """A link of the navigation: its words, its address, and `page` if the reader is there, `true` if below it."""

    label: str
    address: str
    current: str = ""


def navigation(here: str) -> SafeString:
    """The navigation of the page at the path `here`, in its language and edition."""
    place = next((address for address in _ADDRESSES if here.startswith(f"/{address}")), "")
    return _written(get_script_prefix(), page_language(), place, here == f"/{place}")


@lru_cache(maxsize=256)
def _written(prefix: str, language: str, place: str, is_there: bool) -> SafeString:
    current = {place: "page" if is_there else "true"}

    def ways(addresses: Iterable[str], labels: Iterable[str]) -> list[Way]:
        return [
            Way(label, prefix + address, current.get(address, ""))
            for label, address in zip(labels, addresses, strict=True)
        ]

    def lists(codes: Iterable[str]) -> list[Way]:
        kinds = [KINDS[code] for code in codes]
        return ways((f"{kind.address}/" for kind in kinds), (kind.label(language, plural=True) for kind in kinds))

    shown = {
        "tables": lists(_TABLES),
        "further": [*lists(_FURTHER_TABLES), *ways([_BIBLIOGRAPHY], [_("Bibliography")])],
        "comparisons": ways(_COMPARISONS, [_("Prefectures"), _("Programmes"), _("Clusters")]),
        "rooms": ways(_ROOMS, [_("Map"), _("Timeline"), _("Evidence map")]),
    }
    return render_to_string("components/navigation.html", shown)
