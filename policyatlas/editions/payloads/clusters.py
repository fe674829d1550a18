"""The shape of a cluster in print."""

from .parts import Evidence, Names, Ref, Shape


class DesignationShape(Shape):
    """That a programme designated a cluster."""

    programme: Ref
    stage: str
    year: int | None
    end_year: int | None
    evidence: list[Evidence]
    # Entries printed before absent years had reasons do not have it.
    year_missing: str = ""


class ClusterPayload(Shape):
    """A cluster in print."""

    name: Names
    formation_base: str
    development_phase: str
    fields: list[Ref]
    fields_printed: str
    places: list[Ref]
    summary: str
    designations: list[DesignationShape]
    evidence: list[Evidence]
    missing: dict[str, str]
