"""The shape of a term in print."""

from .parts import Names, Ref, Shape


class TermPayload(Shape):
    """A term in print."""

    name: Names
    scheme: str
    code: str
    parent: Ref | None
    stip_code: str
    missing: dict[str, str]
