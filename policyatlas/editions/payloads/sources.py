"""The shape of a source in print."""

from .parts import Evidence, Names, Ref, Shape


class SectionShape(Shape):
    """A place in a source, in reading order."""

    order: int
    locator: str
    starts_with: str


class CitedBy(Shape):
    """That another source cites this one, and where."""

    source: Ref
    evidence: list[Evidence]


class SourcePayload(Shape):
    """A source in print."""

    name: Names
    kind: str
    title: str
    authors: str
    year: int | None
    year_printed: str
    container: str
    publisher: str
    language: str
    date_note: str
    url: str
    date_read: str
    licence: str
    printed_reference: str
    sections: list[SectionShape]
    cited_by: list[CitedBy]
    evidence: list[Evidence]
    missing: dict[str, str]
