"""All policies in print with what they say of each other, and which of them stand near one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policyatlas.editions.reading import Reading

STEPS = 2
# More than these are a thicket: then the second step follows only what came before, after or as a stage.
MOST = 12
_DESCENT = {"precedes", "replaces", "repeals", "stage-of"}
# Of the policy that says it: whether it stands before the one it names, after it, or beside it.
_SIDE = {
    "precedes": -1,
    "enables": -1,
    "coordinates": -1,
    "implements": 1,
    "stage-of": 1,
    "replaces": 1,
    "repeals": 1,
    "inspired-by": 1,
    "competes-with": 0,
}


@dataclass(frozen=True)
class Policy:
    """A policy in print: its titles and years, and `(relation, slug of the other)` for all that it says."""

    slug: str
    title_en: str
    title_ja: str
    start: int | None
    end: int | None
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Edge:
    """What the policy `teller` says of the policy `other`."""

    teller: str
    code: str
    other: str


@dataclass(frozen=True)
class Near:
    """What stands near a policy: the column of each slug (0 is its own, below that what came before), and all edges
    between them; `left_out` says how many policies within two steps are not among them.
    """

    slug: str
    columns: dict[str, int]
    edges: list[Edge]
    left_out: int


Web = dict[str, Policy]


def read(reading: Reading) -> Web:
    """All policies of an edition by slug; one query."""
    rows = (
        reading.entries("policy")
        .order_by()
        .values_list("slug", "title_en", "title_ja", "payload__start_year", "payload__end_year", "payload__relations")
    )
    return {
        row[0]: Policy(*row[:5], tuple((found["relation"], found["policy"]["slug"]) for found in row[5]))
        for row in sorted(rows, key=lambda row: row[0])
    }


def stages_of(web: Web, slug: str) -> set[str]:
    """The policies that are stages of one, and the stages of those."""
    parts: dict[str, list[str]] = defaultdict(list)
    for policy in web.values():
        for code, other in policy.relations:
            if code == "stage-of":
                parts[other].append(policy.slug)
    stages, ahead = set(), [slug]
    while ahead:
        further = set(parts[ahead.pop()]) - stages
        stages |= further
        ahead += further
    return stages


def near(web: Web, slug: str) -> Near | None:
    """What stands within two steps of a policy; None where it is related to nothing in print."""
    edges = [edge for edge in _edges(web) if edge.teller != edge.other]
    around = _walk(edges, slug, {edge.code for edge in edges})
    if len(around) < 2:
        return None
    columns = around if len(around) <= MOST else _walk(edges, slug, _DESCENT)
    between = [edge for edge in edges if edge.teller in columns and edge.other in columns]
    return Near(slug, columns, between, len(around) - len(columns))


def _edges(web: Web) -> Iterator[Edge]:
    for slug in sorted(web):
        for code, other in web[slug].relations:
            if other in web:
                yield Edge(slug, code, other)


def _walk(edges: list[Edge], slug: str, further: set[str]) -> dict[str, int]:
    """The column of everything within two steps, the second along the relations `further` alone; nearest first."""
    columns, ahead = {slug: 0}, [slug]
    for step in range(STEPS):
        reached: dict[str, int] = {}
        for here in ahead:
            for edge in edges:
                if here not in (edge.teller, edge.other) or (step and edge.code not in further):
                    continue
                there = edge.other if here == edge.teller else edge.teller
                side = _SIDE.get(edge.code, 0) * (-1 if here == edge.teller else 1)
                if there not in columns:
                    reached.setdefault(there, columns[here] + side)
        columns |= reached
        ahead = list(reached)
    return columns
