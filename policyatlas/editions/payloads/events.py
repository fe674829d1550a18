"""The shape of a context event in print."""

from .parts import Evidence, Names, Ref, Shape


class EventPayload(Shape):
    """A context event in print."""

    name: Names
    kind: str
    year: int
    end_year: int | None
    place: Ref | None
    evidence: list[Evidence]
    missing: dict[str, str]
