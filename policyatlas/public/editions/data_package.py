"""A whole edition as a Frictionless data package: a CSV for each kind, every entry as JSON, and what they mean."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from policyatlas.editions.hashing import index_card
from policyatlas.editions.models import Entry
from policyatlas.public.spreadsheets import bare_csv
from policyatlas.values.canonical import canonical

from . import readme
from .sayings import LICENCE, absences, citation
from .whole import Field, Table, Whole

ENTRIES = "entries.jsonl"


def write(whole: Whole, path: Path) -> None:
    """The package as a zip file; the same bytes whenever it is made on the same software."""
    parts = {f"{table.name}.csv": _csv(table) for table in whole.tables}
    parts[ENTRIES] = _entries(whole)
    described = json.dumps(descriptor(whole, parts), ensure_ascii=False, indent=2) + "\n"
    first = {"README.md": readme.text(whole).encode(), "datapackage.json": described.encode()}
    # The time of the closing, not of the making; the format knows no times before 1980 and no zones.
    moment = whole.edition.closed_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (first | parts).items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, content, compresslevel=9)


def descriptor(whole: Whole, parts: dict[str, bytes]) -> dict:
    """The `datapackage.json` of these files, by name."""
    edition = whole.edition
    return {
        "profile": "data-package",
        "name": f"policyatlas-{edition.label}",
        "title": f"PolicyAtlas, edition {edition.label}",
        "description": (
            "Japan's regional innovation policy since 1950, with the passages it rests on. "
            "README.md says what the files hold and how to read them."
        ),
        "version": edition.label,
        "created": edition.closed_at.astimezone(UTC).isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "contributors": [{"title": "PolicyAtlas", "role": "publisher"}],
        "citation": citation(edition),
        "digest": edition.digest,
        "sources": [{"title": card.title_en} | ({"path": card.url} if card.url else {}) for card in whole.documents],
        "resources": [
            *(_table_resource(table, parts[f"{table.name}.csv"]) for table in whole.tables),
            {
                "name": "entries",
                "title": "Every entry with its index card, payload, facets and hash, one a line",
                "profile": "data-resource",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
                # Not to be read as a table: the lines hold whole documents.
                "type": "file",
                **_file(ENTRIES, parts[ENTRIES]),
            },
        ],
    }


def _table_resource(table: Table, content: bytes) -> dict:
    return {
        "name": table.name,
        "title": table.title,
        "description": table.intro,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_file(f"{table.name}.csv", content),
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": ["slug"],
            "missingValues": ["", *(word for _, word, _, _ in absences())],
        },
    }


def _field(field: Field) -> dict:
    described = {"name": field.name, "type": field.type, "title": field.title, "description": field.description}
    return described | ({"constraints": {"required": True, "unique": True}} if field.name == "slug" else {})


def _file(name: str, content: bytes) -> dict:
    return {"path": name, "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _csv(table: Table) -> bytes:
    return bare_csv([field.name for field in table.fields], table.rows).encode()


def _entries(whole: Whole) -> bytes:
    return "".join(_lines(whole)).encode()


def _lines(whole: Whole) -> Iterable[str]:
    for entry in whole.all:
        yield json.dumps(as_data(entry, whole.facets[entry.kind, entry.slug]), ensure_ascii=False) + "\n"


def as_data(entry: Entry, facets: list[tuple[str, str]]) -> dict:
    """An entry with all that its hash is made from, as its own .json address answers it."""
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "schema": entry.schema,
        "sha256": entry.sha256,
        "card": index_card(entry),
        "facets": facets,
        # Databases give keys back in an order of their own.
        "payload": json.loads(canonical(entry.payload)),
    }
