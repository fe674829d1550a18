"""Clusters in the reading room: what their page shows."""

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .facts import facts, own_evidence
from .gathering import gather
from .judgements import by_dimension, rating_table
from .policies import designations
from .sections import contents

_FACTS = ("places", "fields", "fields_printed", "formation_base", "development_phase", "summary", "designations")


def cluster_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a cluster's page shows."""
    gathered = gather(reading, entry, language)
    designated = designations(gathered, entry)
    figures = gathered.figures(gathered.referring("observation"))
    findings = gathered.findings(gathered.referring("finding"))
    evaluations = gathered.referring("evaluation")
    ratings = [table for one in evaluations if (table := rating_table(one, gathered.cards, language))]
    others = gathered.others("observation", "finding", "evaluation", "disagreement")
    return {
        # The summary is said above the facts and the designations have a table, unless they are missing.
        "facts": [fact for fact in facts(gathered, *_FACTS) if fact.missing or fact.name not in _FACTS[5:]],
        "summary": [fact for fact in facts(gathered, "summary") if not fact.missing],
        "designated": designated,
        "figures": figures,
        "ratings": ratings,
        "findings": by_dimension(findings),
        "evaluations": gathered.cards_of({"kind": one.kind, "slug": one.slug} for one in evaluations),
        "disagreements": gathered.disagreements,
        "others": others,
        "evidence": own_evidence(gathered, *_FACTS[:6]),
        "description": entry.payload["summary"],
        "contents": contents(
            language,
            designations=designated,
            figures=figures,
            ratings=ratings,
            findings=findings,
            evaluations=evaluations,
            others=others,
        ),
    }
