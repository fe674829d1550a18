"""The extract of a record's page: a line for each thing its entry says, and one for each entry shown around it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Shape
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import period_of, quantity_of
from policyatlas.public.pages.gathering import Gathered
from policyatlas.public.pages.nouns import PAGES
from policyatlas.values.kinds import BY_ADDRESS, KINDS
from policyatlas.values.vocabularies import MISSING

from .sources import evidence_in, sources_of
from .table import Column, Extract, Line, Value, distinct

COLUMNS = ("part", "attribute", "value", "missing", "sources", "passages")
# What tells one part of a list from another, in this order; the rest of a part are its attributes.
_IDENTITY = (
    *("slug", "organisation", "role", "relation", "policy", "programme", "stage", "criterion", "aspect", "field"),
    *("printed", "number", "order", "source", "claim"),
)
# Said by lines of their own, or of use to machines alone.
_NOT_SAID = {"missing", "evidence", "tile_column", "tile_row"}


def extract(address: str, slug: str, reading: Reading) -> Extract | None:
    """What the page of an entry says; None where it is not in print. As many queries as the page."""
    kind = BY_ADDRESS[address]
    entry = reading.entry(kind.code, slug)
    if entry is None:
        return None
    return of_page(PAGES[kind.code](reading, entry, words.page_language())["gathered"])


def of_page(gathered: Gathered) -> Extract:
    """The extract of what a page has gathered; no query."""
    entry, language = gathered.entry, gathered.language
    return Extract(
        sort="record",
        stem=f"{KINDS[entry.kind].address}/{entry.slug}",
        query="",
        title=(language == "ja" and entry.title_ja) or entry.title_en,
        asked=(),
        noun="statements",
        columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
        lines=distinct([*_own(gathered), *_around(gathered)]),
    )


def _own(gathered: Gathered) -> Iterator[Line]:
    entry, data = gathered.entry, gathered.data
    for name, value in _in_order(data):
        if name in _NOT_SAID:
            continue
        evidence = [found for found in data.get("evidence", []) if found["supports"] in (name, "")]
        missing = data["missing"].get(name, "")
        yield from _said(gathered, name, "", name, value, missing, evidence)
    for found in data.get("evidence", []):
        # The place in the source, so that a passage put before it does not make it another one.
        key = f"evidence/{found['source']['slug']}/{found['locator']}/{found['supports']}"
        yield _line(gathered, key, "evidence", "evidence", found["quote"], "", [found])
    yield _line(gathered, "kind", words.kind_label(entry.kind, gathered.language), "slug", entry.slug, "", [])


def _said(gathered: Gathered, key: str, part: str, name: str, value, missing: str, evidence: list) -> Iterator[Line]:
    """The lines of one attribute: one for a plain value, one for each reference, one for each attribute of a part."""
    if value in ("", None, [], {}):
        if missing:
            yield _line(gathered, key, part, name, words.absent(missing, gathered.language), missing, evidence)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _listed(gathered, key, name, one, number, evidence)
    elif isinstance(value, dict) and value.keys() == {"en", "ja"}:
        for language in ("en", "ja"):
            said = value[language] or words.absent("not-reported", gathered.language)
            code = "" if value[language] else "not-reported"
            yield _line(gathered, f"{key}_{language}", part, f"{name}_{language}", said, code, evidence)
    else:
        yield _line(gathered, key, part, name, _worded(gathered, name, value), "", evidence)


def _listed(gathered: Gathered, key: str, name: str, one, number: int, evidence: list) -> Iterator[Line]:
    if isinstance(one, dict) and one.keys() != {"kind", "slug"}:
        found = {each: one[each] for each in _IDENTITY if one.get(each) not in (None, "", [])}
        # Slugs and codes make the key, so that it stays when what they name is called otherwise.
        own = "/".join(str(told["slug"] if isinstance(told, dict) else told) for told in found.values()) or number
        part = f"{key}/{' '.join(str(_worded(gathered, each, told)) for each, told in found.items()) or number}"
        for attribute, value in _in_order(one):
            if attribute not in _NOT_SAID:
                evidence = one.get("evidence", [])
                yield from _said(gathered, f"{key}/{own}/{attribute}", part, attribute, value, "", evidence)
    else:
        said = _worded(gathered, name, one)
        yield _line(gathered, f"{key}/{one['slug'] if isinstance(one, dict) else said}", "", name, said, "", evidence)


def _in_order(data: dict) -> list[tuple[str, Any]]:
    """The keys and values of a payload or a part of one in the order of its shape; databases keep keys as they like."""
    return [(name, data[name]) for name in _order(frozenset(data)) if name in data]


@cache
def _order(names: frozenset[str]) -> tuple[str, ...]:
    fields = (tuple(shape.model_fields) for shape in Shape.__subclasses__())
    # A key that came to a shape later is not in older payloads.
    return min((found for found in fields if names <= set(found)), key=len)


def _worded(gathered: Gathered, name: str, value) -> Value:
    """A plain value in words: codes by their labels, references by their titles, numbers as numbers."""
    if isinstance(value, dict):
        card = gathered.card(value)
        return card.title(gathered.language) if card else value["slug"]
    if isinstance(value, bool):
        return words.yes_or_no(value, gathered.language)
    if isinstance(value, str) and (gathered.entry.kind, name) in words.VOCABULARIES:
        return words.said(gathered.entry.kind, name, value, gathered.language)
    return value


def _around(gathered: Gathered) -> Iterator[Line]:
    """One line for each entry around the record: its name, and for figures and findings what they say."""
    for kind in KINDS:
        for other in gathered.around.get(kind, []):
            if other.pk == gathered.entry.pk:
                continue
            missing = other.payload.get("value_missing", "") if kind == "observation" else ""
            line = _line(
                gathered,
                f"{kind}:{other.slug}",
                words.kind_label(kind, gathered.language),
                "",
                _told(other, gathered.language),
                missing,
                list(evidence_in(other.payload)),
                label=words.pick(other.payload["name"], gathered.language),
            )
            yield Line(line.key, line.label, line.cells, (kind, other.slug), line.sources)


def _told(other: Entry, language: str) -> str:
    """What an entry around the record says in short: a figure its quantity and period, a finding its verdict."""
    data = other.payload
    if other.kind == "observation":
        return f"{quantity_of(data).words(language)} ({period_of(data).words(language)})"
    if other.kind == "finding":
        return f"{words.said('finding', 'verdict', data['verdict'], language)}: {data['statement']}"
    return words.years(other.year_from, other.year_to, language) or words.pick(data["name"], language)


def _line(
    gathered: Gathered, key: str, part: str, name: str, value: Value, missing: str, evidence: list, *, label: str = ""
) -> Line:
    """One line; `label` stands where it says no attribute: the name of an entry around the record."""
    language = gathered.language
    sources = sources_of(evidence, gathered.cards, language)
    passages = " | ".join(dict.fromkeys(f"{found['locator']}: “{found['quote']}”" for found in evidence))
    label = label or words.attribute(name, language, gathered.entry.kind)
    said = MISSING.label(missing, language) if missing else ""
    none = words.absent("not-reported", language)
    return Line(
        key=key,
        label=f"{part}: {label}" if part else label,
        cells=(part, label, value, said, " | ".join(sources) or none, passages or none),
        about=(gathered.entry.kind, gathered.entry.slug),
        sources=sources,
    )
