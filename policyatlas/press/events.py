"""Prints context events."""

from policyatlas.editions.payloads import EventPayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import ContextEvent
from policyatlas.values.folding import fold

from .parts import cited, kind_of, missing, names, place_keys, ref, source_keys


def sheets(event: ContextEvent) -> list[Sheet]:
    """One entry: the event."""
    payload = EventPayload(
        name=names(event.title_en, event.title_ja),
        kind=event.kind,
        year=event.year,
        end_year=event.end_year,
        place=ref(event.place) if event.place else None,
        evidence=cited(event),
        missing=missing(place=event.place),
    )
    return [
        Sheet(
            kind=kind_of(event),
            slug=event.slug,
            payload=payload,
            title_en=event.title_en,
            title_ja=event.title_ja,
            year_from=event.year,
            year_to=event.end_year or event.year,
            text=fold(event.title_en, event.title_ja, str(event.place or "")),
            facets={
                "kind": [event.kind],
                "place": place_keys([event.place]) if event.place else [],
                "source": source_keys(payload),
            },
        )
    ]
