"""The shapes of payloads, one class a kind of entry; documented key by key in `docs/data.md`.

Shapes only grow: a new key has a default; a renamed key is a new `SCHEMA` number. Years are calendar years unless
a `fiscal` key says otherwise, amounts are in full units, texts are as printed unless their comment says editorial.
`missing` maps the name of each absent attribute to a kind of missing, so that absence is always said in words.
"""

from pydantic import BaseModel, ConfigDict

SCHEMA = 1


class Shape(BaseModel):
    """A frozen shape that refuses keys nobody documented."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ref(Shape):
    """A reference to another entry, resolved among the entries of the same edition."""

    kind: str
    slug: str


class Names(Shape):
    """A name or title in both languages; `ja` is empty where no Japanese form is known."""

    en: str
    ja: str = ""


class Evidence(Shape):
    """A passage that supports what it stands with; `supports` names one attribute, or is empty for the whole."""

    source: Ref
    locator: str
    quote: str
    supports: str = ""


class Stage(Shape):
    """A dated event in the life of a policy."""

    slug: str
    title: Names
    year: int
    end_year: int | None
    evidence: list[Evidence]


class Role(Shape):
    """An organisation's part in a policy; `role` from the vocabulary `role`."""

    organisation: Ref
    role: str
    evidence: list[Evidence]


class Relation(Shape):
    """How the policy relates to another one; `relation` from the vocabulary `relation`."""

    relation: str
    policy: Ref
    remark: str
    evidence: list[Evidence]


class PolicyPayload(Shape):
    """A policy in print."""

    name: Names
    kind: str
    level: str
    approach: str
    phase: str
    start_year: int | None
    end_year: int | None
    aims: str
    summary: str
    places: list[Ref]
    instruments: list[Ref]
    roles: list[Role]
    relations: list[Relation]
    stages: list[Stage]
    evidence: list[Evidence]
    missing: dict[str, str]


class DesignationShape(Shape):
    """That a programme designated a cluster."""

    programme: Ref
    stage: str
    year: int | None
    end_year: int | None
    evidence: list[Evidence]


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


class RatingShape(Shape):
    """What an evaluation says of one criterion: `stars` (1–3) or `words`."""

    criterion: int
    label: str
    group: str
    aspect: str
    stars: int | None
    words: str
    keyword: str
    confidence: str
    reading_note: str
    printed_label: str
    printed_cells: str
    evidence: list[Evidence]


class EvaluationPayload(Shape):
    """An evaluation in print; its findings are entries of their own, listed here by reference."""

    name: Names
    subject: Ref
    evaluator: str
    year: int | None
    method: str
    strength: str
    framework: Ref | None
    source: Ref
    findings: list[Ref]
    ratings: list[RatingShape]
    missing: dict[str, str]


class FindingPayload(Shape):
    """One judgement in print, with what a reader needs of its evaluation."""

    name: Names
    evaluation: Ref
    subject: Ref
    evaluator: str
    year: int | None
    method: str
    strength: str
    dimension: Ref
    verdict: str
    statement: str
    evidence: list[Evidence]
    missing: dict[str, str]


class Focus(Shape):
    """A field of technology a place focuses on."""

    field: Ref
    printed: str
    remark: str
    evidence: list[Evidence]


class PlacePayload(Shape):
    """A place in print; prefectures are printed with the same shape under a kind of their own."""

    name: Names
    place_kind: str
    code: str
    parent: Ref | None
    within: list[Ref]
    meti_bureau: str
    tile_column: int | None
    tile_row: int | None
    remark: str
    focuses: list[Focus]
    evidence: list[Evidence]
    missing: dict[str, str]


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


class IndicatorPayload(Shape):
    """An indicator in print."""

    name: Names
    unit: str
    definition: str
    direction: str
    evidence: list[Evidence]
    missing: dict[str, str]


class ObservationPayload(Shape):
    """A figure in print: `value` in full units, or `value_missing` (a kind of missing) in its place."""

    name: Names
    indicator: Ref
    subject: Ref
    unit: str
    value: int | float | None
    upper_value: int | float | None
    qualifier: str
    value_missing: str
    period_start: int | None
    period_end: int | None
    fiscal: bool
    period_printed: str
    rank: str
    remark: str
    evidence: list[Evidence]
    missing: dict[str, str]


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


class CriterionShape(Shape):
    """One criterion of a framework."""

    number: int
    group: str
    label: str
    description: str
    evidence: list[Evidence]


class FrameworkPayload(Shape):
    """A framework in print."""

    name: Names
    description: str
    criteria: list[CriterionShape]
    evidence: list[Evidence]
    missing: dict[str, str]


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


class EventPayload(Shape):
    """A context event in print."""

    name: Names
    kind: str
    year: int
    end_year: int | None
    place: Ref | None
    evidence: list[Evidence]
    missing: dict[str, str]


class TermPayload(Shape):
    """A term in print."""

    name: Names
    scheme: str
    code: str
    parent: Ref | None
    stip_code: str
    missing: dict[str, str]


SHAPES: dict[str, type[Shape]] = {
    "policy": PolicyPayload,
    "cluster": ClusterPayload,
    "evaluation": EvaluationPayload,
    "finding": FindingPayload,
    "prefecture": PlacePayload,
    "place": PlacePayload,
    "organisation": OrganisationPayload,
    "indicator": IndicatorPayload,
    "observation": ObservationPayload,
    "source": SourcePayload,
    "framework": FrameworkPayload,
    "disagreement": DisagreementPayload,
    "event": EventPayload,
    "term": TermPayload,
}


def references(data) -> set[tuple[str, str]]:
    """Every `(kind, slug)` that a payload (as JSON data) refers to, however deep."""
    found: set[tuple[str, str]] = set()
    if isinstance(data, dict):
        if data.keys() == {"kind", "slug"}:
            found.add((data["kind"], data["slug"]))
        else:
            for value in data.values():
                found |= references(value)
    elif isinstance(data, list):
        for value in data:
            found |= references(value)
    return found
