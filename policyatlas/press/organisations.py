"""Prints organisations."""

from policyatlas.editions.payloads import OrganisationPayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Organisation
from policyatlas.values.folding import fold

from .parts import cited, kind_of, missing, names, place_keys, ref, source_keys


def sheets(organisation: Organisation) -> list[Sheet]:
    """One entry: the organisation."""
    place = organisation.place
    payload = OrganisationPayload(
        name=names(organisation.name_en, organisation.name_ja),
        abbreviation=organisation.abbreviation,
        kind=organisation.kind,
        place=ref(place) if place else None,
        founded=organisation.founded,
        ended=organisation.ended,
        successor=ref(organisation.successor) if organisation.successor else None,
        description=organisation.description,
        evidence=cited(organisation),
        missing=missing(
            place=place,
            founded=organisation.founded,
            ended=organisation.ended,
            description=organisation.description,
        ),
    )
    where = [place.name_en, place.name_ja] if place else []
    return [
        Sheet(
            kind=kind_of(organisation),
            slug=organisation.slug,
            payload=payload,
            title_en=organisation.name_en,
            title_ja=organisation.name_ja,
            year_from=organisation.founded,
            year_to=organisation.ended,
            text=fold(
                organisation.name_en, organisation.name_ja, organisation.abbreviation, organisation.description, *where
            ),
            facets={
                "kind": [organisation.kind],
                "place": place_keys([place]) if place else [],
                "source": source_keys(payload),
            },
        )
    ]
