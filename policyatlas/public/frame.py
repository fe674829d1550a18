"""What every page of the reading room has around it: the navigation, the search box and the edition that is read."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from policyatlas.values.kinds import KINDS

from .words import page_language

# Terms and places are reached from the pages that speak of them.
_IN_NAVIGATION = (
    "policy",
    "cluster",
    "prefecture",
    "evaluation",
    "finding",
    "organisation",
    "indicator",
    "observation",
    "source",
    "framework",
    "disagreement",
    "event",
)


@dataclass(frozen=True)
class Way:
    """A link of the navigation: its words, its address, and `page` if the reader is there, `true` if below it."""

    label: str
    address: str
    current: str = ""


class Frame:
    """The frame around the page that `request` asks for; nothing of it is worked out before a template wants it."""

    def __init__(self, request: HttpRequest):
        self._request = request
        self._here = request.path_info

    @cached_property
    def places(self) -> list[Way]:
        """The lists."""
        return [
            self._way(KINDS[code].label(page_language(), plural=True), f"{KINDS[code].address}/")
            for code in _IN_NAVIGATION
        ]

    @cached_property
    def comparisons(self) -> list[Way]:
        """What can be put side by side."""
        return [
            self._way(_("Prefectures"), "compare/prefectures/"),
            self._way(_("Programmes"), "compare/programmes/"),
            self._way(_("Clusters"), "compare/clusters/"),
        ]

    @cached_property
    def query(self) -> str:
        """The words in the search box: those of the search page, else none."""
        asked = self._request.GET.get("q", "")[:200] if self._here == "/search/" else ""
        return "".join(character for character in asked if character.isprintable())

    @cached_property
    def address_now(self) -> str:
        """This page in what is in print now, its question included."""
        question = urlsplit(self._request.get_full_path()).query
        return f"{unpinned_prefix()}{self._here.lstrip('/')}" + (f"?{question}" if question else "")

    def _way(self, label: str, address: str) -> Way:
        below = "true" if self._here.startswith(f"/{address}") else ""
        return Way(label, reverse("home") + address, "page" if self._here == f"/{address}" else below)


def unpinned_prefix() -> str:
    """The script prefix without the edition that it may end with; it ends with a slash."""
    return re.sub(r"\d{4}\.\d+/$", "", get_script_prefix())


def frame(request: HttpRequest) -> dict:
    """Context processor: what every template of the reading room has.

    `changed` (changes.banners.Since) and `feed` (an address) are given by the views of pages that can change.
    """
    return {"frame": Frame(request), "reading": getattr(request, "reading", None), "changed": None, "feed": ""}
