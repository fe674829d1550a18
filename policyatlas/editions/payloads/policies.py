"""The shape of a policy in print."""

from pydantic import Field

from .parts import Evidence, Names, Ref, Shape


class Stage(Shape):
    """A dated event in the life of a policy."""

    slug: str
    title: Names
    year: int
    end_year: int | None
    evidence: list[Evidence]


class Role(Shape):
    """An organisation's part in a policy; `role` from the vocabulary `role`."""

    organisation: Ref
    role: str
    evidence: list[Evidence]


class Relation(Shape):
    """How the policy relates to another one; `relation` from the vocabulary `relation`."""

    relation: str
    policy: Ref
    remark: str
    evidence: list[Evidence]


class PolicyPayload(Shape):
    """A policy in print.

    `target_groups` is left out where there are none, as in all that was printed before the key came to be.
    """

    name: Names
    kind: str
    level: str
    approach: str
    phase: str
    start_year: int | None
    end_year: int | None
    aims: str
    summary: str
    places: list[Ref]
    instruments: list[Ref]
    target_groups: list[Ref] = Field(default_factory=list, exclude_if=lambda groups: not groups)
    roles: list[Role]
    relations: list[Relation]
    stages: list[Stage]
    evidence: list[Evidence]
    missing: dict[str, str]
