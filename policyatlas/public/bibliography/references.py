"""The reference of a source in print, and its files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from policyatlas.editions.models import Entry
from policyatlas.public.citing.forms import FORMS
from policyatlas.values import references
from policyatlas.values.references import Reference

_WRITERS: dict[str, Callable[[Iterable[Reference]], str]] = {
    "bib": references.bibtex,
    "ris": references.ris,
    "csl.json": references.csl_json,
}


@dataclass(frozen=True)
class File:
    """A form in which references can be had: its name, its media type, its address."""

    name: str
    type: str
    address: str


def reference_of(entry: Entry, address: str) -> Reference:
    """The reference of a source; `address` is the whole address of its page."""
    data = entry.payload
    return Reference(
        key=entry.slug,
        kind=data["kind"],
        title=data["title"],
        authors=data["authors"],
        year=data["year"],
        year_printed=data["year_printed"],
        container=data["container"],
        publisher=data["publisher"],
        url=data["url"],
        read_on=date.fromisoformat(data["date_read"]) if data["date_read"] else None,
        language=data["language"],
        licence=data["licence"],
        remark=data["date_note"],
        printed=data["printed_reference"],
        address=address,
    )


def files_of(name: str, *stem: str, query: str = "") -> list[File]:
    """The files of references at the route `name`."""
    question = f"?{query}" if query else ""
    return [
        File(form.name, form.type, reverse(name, args=[*stem, ending]) + question) for ending, form in FORMS.items()
    ]


def written(found: Iterable[Reference], ending: str, name: str) -> HttpResponse:
    """The references as a file."""
    response = HttpResponse(_WRITERS[ending](found), content_type=f"{FORMS[ending].type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response
