"""What of an edition the evidence map is made from: findings, evaluations, and what they are about."""

from collections import defaultdict
from dataclasses import dataclass, field

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Card, Reading

from .asking import Asked


@dataclass(frozen=True)
class Found:
    """One finding: what it is about, in which dimension, what it says, how strongly, and in which document and year."""

    subject: Address
    dimension: str
    verdict: str
    strength: str
    evaluation: str
    year: int | None


@dataclass
class Subject:
    """A row to be: the entry it is named by, and the entries whose findings stand in it (its stages, its policies)."""

    card: Card
    members: list[Address] = field(default_factory=list)
    level: str = ""
    is_programme: bool = False


@dataclass(frozen=True)
class Gathered:
    """Everything in print that the map needs; `evaluations` are those of each subject, `sources` of each evaluation."""

    subjects: list[Subject]
    dimensions: list[Card]
    findings: list[Found]
    evaluations: dict[Address, set[str]]
    sources: dict[str, Card]


def gather(reading: Reading, asked: Asked) -> Gathered:
    """Reads the edition; five queries, however much is in print."""
    findings = [
        Found(
            _address(data["subject"]),
            data["dimension"]["slug"],
            data["verdict"],
            data["strength"],
            data["evaluation"]["slug"],
            data["year"],
        )
        for data in reading.entries("finding").values_list("payload", flat=True)
    ]
    rows = list(reading.entries("evaluation").values_list("slug", "payload"))
    evaluations: dict[Address, set[str]] = defaultdict(set)
    for slug, data in rows:
        evaluations[_address(data["subject"])].add(slug)
    cards = reading.cards({*evaluations, *(_address(data["source"]) for _, data in rows)})
    sources = {slug: cards[_address(data["source"])] for slug, data in rows if _address(data["source"]) in cards}
    terms = [
        (data["scheme"], Card("term", slug, en, ja))
        for slug, en, ja, data in reading.entries("term").values_list("slug", "title_en", "title_ja", "payload")
    ]
    if asked.rows == "subjects":
        subjects = [Subject(card, [address]) for address in evaluations if (card := cards.get(address))]
    else:
        policies = list(reading.entries("policy").values_list("slug", "title_en", "title_ja", "payload"))
        instruments = [card for scheme, card in terms if scheme == "instrument"]
        subjects = _programmes(policies) if asked.rows == "programmes" else _instruments(policies, instruments)
    return Gathered(subjects, [card for scheme, card in terms if scheme == "dimension"], findings, evaluations, sources)


def _programmes(policies: list[tuple[str, str, str, dict]]) -> list[Subject]:
    """One for each policy that is no stage of another one, with its stages."""
    wholes = {
        slug: related["policy"]["slug"]
        for slug, _, _, data in policies
        for related in data["relations"]
        if related["relation"] == "stage-of"
    }
    found = {
        slug: Subject(Card("policy", slug, en, ja), [], data["level"], data["kind"] == "programme")
        for slug, en, ja, data in policies
        if wholes.get(slug) not in {one[0] for one in policies}
    }
    for slug, *_ in policies:
        whole, seen = slug, set()
        while whole not in found and whole in wholes and whole not in seen:
            seen.add(whole)
            whole = wholes[whole]
        if whole in found:
            found[whole].members.append(("policy", slug))
    return list(found.values())


def _instruments(policies: list[tuple[str, str, str, dict]], instruments: list[Card]) -> list[Subject]:
    """One for each instrument, with the policies that use it."""
    users: dict[str, list[Address]] = defaultdict(list)
    for slug, _, _, data in policies:
        for instrument in data["instruments"]:
            users[instrument["slug"]].append(("policy", slug))
    return [Subject(card, users[card.slug]) for card in instruments if users[card.slug]]


def _address(ref: dict) -> Address:
    return ref["kind"], ref["slug"]
