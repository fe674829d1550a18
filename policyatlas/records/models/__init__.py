"""The records curators edit, one module a noun."""

from .base import Citation, Record
from .clusters import Cluster, ClusterCitation, Designation
from .disagreements import Disagreement, Position
from .evaluations import Criterion, Evaluation, Finding, Framework, FrameworkCitation, Rating
from .events import ContextEvent, ContextEventCitation
from .indicators import Indicator, IndicatorCitation, Observation, ObservationCitation
from .organisations import Organisation, OrganisationCitation
from .places import Place, PlaceCitation, PlaceFocus
from .policies import Policy, PolicyCitation, PolicyRelation, PolicyRole, PolicyStage
from .sources import Passage, Section, Source, SourceCitation, SourceText, WorkCited
from .terms import Term, TermCitation

# In the order in which a curator meets them in the admin.
RECORDS = (
    Policy,
    Cluster,
    Evaluation,
    Indicator,
    Observation,
    Disagreement,
    Framework,
    ContextEvent,
    Organisation,
    Place,
    Source,
    Term,
)

__all__ = [
    "RECORDS",
    "Citation",
    "Cluster",
    "ClusterCitation",
    "ContextEvent",
    "ContextEventCitation",
    "Criterion",
    "Designation",
    "Disagreement",
    "Evaluation",
    "Finding",
    "Framework",
    "FrameworkCitation",
    "Indicator",
    "IndicatorCitation",
    "Observation",
    "ObservationCitation",
    "Organisation",
    "OrganisationCitation",
    "Passage",
    "Place",
    "PlaceCitation",
    "PlaceFocus",
    "Policy",
    "PolicyCitation",
    "PolicyRelation",
    "PolicyRole",
    "PolicyStage",
    "Position",
    "Rating",
    "Record",
    "Section",
    "Source",
    "SourceCitation",
    "SourceText",
    "Term",
    "TermCitation",
    "WorkCited",
]
