"""Prints sources."""

from policyatlas.editions.payloads import CitedBy, SectionShape, SourcePayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Source
from policyatlas.values.folding import fold

from .parts import cited, evidence, key, kind_of, missing, names, nonblank, ref


def sheets(source: Source) -> list[Sheet]:
    """One entry: the source with its sections and the sources that cite it."""
    links = sorted(source.cited_by.select_related("citing", "passage__source"), key=lambda link: link.citing.slug)
    payload = _payload(source, links)
    return [
        Sheet(
            kind=kind_of(source),
            slug=source.slug,
            payload=payload,
            title_en=source.heading,
            title_ja=source.title_ja,
            year_from=source.year,
            year_to=source.year,
            text=fold(
                source.heading,
                source.title,
                source.title_ja,
                source.authors,
                source.container,
                source.publisher,
                source.printed_reference,
            ),
            facets={
                "kind": [source.kind],
                "language": nonblank(source.language),
                "cited_by": [key(link.citing) for link in links],
            },
        )
    ]


def _payload(source: Source, links: list) -> SourcePayload:
    return SourcePayload(
        name=names(source.heading, source.title_ja),
        kind=source.kind,
        title=source.title,
        authors=source.authors,
        year=source.year,
        year_printed=source.year_printed,
        container=source.container,
        publisher=source.publisher,
        language=source.language,
        date_note=source.date_note,
        url=source.url,
        date_read=source.date_read.isoformat() if source.date_read else "",
        licence=source.licence,
        printed_reference=source.printed_reference,
        sections=[
            SectionShape(order=section.order, locator=section.locator, starts_with=section.starts_with)
            for section in source.sections.order_by("order")
        ],
        cited_by=[CitedBy(source=ref(link.citing), evidence=evidence(link.passage)) for link in links],
        evidence=cited(source),
        missing=missing(
            title=source.title,
            authors=source.authors,
            year=source.year,
            publisher=source.publisher,
            url=source.url,
            licence=source.licence,
        ),
    )
