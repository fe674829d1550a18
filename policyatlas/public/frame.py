"""What is around every page of the reading room: navigation, search box, the edition that is read, both languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
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
# What a script prefix ends with: the language if it is not English, and the edition if it is not the open one.
_PREFIX = re.compile(r"(?P<language>ja/)?(?P<label>\d{4}\.\d+/)?$")


@dataclass(frozen=True)
class Way:
    """A link of the navigation: its words, its address, and `page` if the reader is there, `true` if below it."""

    label: str
    address: str
    current: str = ""


@dataclass(frozen=True)
class Language:
    """A language of the site: its code, its name in itself, and the absolute address of this page in it."""

    code: str
    name: str
    address: str
    current: bool


class Frame:
    """The frame around the page that `request` asks for; nothing of it is worked out before a template wants it.

    A page that has a canonical `question` gives it, so that no link to it repeats all that a form sent.
    """

    def __init__(self, request: HttpRequest, question: str | None = None):
        self._request = request
        self._question = urlsplit(request.get_full_path()).query if question is None else question
        self._here = request.path_info

    @cached_property
    def tables(self) -> list[Way]:
        """The lists that most readers come for."""
        return self._lists(_TABLES)

    @cached_property
    def further(self) -> list[Way]:
        """The other lists, and the bibliography."""
        return [*self._lists(_FURTHER_TABLES), self._way(_("Bibliography"), "bibliography/")]

    @cached_property
    def comparisons(self) -> list[Way]:
        """What can be put side by side."""
        return [
            self._way(_("Prefectures"), "compare/prefectures/"),
            self._way(_("Programmes"), "compare/programmes/"),
            self._way(_("Clusters"), "compare/clusters/"),
        ]

    @cached_property
    def rooms(self) -> list[Way]:
        """The views over the whole atlas."""
        return [
            self._way(_("Map"), "map/"),
            self._way(_("Timeline"), "timeline/"),
            self._way(_("Evidence map"), "evidence/"),
        ]

    @cached_property
    def query(self) -> str:
        """The words in the search box: those of the search page, else none."""
        asked = self._request.GET.get("q", "")[:200] if self._here == "/search/" else ""
        return "".join(character for character in asked if character.isprintable())

    @cached_property
    def address(self) -> str:
        """The absolute address of this page, as it was asked for."""
        return self._request.build_absolute_uri()

    @cached_property
    def address_now(self) -> str:
        """This page in what is in print now, its question included."""
        return f"{unpinned_prefix()}{self._here.lstrip('/')}" + (f"?{self._question}" if self._question else "")

    @cached_property
    def languages(self) -> list[Language]:
        """The page in each language, the question and the edition included."""
        prefix = _PREFIX.search(get_script_prefix())
        question = f"?{self._question}" if self._question else ""
        rest = (prefix["label"] or "") + self._here.lstrip("/") + question
        return [
            Language(
                code,
                name,
                self._request.build_absolute_uri(f"{site_root()}{'' if code == 'en' else f'{code}/'}{rest}"),
                code == page_language(),
            )
            for code, name in settings.LANGUAGES
        ]

    def _lists(self, codes: Iterable[str]) -> list[Way]:
        return [self._way(KINDS[code].label(page_language(), plural=True), f"{KINDS[code].address}/") for code in codes]

    def _way(self, label: str, address: str) -> Way:
        below = "true" if self._here.startswith(f"/{address}") else ""
        return Way(label, reverse("home") + address, "page" if self._here == f"/{address}" else below)


def unpinned_prefix() -> str:
    """The script prefix without the edition that it may end with; it ends with a slash."""
    return re.sub(r"\d{4}\.\d+/$", "", get_script_prefix())


def site_root() -> str:
    """The script prefix without language and edition, where the desk begins; it ends with a slash."""
    return _PREFIX.sub("", get_script_prefix())


def frame(request: HttpRequest) -> dict:
    """Context processor: what every template of the reading room has.

    `changed` (changes.banners.Since) and `feed` (an address) are given by the views of pages that can change,
    `described` (describing.described.Described) by those of pages that machines are to know.
    """
    return {
        "frame": Frame(request),
        "reading": getattr(request, "reading", None),
        "changed": None,
        "feed": "",
        "described": None,
    }
