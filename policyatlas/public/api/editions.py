"""Editions: the open one and all closed ones, with what each holds and how to check it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from pydantic import Field

from policyatlas.public.data import label_of
from policyatlas.public.editions.files import FORMATS
from policyatlas.public.editions.holdings import Row, rows
from policyatlas.public.links import within

from .answers import ROOT, Answer, Part, View, answered, reading_at, with_refusals


class EditionRow(Part):
    """An edition; the open one is not closed on any day and has neither digest nor files."""

    label: str
    open: bool
    entries: int = Field(description="How many entries it holds.")
    closed_on: str = Field(
        description="The day on which it was closed, such as 2026-05-03; “not yet closed” otherwise."
    )
    digest: str = Field(description="The SHA-256 over all its entries; empty while it is open.")
    notes: str
    address: str = Field(description="Its page; of the open edition the first page of the atlas.")
    api: str = Field(description="Where the API of the edition begins.")
    files: list[str] = Field(description="The whole edition as files.")


class EditionsAnswer(Answer):
    """The editions, newest first."""

    results: list[EditionRow]


def offer(api: NinjaAPI) -> None:
    """Adds the list of editions to the API."""

    @reading_at(
        api,
        "/editions/",
        url_name="api-editions",
        operation_id="editions",
        summary="The open edition and all closed ones",
        tags=["editions"],
        response=with_refusals(EditionsAnswer, 404),
    )
    def listed(request: HttpRequest) -> HttpResponse:
        """In a closed edition, those that there were by then."""
        view = View("editions", "", _("Editions"), f"{reverse('about')}#cite")
        return answered(request, view, {"results": [_row(request, row) for row in rows(request.reading)]})


def _row(request: HttpRequest, row: Row) -> dict:
    edition, absolute = row.edition, request.build_absolute_uri
    page = within("", "") if edition.is_open else reverse("edition", args=[edition.label])
    files = [] if edition.is_open else [reverse("edition-data", args=[edition.label, ending]) for ending in FORMATS]
    return {
        "label": label_of(edition),
        "open": edition.is_open,
        "entries": row.entries,
        "closed_on": edition.closed_on.isoformat() if edition.closed_on else _("not yet closed"),
        "digest": edition.digest,
        "notes": edition.notes,
        "address": absolute(page),
        "api": absolute(within(edition.label, ROOT)),
        "files": [absolute(file) for file in files],
    }
