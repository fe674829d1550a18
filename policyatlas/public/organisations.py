"""Organisations in the reading room: what their page shows."""

from dataclasses import dataclass

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading

from . import words
from .evidence import Item
from .facts import facts, own_evidence
from .gathering import Gathered, gather
from .judgements import by_dimension
from .sections import contents

_FACTS = ("kind", "abbreviation", "place", "founded", "ended", "successor", "description")


@dataclass(frozen=True)
class Involvement:
    """A policy in which the organisation has a part."""

    policy: Card
    role: str
    years: str
    evidence: list[Item]


def organisation_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What an organisation's page shows."""
    gathered = gather(reading, entry, language)
    figures = gathered.figures(gathered.referring("observation"))
    findings = gathered.findings(gathered.referring("finding"))
    shown = {
        "policies": _involvements(gathered),
        "predecessors": [gathered.cards["organisation", one.slug] for one in gathered.referring("organisation")],
        "figures": figures,
        "findings": findings,
        "evaluations": [gathered.cards["evaluation", one.slug] for one in gathered.referring("evaluation")],
        "others": gathered.others("policy", "organisation", "observation", "finding", "evaluation", "disagreement"),
    }
    return {
        **shown,
        "findings": by_dimension(findings),
        "facts": [fact for fact in facts(gathered, *_FACTS) if fact.missing or fact.name != "description"],
        "summary": [fact for fact in facts(gathered, "description") if not fact.missing],
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, *_FACTS),
        "description": entry.payload["description"],
        "contents": contents(language, **shown),
    }


def _involvements(gathered: Gathered) -> list[Involvement]:
    found = [
        Involvement(
            policy=gathered.cards["policy", policy.slug],
            role=words.said("policy", "role", role["role"], gathered.language),
            years=words.years(policy.year_from, policy.year_to, gathered.language),
            evidence=gathered.shown(role["evidence"]),
        )
        for policy in gathered.referring("policy")
        for role in policy.payload["roles"]
        if role["organisation"] == gathered.ref
    ]
    return sorted(found, key=lambda involvement: involvement.policy.title_en)
