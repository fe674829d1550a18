"""What the page of each kind of entry shows."""

from collections.abc import Callable

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.clusters import cluster_page
from policyatlas.public.disagreements import disagreement_page
from policyatlas.public.evaluations import evaluation_page, finding_page
from policyatlas.public.events import event_page
from policyatlas.public.frameworks import framework_page
from policyatlas.public.indicators import indicator_page, observation_page
from policyatlas.public.organisations import organisation_page
from policyatlas.public.places import place_page
from policyatlas.public.policies import policy_page
from policyatlas.public.sources import source_page
from policyatlas.public.terms import term_page

# What a page shows, for each kind: a function of the reading, the entry and the language of the page.
PAGES: dict[str, Callable[[Reading, Entry, str], dict]] = {
    "policy": policy_page,
    "cluster": cluster_page,
    "evaluation": evaluation_page,
    "finding": finding_page,
    "prefecture": place_page,
    "place": place_page,
    "organisation": organisation_page,
    "indicator": indicator_page,
    "observation": observation_page,
    "source": source_page,
    "framework": framework_page,
    "disagreement": disagreement_page,
    "event": event_page,
    "term": term_page,
}
