"""The shapes of indicators and figures in print."""

from .parts import Evidence, Names, Ref, Shape


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
