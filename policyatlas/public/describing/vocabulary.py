"""The words of schema.org for what the atlas prints: data sets, and what each kind of entry is."""

from collections.abc import Iterable
from typing import Any

from policyatlas.editions.models import Edition, Entry
from policyatlas.public.data import LICENCE, label_of
from policyatlas.values.citations import SITE

CONTEXT = "https://schema.org"
# What an entry is about; a policy and a source are told apart further by their own kinds.
TYPES = {
    "policy": "CreativeWork",
    "cluster": "Thing",
    "evaluation": "CreativeWork",
    "finding": "Claim",
    "prefecture": "AdministrativeArea",
    "place": "Place",
    "organisation": "Organization",
    "indicator": "StatisticalVariable",
    "observation": "Observation",
    "source": "CreativeWork",
    "framework": "CreativeWork",
    "disagreement": "CreativeWork",
    "event": "Event",
    "term": "DefinedTerm",
}
_OWN_TYPES = {
    ("policy", "law"): "Legislation",
    ("source", "article"): "ScholarlyArticle",
    ("source", "report"): "Report",
    ("source", "slides"): "PresentationDigitalDocument",
    ("source", "dataset"): "Dataset",
    ("source", "web-page"): "WebPage",
}


def publisher(site: str) -> dict[str, str]:
    """Who publishes the atlas: it has no other name; `site` is the address of its first page."""
    return {"@type": "Organization", "name": SITE, "url": site}


def published(edition: Edition, site: str) -> dict[str, Any]:
    """What is the same of all that an edition holds: licence, publisher, version, and its date where it is closed."""
    said = {
        "license": LICENCE["url"],
        "isAccessibleForFree": True,
        "creator": publisher(site),
        "publisher": publisher(site),
        "version": label_of(edition),
    }
    if edition.closed_on:
        said |= {"datePublished": edition.closed_on.isoformat(), "dateModified": edition.closed_on.isoformat()}
    return said


def distribution(files: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """The files of a data set, each as name, media type and whole address."""
    return [
        {"@type": "DataDownload", "name": name, "encodingFormat": media_type, "contentUrl": address}
        for name, media_type, address in files
    ]


def thing(entry: Entry, language: str, address: str) -> dict[str, Any]:
    """What the entry is about; nothing is said that its payload does not say."""
    data, names = entry.payload, entry.payload["name"]
    name = (language == "ja" and names["ja"]) or names["en"]
    made_of = _OWN_TYPES.get((entry.kind, data.get("kind", "")), TYPES[entry.kind])
    found: dict[str, Any] = {"@type": made_of, "@id": f"{address}#it", "name": name}
    others = sorted({*names.values()} - {name, ""})
    if others:
        found["alternateName"] = others[0]
    if entry.kind == "policy" and (span := _span(entry)):
        found["temporalCoverage"] = span
    if entry.kind == "source":
        found |= _of_a_source(data)
    if entry.kind == "organisation":
        dates = {"foundingDate": data["founded"], "dissolutionDate": data["ended"]}
        found |= {key: str(year) for key, year in dates.items() if year}
    return found


def _span(entry: Entry) -> str:
    """The years as ISO 8601 has them; an open end is two points."""
    if not entry.year_from:
        return ""
    return f"{entry.year_from}/{entry.year_to or '..'}"


def _of_a_source(data: dict) -> dict[str, Any]:
    said = {
        # Which of them are people and which are organisations no source says.
        "creditText": data["authors"],
        "datePublished": str(data["year"] or ""),
        "inLanguage": data["language"],
        "url": data["url"],
    }
    return {key: value for key, value in said.items() if value}
