"""Policies in the reading room: their list, and what their page shows."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.vocabularies import APPROACH, LEVEL, PHASE, POLICY_KIND

from . import words
from .evidence import Item
from .lineage import web
from .lineage.pair import lineage
from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries
from .lists.year_columns import EvidenceColumn, SpanColumn
from .pages.facts import Fact, facts, own_evidence
from .pages.gathering import Gathered, gather
from .pages.judgements import by_dimension
from .pages.sections import contents

_FACTS = ("kind", "start_year", "end_year", "level", "approach", "phase", "places", "instruments")


def _leads(payload: dict) -> list[dict]:
    return [role["organisation"] for role in payload["roles"] if role["role"] == "lead"]


LIST = ListPage(
    kind="policy",
    intro=_("Laws, plans, strategies and programmes since 1950, with who led them, where they applied and when."),
    columns=(
        TitleColumn(),
        CodedColumn("kind", POLICY_KIND),
        CodedColumn("level", LEVEL, _("Level")),
        SpanColumn(),
        CodedColumn("phase", PHASE),
        ReferencesColumn("roles", _("Lead organisations"), path="roles__0__organisation", pick=_leads),
        ReferencesColumn("places", path="places__0", pick=lambda payload: payload["places"]),
    ),
    further=(
        CodedColumn("approach", APPROACH),
        TextColumn("aims"),
        TextColumn("summary"),
        ReferencesColumn("instruments", path="instruments__0", pick=lambda payload: payload["instruments"]),
        # Left out of payloads where there are none.
        ReferencesColumn("target_groups", path="target_groups__0", pick=lambda one: one.get("target_groups", [])),
        EvidenceColumn(),
    ),
    default_sort="years",
    years="span",
    filters=(
        Choice("kind", Coded(POLICY_KIND)),
        Choice("level", Coded(LEVEL)),
        Choice("phase", Coded(PHASE)),
        Choice("place", Entries(), _("Place")),
        Choice("organisation", Entries(), _("Organisation")),
        Choice("instrument", Entries(), _("Instrument")),
        Choice("target_group", Entries(), _("Target group")),
        Choice("approach", Coded(APPROACH)),
        Choice("source", Entries()),
    ),
)


@dataclass(frozen=True)
class Dated:
    """A dated event; `policy` is set where it belongs to a stage of the policy and not to the policy itself."""

    year: int
    years: str
    title: str
    title_ja: str
    policy: Card | None
    evidence: list[Item]

    @property
    def is_policy(self) -> bool:
        """Whether the event is the whole of that stage, so that naming both would say it twice."""
        return self.policy is not None and self.policy.title_en == self.title


@dataclass(frozen=True)
class Related:
    """A policy and how it relates to this one, in words read from this one."""

    relation: str
    policy: Card | None
    remark: str
    evidence: list[Item]


@dataclass(frozen=True)
class Designated:
    """A cluster that a programme designated, or a programme that designated a cluster."""

    card: Card | None
    stage: str
    years: str
    year_missing: str
    evidence: list[Item]


def policy_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a policy's page shows."""
    related = web.read(reading)
    figures_of = [f"policy:{slug}" for slug in sorted(web.stages_of(related, entry.slug))]
    gathered = gather(
        reading, entry, language, further=reading.entries("observation").with_facet("subject", figures_of)
    )
    # Left out of payloads where there are none, as of all that was printed before the key came to be.
    groups = ["target_groups"] if entry.payload.get("target_groups") else []
    found = [*facts(gathered, *_FACTS[:6]), *_roles(gathered), *facts(gathered, *_FACTS[6:], *groups)]
    prose = facts(gathered, "summary", "aims")
    timeline = _timeline(gathered)
    relations = _relations(gathered)
    figures = gathered.figures(gathered.around.get("observation", []))
    findings = gathered.findings(gathered.referring("finding"))
    evaluations = gathered.cards_of(_refs(gathered.referring("evaluation")))
    designated = _designated(gathered)
    others = gathered.others("policy", "observation", "finding", "evaluation", "cluster", "disagreement")
    return {
        "gathered": gathered,
        "facts": found,
        "summary": prose,
        "timeline": timeline,
        "relations": relations,
        "lineage": lineage(related, entry.slug, language),
        "figures": figures,
        "whole": gathered.card(gathered.ref),
        "findings": by_dimension(findings),
        "evaluations": evaluations,
        "designated": designated,
        "disagreements": gathered.disagreements,
        "others": others,
        "evidence": own_evidence(gathered, found, prose),
        "description": entry.payload["summary"] or entry.payload["aims"],
        "contents": contents(
            language,
            timeline=timeline,
            figures=figures,
            findings=findings,
            relations=relations,
            clusters=designated,
            evaluations=evaluations,
            others=others,
        ),
    }


