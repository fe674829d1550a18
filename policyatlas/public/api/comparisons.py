"""Comparisons: prefectures, programmes or clusters side by side, cell by cell, asked as their pages are."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from pydantic import Field

from policyatlas.public.compare.nouns import NOUNS, Noun
from policyatlas.public.compare.question import ONLY
from policyatlas.public.compare.subjects import MOST
from policyatlas.public.files.contents import found_at
from policyatlas.public.links import cite_address_of

from .answers import Answer, Part, View, answered, reading_at, with_refusals


class Subject(Part):
    """What is compared."""

    slug: str
    title: str
    address: str


class Passage(Part):
    """The place in a document on which a statement rests."""

    source: str
    locator: str
    quote: str
    url: str


class ComparedStatement(Part):
    """One statement of a cell; `value` and `upper_value` are null where it is words, or where `missing` says why."""

    words: str
    value: int | float | None
    upper_value: int | float | None
    unit: str
    qualifier: str
    period: str
    missing: str
    whose: str
    verdict: str
    detail: str
    remark: str
    address: str
    sources_disagree: list[str]
    evidence_for: str
    evidence: list[Passage]


class Cell(Part):
    """What is said of one subject in one row; without statements, `missing` and `missing_words` say why."""

    subject: str
    missing: str
    missing_words: str
    statements: list[ComparedStatement]


class ComparedRow(Part):
    """A row: one cell for each subject."""

    code: str
    row: str
    cells: list[Cell]


class Group(Part):
    """Rows that belong together."""

    group: str
    note: str
    rows: list[ComparedRow]


class ComparisonAnswer(Answer):
    """Subjects side by side."""

    comparison: str
    asked: list[str] = Field(description="Which rows were asked for, in words, where that is not all of them.")
    subjects: list[Subject]
    groups: list[Group]


_PARAMETERS = {
    "s": f"The slugs of what is compared, at most {MOST}.",
    "row": "The codes of the rows to show, in their order; all of them otherwise.",
    "only": f"Only some rows: {', '.join(ONLY)}.",
}


def offer(api: NinjaAPI) -> None:
    """Adds every comparison to the API."""
    for noun in NOUNS.values():
        _offer(api, noun)


def _offer(api: NinjaAPI, noun: Noun) -> None:
    @reading_at(
        api,
        f"/compare/{noun.address}/",
        url_name="api-comparison",
        operation_id=f"compare_{noun.address}",
        summary=f"{noun.address.capitalize()} side by side",
        tags=["comparisons"],
        response=with_refusals(ComparisonAnswer, 404, 422),
        openapi_extra={"parameters": parameters()},
    )
    def compared(request: HttpRequest) -> HttpResponse:
        return _answer(request, noun)


def _answer(request: HttpRequest, noun: Noun) -> HttpResponse:
    """The comparison that is asked for; as many queries as its page."""
    stem = f"compare/{noun.address}"
    extract, compared = found_at(stem, request.reading, request.GET, request.build_absolute_uri)
    view = View(
        stem, extract.query, extract.title, cite_address_of(stem, extract.query), extract.asked, extract.ignored
    )
    return answered(request, view, {"asked": list(extract.asked)} | compared)


def parameters() -> list[dict]:
    """What a comparison can be asked, in the words of OpenAPI."""
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "schema": {"type": "array", "items": {"type": "string"}},
            "style": "form",
            "explode": True,
            "description": said,
        }
        for name, said in _PARAMETERS.items()
    ]
