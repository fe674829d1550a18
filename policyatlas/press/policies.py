"""Prints policies."""

from policyatlas.editions.payloads import PolicyPayload, Relation, Role, Stage
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Policy
from policyatlas.values.folding import fold

from .parts import cited, evidence, key, kind_of, missing, names, nonblank, place_keys, ref, refs, source_keys


def sheets(policy: Policy) -> list[Sheet]:
    """One entry: the policy with its stages, roles and relations."""
    places = list(policy.places.all())
    instruments, groups = list(policy.instruments.all()), list(policy.target_groups.all())
    roles = list(policy.roles.select_related("organisation", "passage__source").order_by("pk"))
    payload = _payload(policy, places, instruments, groups, roles)
    return [
        Sheet(
            kind=kind_of(policy),
            slug=policy.slug,
            payload=payload,
            title_en=policy.title_en,
            title_ja=policy.title_ja,
            year_from=policy.start_year,
            year_to=policy.end_year,
            text=_text(policy, places, roles),
            facets={
                "kind": [policy.kind],
                "level": nonblank(policy.level),
                "approach": nonblank(policy.approach),
                "phase": nonblank(policy.phase),
                "place": place_keys(places),
                "organisation": sorted({key(role.organisation) for role in roles}),
                "instrument": [key(instrument) for instrument in instruments],
                "target_group": [key(group) for group in groups],
                "source": source_keys(payload),
            },
        )
    ]


def _payload(policy: Policy, places: list, instruments: list, groups: list, roles: list) -> PolicyPayload:
    return PolicyPayload(
        name=names(policy.title_en, policy.title_ja),
        kind=policy.kind,
        level=policy.level,
        approach=policy.approach,
        phase=policy.phase,
        start_year=policy.start_year,
        end_year=policy.end_year,
        aims=policy.aims,
        summary=policy.summary,
        places=refs(places),
        instruments=refs(instruments),
        target_groups=refs(groups),
        roles=[Role(organisation=ref(r.organisation), role=r.role, evidence=evidence(r.passage)) for r in roles],
        relations=_relations(policy),
        stages=_stages(policy),
        evidence=cited(policy),
        missing=missing(
            level=policy.level,
            approach=policy.approach,
            phase=policy.phase,
            start_year=policy.start_year,
            end_year=policy.end_year,
            aims=policy.aims,
            summary=policy.summary,
            places=places,
            roles=roles,
        ),
    )


def _stages(policy: Policy) -> list[Stage]:
    return [
        Stage(
            slug=stage.slug,
            title=names(stage.title_en, stage.title_ja),
            year=stage.year,
            end_year=stage.end_year,
            evidence=evidence(stage.passage),
        )
        for stage in sorted(policy.stages.select_related("passage__source"), key=lambda s: (s.year, s.slug))
    ]


def _relations(policy: Policy) -> list[Relation]:
    relations = policy.relations.select_related("other", "passage__source")
    return [
        Relation(relation=r.relation, policy=ref(r.other), remark=r.remark, evidence=evidence(r.passage))
        for r in sorted(relations, key=lambda r: (r.relation, r.other.slug))
    ]


def _text(policy: Policy, places, roles) -> str:
    return fold(
        policy.title_en,
        policy.title_ja,
        policy.aims,
        policy.summary,
        *(name for place in sorted(places, key=lambda p: p.slug) for name in (place.name_en, place.name_ja)),
        *(
            name
            for role in roles
            for name in (role.organisation.name_en, role.organisation.name_ja, role.organisation.abbreviation)
        ),
    )