def designations(gathered: Gathered, cluster: Entry, programme: dict | None = None) -> list[Designated]:
    """The designations of a cluster, or those by one programme alone; each with the card of the other side."""
    return [
        Designated(
            card=gathered.card({"kind": "cluster", "slug": cluster.slug} if programme else found["programme"]),
            stage=found["stage"],
            years=words.years(found["year"], found["end_year"] or found["year"], gathered.language),
            year_missing=found.get("year_missing") or "not-reported",
            evidence=gathered.shown(found["evidence"]),
        )
        for found in cluster.payload["designations"]
        if programme in (None, found["programme"])
    ]


def _timeline(gathered: Gathered) -> list[Dated]:
    """The policy's own dated stages, and those of the policies that are stages of it."""
    dated = _dated(gathered, gathered.data["stages"])
    for other in gathered.referring("policy"):
        if {"stage-of"} & {r["relation"] for r in other.payload["relations"] if r["policy"] == gathered.ref}:
            card = gathered.cards["policy", other.slug]
            dated += [replace(stage, policy=card) for stage in _dated(gathered, other.payload["stages"])]
    return sorted(dated, key=lambda stage: stage.year)


def _dated(gathered: Gathered, stages: list[dict]) -> list[Dated]:
    return [
        Dated(
            year=stage["year"],
            # A dated stage without an end happened in that year; it is not open.
            years=words.years(stage["year"], stage["end_year"] or stage["year"], gathered.language),
            title=stage["title"]["en"],
            title_ja=stage["title"]["ja"],
            policy=None,
            evidence=gathered.shown(stage["evidence"]),
        )
        for stage in stages
    ]


def _relations(gathered: Gathered) -> list[Related]:
    """Both directions: what this policy says of others, and what others say of it."""
    own = [_related(gathered, found, "relation", found["policy"]) for found in gathered.data["relations"]]
    back = [
        _related(gathered, found, "relation_back", {"kind": "policy", "slug": other.slug})
        for other in gathered.referring("policy")
        for found in other.payload["relations"]
        if found["policy"] == gathered.ref
    ]
    return sorted(own + back, key=lambda related: (related.relation, related.policy.title_en if related.policy else ""))


def _related(gathered: Gathered, found: dict, way: str, other: dict) -> Related:
    return Related(
        relation=words.said("policy", way, found["relation"], gathered.language),
        policy=gathered.card(other),
        remark=found["remark"],
        evidence=gathered.shown(found["evidence"]),
    )


def _roles(gathered: Gathered) -> list[Fact]:
    """One fact for each role that organisations play in the policy."""
    roles: dict[str, list[dict]] = {}
    for role in gathered.data["roles"]:
        roles.setdefault(role["role"], []).append(role)
    if not roles:
        return facts(gathered, "roles")
    return [
        Fact(
            name=code,
            label=words.said("policy", "role", code, gathered.language),
            cards=(cards := gathered.cards_of(role["organisation"] for role in found)),
            unprinted=len(found) - len(cards),
            evidence=gathered.shown([passage for role in found for passage in role["evidence"]]),
        )
        for code, found in roles.items()
    ]


def _designated(gathered: Gathered) -> list[Designated]:
    return [
        designation
        for cluster in gathered.referring("cluster")
        for designation in designations(gathered, cluster, gathered.ref)
    ]


def _refs(entries: list[Entry]) -> list[dict]:
    return [{"kind": entry.kind, "slug": entry.slug} for entry in entries]
