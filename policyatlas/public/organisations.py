"""Organisations in the reading room: their list, and what their page shows."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.vocabularies import ORGANISATION_KIND

from . import words
from .evidence import Item
from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries
from .lists.year_columns import EvidenceColumn, SpanColumn
from .pages.facts import facts, own_evidence
from .pages.gathering import Gathered, gather
from .pages.judgements import by_dimension
from .pages.sections import contents

_FACTS = ("kind", "abbreviation", "place", "founded", "ended", "successor")


LIST = ListPage(
    kind="organisation",
    intro=_("Ministries, councils, universities, institutes and firms that had a part in policies and clusters."),
    columns=(
        TitleColumn(_("Name")),
        TextColumn("abbreviation"),
        CodedColumn("kind", ORGANISATION_KIND),
        ReferencesColumn("place"),
        SpanColumn("founded", "ended", _("Founded and ended")),
    ),
    further=(
        TextColumn("description"),
        ReferencesColumn("successor"),
        EvidenceColumn(),
    ),
    default_sort="title",
    years="span",
    filters=(
        Choice("kind", Coded(ORGANISATION_KIND)),
        Choice("place", Entries(), _("Place")),
        Choice("source", Entries()),
    ),
)


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
    found, prose = facts(gathered, *_FACTS), facts(gathered, "description")
    shown = {
        "policies": _involvements(gathered),
        "figures": figures,
        "findings": findings,
        "evaluations": [gathered.cards["evaluation", one.slug] for one in gathered.referring("evaluation")],
        "predecessors": [gathered.cards["organisation", one.slug] for one in gathered.referring("organisation")],
        "others": gathered.others("policy", "organisation", "observation", "finding", "evaluation", "disagreement"),
    }
    return {
        "gathered": gathered,
        **shown,
        "findings": by_dimension(findings),
        "facts": found,
        "summary": prose,
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, found, prose),
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
