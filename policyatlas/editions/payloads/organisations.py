"""The shape of an organisation in print."""

from .parts import Evidence, Names, Ref, Shape


class OrganisationPayload(Shape):
    """An organisation in print."""

    name: Names
    abbreviation: str
    kind: str
    place: Ref | None
    founded: int | None
    ended: int | None
    successor: Ref | None
    description: str
    evidence: list[Evidence]
    missing: dict[str, str]
