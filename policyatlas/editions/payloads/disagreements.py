"""The shape of a disagreement in print."""

from .parts import Evidence, Names, Ref, Shape


class PositionShape(Shape):
    """What one source says in a disagreement; `observation` is the figure, if the claim is one."""

    claim: str
    observation: Ref | None
    evidence: list[Evidence]


class DisagreementPayload(Shape):
    """A disagreement in print."""

    name: Names
    subjects: list[Ref]
    comment: str
    resolution: str
    positions: list[PositionShape]
    missing: dict[str, str]
