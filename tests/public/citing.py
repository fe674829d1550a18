"""What the tests of citations share: views of every sort, and what stands on the page that cites them."""

import re
from html import unescape

from django.http import QueryDict
from django.utils import timezone

from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.records.models import Policy

VIEWS = [
    "policies/?kind=law&level=national",
    "observations/?sort=-value",
    "policies/technopolis-programme/",
    "compare/prefectures/?s=iwate&s=aomori",
    "compare/clusters/?s=kobe-bio&s=hamamatsu",
    "search/?q=iwate",
]


def file_of(view: str, ending: str) -> str:
    """The address of a view's citation: `policies/?kind=law` is at `policies.bib?kind=law`."""
    stem, _, question = view.partition("?")
    return f"{stem.rstrip('/')}.{ending}" + (f"?{question}" if question else "")


def extract_of(view: str, reading: Reading) -> Extract:
    """The data of a view."""
    stem, _, question = view.partition("?")
    return extract_at(stem.rstrip("/"), reading, QueryDict(question))


def absolute(path: str) -> str:
    """The whole address of a path."""
    return f"http://testserver{path}"


def field(page: str) -> str:
    """The address in the field of the page."""
    return unescape(re.search(r'<input class="form-control citing-field"[^>]* value="([^"]*)"', page)[1])


def said(page: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fingerprints(page: str) -> set[str]:
    """All fingerprints that stand on a page."""
    return set(re.findall(r"\b[0-9a-f]{64}\b", page))


def today() -> str:
    """Today in words."""
    day = timezone.localdate()
    return f"{day.day} {day:%B %Y}"


def revise_technopolis(desk) -> None:
    """The Technopolis Programme printed again with another summary."""
    desk.republish(Policy.objects.get(slug="technopolis-programme"), summary="Something else became of it.")


def withdraw(desk, slug: str) -> None:
    """A policy out of print."""
    desk.withdraw(Policy.objects.get(slug=slug))
