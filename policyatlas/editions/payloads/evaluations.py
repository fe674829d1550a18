"""The shapes of evaluations, findings and frameworks in print."""

from .parts import Evidence, Names, Ref, Shape


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
