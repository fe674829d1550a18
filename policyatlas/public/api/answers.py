"""What every answer of the API says beside its content, and how answers are written down."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from pydantic import BaseModel, ConfigDict, Field

from policyatlas.editions.models import Edition
from policyatlas.public import words
from policyatlas.public.data import LICENCE, label_of

# Where the API begins, below the language and the edition.
ROOT = "api/v1/"


class Part(BaseModel):
    """A part of an answer: keys that nobody described are a mistake."""

    model_config = ConfigDict(extra="forbid")


class Licence(Part):
    """Under which licence the data are."""

    name: str
    url: str


class Title(Part):
    """A title in both languages; `ja` is empty where no Japanese form is known."""

    en: str
    ja: str


class Answer(Part):
    """What every answer says."""

    edition: str = Field(description="The label of the edition, such as 2026.1; “open” for what is in print now.")
    language: str = Field(description="The language of all words of the atlas’s own: “en”, or “ja” below /ja/.")
    address: str = Field(description="The page that shows the same, in its one canonical form.")
    api: str = Field(description="This answer, in its one canonical form.")
    licence: Licence
    citation: str = Field(description="How to name what you read, in words.")
    cite: str = Field(description="The page that gives the full citation, with a fingerprint where there is one.")
    ignored: list[str] = Field(description="What of the question could not be followed and was left out, in sentences.")


class Refusal(BaseModel):
    """Why there is no answer."""

    error: str = Field(description="What is wrong, or what became of the entry, in a sentence.")


@dataclass(frozen=True)
class View:
    """What is answered: the `stem` and `query` of its page, what it is called, what was asked, what was ignored.

    `cite` is the path of the page that cites it; `page` and `api` are whole addresses where they do not follow from
    the stem and the query; `edition` is the one that is answered from, where that is not the one that is read.
    """

    stem: str
    query: str
    title: str
    cite: str
    asked: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    page: str = ""
    api: str = ""
    edition: Edition | None = None


def answered(request: HttpRequest, view: View, content: dict) -> HttpResponse:
    """The whole answer: what every answer says, and its `content`."""
    edition = view.edition or request.reading.edition
    page = view.page or f"{root_of(request)}{_path(view)}"
    return written(
        {
            "edition": label_of(edition),
            "language": words.page_language(),
            "address": page,
            "api": view.api or f"{api_root_of(request)}{_path(view)}",
            "licence": LICENCE,
            "citation": _citation(edition, view, page),
            "cite": request.build_absolute_uri(view.cite),
            "ignored": list(view.ignored),
            **content,
        }
    )


def written(data: dict) -> HttpResponse:
    """An answer as JSON that people can read too.

    It goes past the check that the library makes of every answer: payloads are given exactly as they were printed, so
    that their hashes can be checked. The tests hold answers against the shapes that are promised.
    """
    response = HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")
    # Search engines are to lead to the page.
    response["X-Robots-Tag"] = "noindex"
    return response


def root_of(request: HttpRequest) -> str:
    """The absolute address at which the edition begins that is read, in the language that is read."""
    return request.build_absolute_uri(reverse("home"))


def api_root_of(request: HttpRequest) -> str:
    """The absolute address at which the API of that edition begins."""
    return urljoin(root_of(request), ROOT)


def reading_at(api: NinjaAPI, path: str, **said) -> Callable:
    """Makes a function an operation of the API at `path`; as all of them, it only reads."""
    # By alias: the library calls `schema_` what answers call `schema`.
    return api.api_operation(["GET", "HEAD"], path, by_alias=True, **said)


def with_refusals(shape: type[BaseModel], *statuses: int) -> dict:
    """The answers of an operation for its description: its `shape`, and a refusal for each of `statuses`."""
    return {200: shape, **dict.fromkeys(statuses, Refusal)}


def _path(view: View) -> str:
    return f"{view.stem}/" + (f"?{view.query}" if view.query else "")


def _citation(edition: Edition, view: View, page: str) -> str:
    said = {"title": " ".join([view.title, *(f"({asked})" for asked in view.asked)]), "address": page}
    if edition.is_open:
        said["day"] = words.day(localdate().isoformat(), words.page_language())
        return _("PolicyAtlas. %(title)s. As in print on %(day)s. %(address)s") % said
    said["label"] = edition.label
    return _("PolicyAtlas. %(title)s. Edition %(label)s. %(address)s") % said
