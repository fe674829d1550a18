"""Policies in the reading room: what their page shows."""

from dataclasses import dataclass, replace

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading

from . import words
from .evidence import Item
from .facts import Fact, facts, own_evidence
from .gathering import Gathered, gather
from .judgements import by_dimension
from .sections import contents

_FACTS = ("kind", "start_year", "end_year", "level", "approach", "phase", "aims", "places", "instruments")


@dataclass(frozen=True)
class Dated:
    """A dated event; `policy` is set where it belongs to a stage of the policy and not to the policy itself."""

    year: int
    years: str
    title: str
    title_ja: str
    policy: Card | None
    evidence: list[Item]


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
    evidence: list[Item]


def policy_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a policy's page shows."""
    gathered = gather(reading, entry, language)
    timeline = _timeline(gathered)
    relations = _relations(gathered)
    figures = gathered.figures(gathered.referring("observation"))
    findings = gathered.findings(gathered.referring("finding"))
    evaluations = gathered.cards_of(_refs(gathered.referring("evaluation")))
    designated = _designated(gathered)
    others = gathered.others("policy", "observation", "finding", "evaluation", "cluster", "disagreement")
    return {
        "facts": [*facts(gathered, *_FACTS[:6]), *_roles(gathered), *facts(gathered, *_FACTS[6:])],
        "summary": facts(gathered, "summary"),
        "timeline": timeline,
        "relations": relations,
        "figures": figures,
        "findings": by_dimension(findings),
        "evaluations": evaluations,
        "designated": designated,
        "disagreements": gathered.disagreements,
        "others": others,
        "evidence": own_evidence(gathered, *_FACTS, "summary"),
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
