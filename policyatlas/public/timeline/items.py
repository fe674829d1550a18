"""What stands on the timeline: policies in print, their stages, the designations of clusters, and events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.folding import fold
from policyatlas.values.vocabularies import Vocabulary

THING = Vocabulary(
    "thing",
    ("policies", "Laws, plans and programmes", "法律・計画・事業"),
    ("stages", "Stages and steps", "段階と経過"),
    ("designations", "Designations of clusters", "クラスターの指定"),
    ("events", "Events around them", "周辺の出来事"),
)
_KINDS = ("policy", "cluster", "event")


@dataclass(frozen=True)
class Tie:
    """How a policy relates to another one: `way` is `relation`, or `relation_back` where the other one says it."""

    way: str
    code: str
    other: Card


@dataclass(frozen=True)
class Item:
    """One thing with its years; None where a year is not known, and `missing` says why.

    `key` names it in every edition; `lane` is the record that it belongs to. What `lasts` goes on where it has no end;
    all else happened. `places` are the values of the facet, regions included; `clusters` are those of a designation.
    """

    thing: str
    key: str
    lane: Card
    title_en: str
    title_ja: str
    start: int | None
    end: int | None
    lasts: bool
    kind: str
    level: str
    phase: str
    places: frozenset[str]
    text: str
    evidence: list[dict]
    missing: dict[str, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    clusters: list[Card] = field(default_factory=list)
    stage: str = ""

    @property
    def dated(self) -> bool:
        """Whether it has a year to stand at."""
        return self.start is not None or self.end is not None

    def title(self, language: str) -> str:
        """The title in `language`, or in English where there is none."""
        return (language == "ja" and self.title_ja) or self.title_en

    @property
    def first(self) -> int:
        """The first year that is known of it; only where it is dated."""
        return self.start if self.start is not None else self.end

    @property
    def last(self) -> int | None:
        """Its last year; None where it lasts and no end is known."""
        if self.end is None and not self.lasts:
            return self.start
        return self.end


def items(reading: Reading) -> list[Item]:
    """Everything that can stand on the timeline of an edition, by year and title; two queries."""
    entries = reading.entries()
    rows = list(entries.filter(kind__in=_KINDS).order_by())
    places: dict[int, set[str]] = defaultdict(set)
    placed = entries.filter(kind__in=_KINDS, facets__name="place").order_by()
    for pk, value in placed.values_list("pk", "facets__value"):
        places[pk].add(value)
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in _KINDS}
    for entry in sorted(rows, key=lambda entry: entry.slug):
        by_kind[entry.kind].append(entry)
    found = [
        *_policies(by_kind["policy"], places),
        *_designations(by_kind["policy"], by_kind["cluster"], places),
        *(_event(entry, places[entry.pk]) for entry in by_kind["event"]),
    ]
    return sorted(found, key=_place)


def _place(item: Item) -> tuple:
    return (not item.dated, item.first or 0, item.thing != "policies", item.title_en.casefold(), item.key)


def card_of(entry: Entry) -> Card:
    """The card of an entry that has been read."""
    return Card(entry.kind, entry.slug, entry.title_en, entry.title_ja)


def _policies(policies: list[Entry], places: dict[int, set[str]]) -> Iterator[Item]:
    cards = {policy.slug: card_of(policy) for policy in policies}
    ties = _ties(policies, cards)
    for policy in policies:
        own = _of_policy(policy, places)
        yield Item(
            thing="policies",
            key=f"policy:{policy.slug}",
            title_en=policy.title_en,
            title_ja=policy.title_ja,
            start=policy.payload["start_year"],
            end=policy.payload["end_year"],
            lasts=True,
            text=policy.text,
            evidence=policy.payload["evidence"],
            missing=policy.payload["missing"],
            ties=ties[policy.slug],
            **own,
        )
        for stage in policy.payload["stages"]:
            yield Item(
                thing="stages",
                key=f"policy:{policy.slug}/{stage['slug']}",
                title_en=stage["title"]["en"],
                title_ja=stage["title"]["ja"],
                start=stage["year"],
                end=stage["end_year"],
                lasts=False,
                text=fold(*stage["title"].values(), policy.title_en, policy.title_ja),
                evidence=stage["evidence"],
                **own,
            )


def _of_policy(policy: Entry, places: dict[int, set[str]]) -> dict:
    """What all that belongs to a policy has of it."""
    return {
        "lane": card_of(policy),
        "kind": policy.payload["kind"],
        "level": policy.payload["level"],
        "phase": policy.payload["phase"],
        "places": frozenset(places[policy.pk]),
    }


def _ties(policies: list[Entry], cards: dict[str, Card]) -> dict[str, list[Tie]]:
    """What each policy says of others, and what others say of it; what is not in print is left out."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for policy in policies:
        for relation in policy.payload["relations"]:
            other = relation["policy"]["slug"]
            if other in cards:
                found[policy.slug].append(Tie("relation", relation["relation"], cards[other]))
                found[other].append(Tie("relation_back", relation["relation"], cards[policy.slug]))
    for ties in found.values():
        ties.sort(key=lambda tie: (tie.way, tie.code, tie.other.title_en.casefold()))
    return found


def _designations(policies: list[Entry], clusters: Iterable[Entry], places: dict[int, set[str]]) -> Iterator[Item]:
    """One item for all clusters that a programme designated in one year and at one stage."""
    programmes = {policy.slug: policy for policy in policies}
    together: dict[tuple, list[tuple[Entry, dict]]] = defaultdict(list)
    for cluster in clusters:
        for one in cluster.payload["designations"]:
            if one["programme"]["slug"] in programmes:
                together[one["programme"]["slug"], one["stage"], one["year"]].append((cluster, one))
    for (slug, stage, year), found in together.items():
        yield _designation(programmes[slug], stage, year, found, places)


def _designation(
    programme: Entry, stage: str, year: int | None, found: list[tuple[Entry, dict]], places: dict[int, set[str]]
) -> Item:
    clusters = [cluster for cluster, _one in found]
    own = _of_policy(programme, places)
    reasons = [one.get("year_missing", "") for _cluster, one in found]
    return Item(
        thing="designations",
        key="/".join(filter(None, ["designation", f"policy:{programme.slug}", stage, str(year or "")])),
        title_en=programme.title_en,
        title_ja=programme.title_ja,
        start=year,
        end=None,
        lasts=False,
        text=fold(*(title for one in (programme, *clusters) for title in (one.title_en, one.title_ja))),
        evidence=[passage for _cluster, one in found for passage in one["evidence"]],
        missing={} if year else {"start_year": next(filter(None, reasons), "not-reported")},
        clusters=sorted(map(card_of, clusters), key=lambda card: (card.title_en.casefold(), card.slug)),
        stage=stage,
        **own | {"places": own["places"].union(*(places[cluster.pk] for cluster in clusters))},
    )


def _event(event: Entry, places: set[str]) -> Item:
    return Item(
        thing="events",
        key=f"event:{event.slug}",
        lane=card_of(event),
        title_en=event.title_en,
        title_ja=event.title_ja,
        start=event.payload["year"],
        end=event.payload["end_year"],
        lasts=False,
        kind=event.payload["kind"],
        level="",
        phase="",
        places=frozenset(places),
        text=event.text,
        evidence=event.payload["evidence"],
    )
