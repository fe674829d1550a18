"""All the lists, by the kind of entry that each holds."""

from policyatlas.public.clusters import LIST as CLUSTERS
from policyatlas.public.disagreements import LIST as DISAGREEMENTS
from policyatlas.public.evaluations import FINDINGS
from policyatlas.public.evaluations import LIST as EVALUATIONS
from policyatlas.public.events import LIST as EVENTS
from policyatlas.public.frameworks import LIST as FRAMEWORKS
from policyatlas.public.indicators import FIGURES
from policyatlas.public.indicators import LIST as INDICATORS
from policyatlas.public.organisations import LIST as ORGANISATIONS
from policyatlas.public.places import LIST as PLACES
from policyatlas.public.places import PREFECTURES
from policyatlas.public.policies import LIST as POLICIES
from policyatlas.public.sources import LIST as SOURCES
from policyatlas.public.terms import LIST as TERMS

from .declarations import ListPage

LISTS: dict[str, ListPage] = {
    declared.kind: declared
    for declared in (
        POLICIES,
        CLUSTERS,
        EVALUATIONS,
        FINDINGS,
        PREFECTURES,
        PLACES,
        ORGANISATIONS,
        INDICATORS,
        FIGURES,
        SOURCES,
        FRAMEWORKS,
        DISAGREEMENTS,
        EVENTS,
        TERMS,
    )
}
