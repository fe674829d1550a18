"""The shapes of payloads, one class a kind of entry; documented key by key in `docs/data.md`.

Shapes only grow: a new key has a default; a renamed key is a new `SCHEMA` number. Years are calendar years unless
a `fiscal` key says otherwise, amounts are in full units, texts are as printed unless their comment says editorial.
`missing` maps the name of each absent attribute to a kind of missing, so that absence is always said in words.
"""

from .clusters import ClusterPayload, DesignationShape
from .disagreements import DisagreementPayload, PositionShape
from .evaluations import CriterionShape, EvaluationPayload, FindingPayload, FrameworkPayload, RatingShape
from .events import EventPayload
from .indicators import IndicatorPayload, ObservationPayload
from .organisations import OrganisationPayload
from .parts import Evidence, Names, Ref, Shape, references
from .places import Focus, PlacePayload
from .policies import PolicyPayload, Relation, Role, Stage
from .rewriting import Address, readdressed
from .sources import CitedBy, SectionShape, SourcePayload
from .terms import TermPayload

SCHEMA = 1

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

__all__ = [
    "SCHEMA",
    "SHAPES",
    "Address",
    "CitedBy",
    "ClusterPayload",
    "CriterionShape",
    "DesignationShape",
    "DisagreementPayload",
    "EvaluationPayload",
    "EventPayload",
    "Evidence",
    "FindingPayload",
    "Focus",
    "FrameworkPayload",
    "IndicatorPayload",
    "Names",
    "ObservationPayload",
    "OrganisationPayload",
    "PlacePayload",
    "PolicyPayload",
    "PositionShape",
    "RatingShape",
    "Ref",
    "Relation",
    "Role",
    "SectionShape",
    "Shape",
    "SourcePayload",
    "Stage",
    "TermPayload",
    "readdressed",
    "references",
]
