"""Records: one entry as it was printed, and what its page says, statement by statement."""

from typing import Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from pydantic import BaseModel, Field

from policyatlas.editions.payloads import SHAPES
from policyatlas.public.extracts.table import Value
from policyatlas.public.files.contents import found_at
from policyatlas.public.links import cite_address_of
from policyatlas.public.pages.not_in_print import not_in_print
from policyatlas.values.kinds import KINDS, Kind

from .answers import Answer, Part, Title, View, answered, reading_at, with_refusals

Payload = TypeVar("Payload", bound=BaseModel)


class Statement(Part):
    """One thing that the page of the entry says; `key` names it in every edition."""

    key: str
    part: str
    attribute: str
    value: Value = Field(description="Words or a number; an absence is said in words.")
    missing: str = Field(description="The kind of missing in words where the value is missing, otherwise empty.")
    sources: str
    passages: str


class RecordAnswer(Answer, Generic[Payload]):
    """An entry: its index card, its facets, and its payload with its hash; docs/data.md explains every key."""

    kind: str
    slug: str
    title: Title
    card: dict
    facets: list[tuple[str, str]]
    schema_: int = Field(alias="schema", description="The number of the shape of the payload.")
    sha256: str
    payload: Payload
    statements: list[Statement]


def offer(api: NinjaAPI) -> None:
    """Adds the records of every kind to the API."""
    for kind in KINDS.values():
        _offer(api, kind)


def _offer(api: NinjaAPI, kind: Kind) -> None:
    @reading_at(
        api,
        f"/{kind.address}/{{slug:slug}}/",
        url_name="api-record",
        operation_id=f"record_of_{kind.address}",
        summary=f"{kind.en}: one entry",
        description="301 where the entry has another address now, 410 with the reason where it was withdrawn.",
        tags=["records"],
        response=with_refusals(RecordAnswer[SHAPES[kind.code]], 404, 410) | {301: None, 302: None},
    )
    def recorded(request: HttpRequest, slug: str) -> HttpResponse:
        return _answer(request, kind, slug)


def _answer(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The entry of that address, or what became of it; as many queries as the JSON file of its page."""
    stem = f"{kind.address}/{slug}"
    found = found_at(stem, request.reading, request.GET, request.build_absolute_uri)
    if found is None:
        return not_in_print(request, kind, slug)
    extract, entry = found
    headings = [column.key for column in extract.columns]
    statements = [{"key": line.key} | dict(zip(headings, line.cells, strict=True)) for line in extract.lines]
    view = View(stem, "", extract.title, cite_address_of(stem))
    return answered(request, view, entry | {"statements": statements})
