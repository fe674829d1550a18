"""What is around every page of the reading room: navigation, search box, the edition that is read, both languages."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from .navigation import navigation
from .words import page_language

# What a script prefix ends with: the language if it is not English, and the edition if it is not the open one.
_PREFIX = re.compile(r"(?P<language>ja/)?(?P<label>\d{4}\.\d+/)?$")


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
    def navigation(self) -> SafeString:
        """The ways to all rooms, as HTML: the header has it twice, for wide screens and for narrow ones."""
        return navigation(self._here)

    @cached_property
    def footer(self) -> SafeString:
        """What stands at the end of every page of the edition that is read, as HTML."""
        reading = getattr(self._request, "reading", None)
        label, is_pinned = (reading.edition.label, reading.pinned) if reading else ("", False)
        return _footer(get_script_prefix(), page_language(), label, is_pinned)

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


@lru_cache(maxsize=64)
def _footer(prefix: str, language: str, label: str, is_pinned: bool) -> SafeString:
    # Prefix and language are what the template finds around it: a footer is written once for each of them.
    return render_to_string("components/footer.html", {"edition": {"label": label}, "pinned": is_pinned})


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
