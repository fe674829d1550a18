"""Prints clusters."""

from policyatlas.editions.payloads import ClusterPayload, DesignationShape
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Cluster
from policyatlas.values.folding import fold

from .parts import cited, evidence, key, kind_of, missing, names, nonblank, place_keys, ref, refs, source_keys


def sheets(cluster: Cluster) -> list[Sheet]:
    """One entry: the cluster with its designations."""
    places = sorted(cluster.places.all(), key=lambda place: place.slug)
    fields = sorted(cluster.fields.all(), key=lambda term: term.slug)
    designations = sorted(
        cluster.designations.select_related("programme", "passage__source"),
        key=lambda designation: (designation.year or 0, designation.programme.slug, designation.stage),
    )
    years = [designation.year for designation in designations if designation.year]
    payload = _payload(cluster, places, fields, designations)
    return [
        Sheet(
            kind=kind_of(cluster),
            slug=cluster.slug,
            payload=payload,
            title_en=cluster.name_en,
            title_ja=cluster.name_ja,
            year_from=min(years, default=None),
            year_to=None,
            text=fold(
                cluster.name_en,
                cluster.name_ja,
                cluster.summary,
                cluster.fields_printed,
                *(name for place in places for name in (place.name_en, place.name_ja)),
                *(field.label_en for field in fields),
            ),
            facets={
                "formation_base": nonblank(cluster.formation_base),
                "field": [key(field) for field in fields],
                "place": place_keys(places),
                "programme": sorted({key(designation.programme) for designation in designations}),
                "source": source_keys(payload),
            },
        )
    ]


def _payload(cluster: Cluster, places: list, fields: list, designations: list) -> ClusterPayload:
    return ClusterPayload(
        name=names(cluster.name_en, cluster.name_ja),
        formation_base=cluster.formation_base,
        development_phase=cluster.development_phase,
        fields=refs(fields),
        fields_printed=cluster.fields_printed,
        places=refs(places),
        summary=cluster.summary,
        designations=[
            DesignationShape(
                programme=ref(designation.programme),
                stage=designation.stage,
                year=designation.year,
                end_year=designation.end_year,
                year_missing=designation.year_missing or ("" if designation.year else "not-reported"),
                evidence=evidence(designation.passage),
            )
            for designation in designations
        ],
        evidence=cited(cluster),
        missing=missing(
            formation_base=cluster.formation_base,
            development_phase=cluster.development_phase,
            fields=fields,
            places=places,
            summary=cluster.summary,
            designations=designations,
        ),
    )
