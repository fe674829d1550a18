"""Prints disagreements."""

from policyatlas.editions.payloads import DisagreementPayload, PositionShape
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Disagreement, Position, Record
from policyatlas.values.folding import fold

from .parts import evidence, key, kind_of, missing, name_of, names, ref, refs, source_keys


def sheets(disagreement: Disagreement) -> list[Sheet]:
    """One entry: the disagreement with what each source says."""
    subjects = [
        *disagreement.policies.all(),
        *disagreement.clusters.all(),
        *disagreement.places.all(),
        *disagreement.organisations.all(),
        *disagreement.indicators.all(),
    ]
    positions = list(disagreement.positions.select_related("passage__source", "observation").order_by("pk"))
    payload = _payload(disagreement, subjects, positions)
    return [
        Sheet(
            kind=kind_of(disagreement),
            slug=disagreement.slug,
            payload=payload,
            title_en=disagreement.topic_en,
            title_ja=disagreement.topic_ja,
            text=fold(
                disagreement.topic_en,
                disagreement.topic_ja,
                disagreement.comment,
                disagreement.resolution,
                *(position.claim for position in positions),
                *(name_of(subject) for subject in sorted(subjects, key=lambda subject: subject.slug)),
            ),
            facets={
                "subject": sorted(key(subject) for subject in subjects),
                "subject_kind": sorted({kind_of(subject) for subject in subjects}),
                "observation": sorted({key(p.observation) for p in positions if p.observation}),
                "source": source_keys(payload),
                "settled": ["settled" if disagreement.resolution else "open"],
            },
        )
    ]


def _payload(disagreement: Disagreement, subjects: list[Record], positions: list[Position]) -> DisagreementPayload:
    absent = missing(comment=disagreement.comment, resolution=disagreement.resolution)
    if not subjects:
        # About how a document names an author, say: nothing is unknown, there is just no entry it would be about.
        absent["subjects"] = "not-applicable"
    return DisagreementPayload(
        name=names(disagreement.topic_en, disagreement.topic_ja),
        subjects=refs(subjects),
        comment=disagreement.comment,
        resolution=disagreement.resolution,
        positions=[
            PositionShape(
                claim=position.claim,
                observation=ref(position.observation) if position.observation else None,
                evidence=evidence(position.passage),
            )
            for position in positions
        ],
        missing=absent,
    )
