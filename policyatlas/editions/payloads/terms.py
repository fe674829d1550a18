"""The shape of a term in print."""

from pydantic import Field

from .parts import Evidence, Names, Ref, Shape


class TermPayload(Shape):
    """A term in print."""

    name: Names
    scheme: str
    code: str
    parent: Ref | None
    stip_code: str
    # Left out where there is none, so that a term printed without keeps its digest.
    evidence: list[Evidence] = Field(default_factory=list, exclude_if=lambda found: not found)
    missing: dict[str, str]
