"""The parts that printers of several nouns share: references, evidence, and what is missing."""

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Evidence, Names, Ref, Shape, references
from policyatlas.editions.reading import Reading
from policyatlas.records.models import (
    Cluster,
    ContextEvent,
    Disagreement,
    Evaluation,
    Framework,
    Indicator,
    Observation,
    Organisation,
    Passage,
    Place,
    Policy,
    Record,
    Source,
    Term,
)
from policyatlas.records.models.base import IN_PRINT

_KINDS: dict[type[Record], str] = {
    Policy: "policy",
    Cluster: "cluster",
    Evaluation: "evaluation",
    Organisation: "organisation",
    Indicator: "indicator",
    Observation: "observation",
    Source: "source",
    Framework: "framework",
    Disagreement: "disagreement",
    ContextEvent: "event",
    Term: "term",
}


def kind_of(record: Record) -> str:
    """The kind of entry a record prints; a prefecture is a kind of its own among places."""
    if isinstance(record, Place):
        return "prefecture" if record.kind == "prefecture" else "place"
    return _KINDS[type(record)]


def ref(record: Record) -> Ref:
    """The reference by which entries name the entry of `record`."""
    return Ref(kind=kind_of(record), slug=record.slug)


def key(record: Record) -> str:
    """`kind:slug`, the value of a facet that names another entry."""
    return f"{kind_of(record)}:{record.slug}"


def refs(records) -> list[Ref]:
    """References to `records`, sorted by slug so that a payload never depends on the order of rows."""
    return [ref(record) for record in sorted(records, key=lambda record: record.slug)]


def in_revision(record: Record) -> Entry | None:
    """What readers see of a record that is being revised: what it is called there nobody has approved; else None."""
    if record.status == "published" or record.status not in IN_PRINT:
        return None
    return Reading.now().entry(kind_of(record), record.slug)


def name_of(record: Record) -> str:
    """How other entries call `record`: by its name in print, whatever it is called in a revision."""
    entry = in_revision(record)
    return str(record) if entry is None else entry.title_en


def japanese_name_of(record: Record) -> str:
    """The same in Japanese; empty where it has no Japanese name."""
    entry = in_revision(record)
    if entry is not None:
        return entry.title_ja
    return getattr(record, "title_ja", "") or getattr(record, "name_ja", "")


def evidence(*passages: Passage | None, supports: str = "") -> list[Evidence]:
    """The passages as evidence; those that are not there yet are left out."""
    return [
        Evidence(
            source=ref(passage.source),
            locator=passage.locator,
            quote=passage.quote,
            supports=supports,
            confidence=passage.confidence,
        )
        for passage in passages
        if passage is not None
    ]


def cited(record: Record) -> list[Evidence]:
    """The evidence of a record's own citations, in the order in which they were added."""
    if "citations" in getattr(record, "_prefetched_objects_cache", ()):
        citations = record.citations.all()
    else:
        citations = record.citations.select_related("passage__source").order_by("pk")
    return [found for citation in citations for found in evidence(citation.passage, supports=citation.supports)]


def names(en: str, ja: str = "") -> Names:
    """A name in both languages."""
    return Names(en=en, ja=ja)


def missing(**attributes) -> dict[str, str]:
    """The attributes that are absent, each as “not reported”: no source we have read gives them."""
    return {name: "not-reported" for name, value in sorted(attributes.items()) if value in ("", None, [])}


def place_keys(places) -> list[str]:
    """The keys of `places` and of every larger place they lie in."""
    return sorted({key(place) for start in places for place in [start, *start.ancestors()]})


def source_keys(payload: Shape) -> list[str]:
    """The keys of the sources that a payload rests on, the evidence of its parts included."""
    named = references(payload.model_dump(mode="json"))
    return sorted(f"{kind}:{slug}" for kind, slug in named if kind == "source")


def nonblank(*values: str) -> list[str]:
    """The values that are not blank, for facets with at most one value."""
    return [value for value in values if value]
