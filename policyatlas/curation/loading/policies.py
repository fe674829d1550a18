"""Loads policies, with their dated events, lead organisations and relations."""

from collections import defaultdict

from policyatlas.records.models import (
    Organisation,
    Place,
    Policy,
    PolicyCitation,
    PolicyRelation,
    PolicyRole,
    PolicyStage,
)

from .nouns import load
from .rows import Row, Unfit
from .run import Attached, Draft, Part, Run, further_passages
from .terms import term


def load_policies(run: Run) -> None:
    """policies.csv, policy_relations.csv and what timeline.csv says of policies."""
    others = defaultdict(list)
    for row in run.rows["policy_relations"]:
        others[row["from_slug"]].append(row["to_slug"])
    load(
        run,
        Policy,
        run.rows["policies"],
        _policy,
        attached=[_STAGES, _RELATIONS, further_passages("policies", PolicyCitation)],
        needs=lambda row: others[row["slug"]],
    )


def _policy(run: Run, row: Row) -> Draft:
    policy = Policy(
        slug=row["slug"],
        title_en=row["title_en"],
        title_ja=row["title_ja"],
        kind=row["kind"],
        level=row["government_level"],
        approach=row["approach"],
        phase=row["phase"],
        start_year=row.whole("start_year"),
        end_year=row.whole("end_year"),
        aims=row["aims"],
        summary=row["summary"],
    )
    leads = run.all(Organisation, row.several("lead_organisations"))
    return Draft(
        policy,
        [
            Part(PolicyCitation(record=policy), row),
            *(Part(PolicyRole(policy=policy, organisation=lead, role="lead"), row) for lead in leads),
        ],
        {
            "places": run.all(Place, row.several("places")),
            "instruments": [term(run, "instrument", code) for code in row.several("instruments")],
            "target_groups": [term(run, "target-group", code) for code in row.several("target_groups")],
        },
    )


def _stage(run: Run, row: Row, policy: Policy, parts: list[Part]) -> PolicyStage:
    if row["place_slug"] or row["kind"]:
        raise Unfit("An event of a policy has no place_slug and no kind: they are the policy's.")
    return PolicyStage(
        policy=policy,
        slug=row["slug"],
        title_en=row["event"],
        year=row.whole("year"),
        end_year=row.whole("end_year"),
    )


def _relation(run: Run, row: Row, policy: Policy, parts: list[Part]) -> PolicyRelation:
    return PolicyRelation(
        policy=policy, relation=row["relation"], other=run.one(Policy, row["to_slug"]), remark=row["note"]
    )


_STAGES = Attached(
    file="timeline",
    parent=lambda row: row["policy_slug"],
    build=_stage,
    model=PolicyStage,
    fields=("slug",),
    columns=("slug",),
)
_RELATIONS = Attached(
    file="policy_relations",
    parent=lambda row: row["from_slug"],
    build=_relation,
    model=PolicyRelation,
    fields=("policy__slug", "relation", "other__slug"),
    columns=("from_slug", "relation", "to_slug"),
)
