"""Findings and ratings for display: what evaluators judged, in words, with evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.evidence import Cards, Item, shown
from policyatlas.public.links import address_of
from policyatlas.values.vocabularies import ASPECT


@dataclass(frozen=True)
class FindingRow:
    """One finding; `year`, `method` and `strength` are words, empty where the payload says they are missing."""

    slug: str
    address: str
    title: str
    statement: str
    verdict: str
    verdict_words: str
    dimension: Card | None
    subject: Card | None
    evaluation: Card | None
    evaluator: str
    year: str
    method: str
    strength: str
    missing: dict[str, str]
    evidence: list[Item]


def finding_rows(entries: Iterable[Entry], cards: Cards, language: str = "en") -> list[FindingRow]:
    """The findings of finding entries, sorted by dimension, then evaluator, then title."""
    rows = [_finding(entry, cards, language) for entry in entries]
    return sorted(rows, key=lambda row: (_title(row.dimension), row.evaluator, row.title))


def by_dimension(rows: list[FindingRow]) -> list[tuple[Card | None, list[FindingRow]]]:
    """Sorted findings in groups of one dimension each."""
    return [
        (group[0].dimension, group)
        for _, found in groupby(rows, key=lambda row: row.dimension)
        if (group := list(found))
    ]


def _finding(entry: Entry, cards: Cards, language: str) -> FindingRow:
    data = entry.payload
    return FindingRow(
        slug=entry.slug,
        address=address_of("finding", entry.slug),
        title=words.pick(data["name"], language),
        statement=data["statement"],
        verdict=data["verdict"],
        verdict_words=words.said("finding", "verdict", data["verdict"], language),
        dimension=_card(data["dimension"], cards),
        subject=_card(data["subject"], cards),
        evaluation=_card(data["evaluation"], cards),
        evaluator=data["evaluator"],
        year=str(data["year"] or ""),
        method=data["method"],
        strength=words.said("finding", "strength", data["strength"], language),
        missing=data["missing"],
        evidence=shown(data["evidence"], cards, language),
    )


@dataclass(frozen=True)
class Mark:
    """What an evaluation says of one criterion under one aspect: stars (of three) or words, or no mark at all."""

    aspect: str
    stars: int | None
    words: str
    keyword: str
    confidence: str
    reading_note: str
    printed_label: str
    printed_cells: str
    evidence: list[Item]

    @property
    def picture(self) -> str:
        """The stars as printed signs: `★★☆` is two of three."""
        return "★" * self.stars + "☆" * (3 - self.stars) if self.stars else ""


@dataclass
class RatingRow:
    """One criterion with `(aspect, mark or None)` for each column of the table, or the note that none was printed."""

    number: int
    label: str
    group: str
    marks: list[tuple[str, Mark | None]] = field(default_factory=list)
    unmarked: Mark | None = None


@dataclass(frozen=True)
class RatingTable:
    """The ratings of one evaluation: aspects as columns, criteria as rows in groups `(name, rows)`."""

    evaluation: Card
    subject: Card | None
    aspects: list[str]
    groups: list[tuple[str, list[RatingRow]]]

    @property
    def width(self) -> int:
        """How many columns the table has in all."""
        return len(self.aspects) + 1


def rating_table(entry: Entry, cards: Cards, language: str = "en") -> RatingTable | None:
    """The ratings of an evaluation entry as a table, or None if it has none."""
    ratings = entry.payload["ratings"]
    if not ratings:
        return None
    used = {rating["aspect"] for rating in ratings}
    aspects = [aspect for aspect in ASPECT.codes if aspect in used and aspect != "unmarked"]
    labels = [words.said("evaluation", "aspect", aspect, language) for aspect in aspects]
    rows: dict[int, RatingRow] = {}
    for rating in ratings:
        row = rows.setdefault(
            rating["criterion"],
            RatingRow(rating["criterion"], rating["label"], rating["group"], [(label, None) for label in labels]),
        )
        mark = _mark(rating, cards, language)
        if rating["aspect"] == "unmarked":
            row.unmarked = mark
        else:
            column = aspects.index(rating["aspect"])
            row.marks[column] = (labels[column], mark)
    ordered = sorted(rows.values(), key=lambda row: row.number)
    return RatingTable(
        evaluation=cards.get(("evaluation", entry.slug))
        or Card("evaluation", entry.slug, entry.title_en, entry.title_ja),
        subject=_card(entry.payload["subject"], cards),
        aspects=labels,
        groups=[(name, list(found)) for name, found in groupby(ordered, key=lambda row: row.group)],
    )


def rated(tables: Iterable[RatingTable]) -> list[RatingRow]:
    """The criteria of all `tables`, to be counted."""
    return [row for table in tables for _, rows in table.groups for row in rows]


def _mark(rating: dict, cards: Cards, language: str) -> Mark:
    sure = rating["confidence"] == "high"
    return Mark(
        aspect=rating["aspect"],
        stars=rating["stars"],
        words=rating["words"],
        keyword=rating["keyword"],
        # A certain reading needs no remark; a doubtful one says how it was read and what is printed.
        confidence="" if sure else words.said("evaluation", "confidence", rating["confidence"], language),
        reading_note="" if sure else rating["reading_note"],
        # The label of the criterion as this evaluation prints it, where it is not that of the framework.
        printed_label="" if rating["printed_label"] == rating["label"] else rating["printed_label"],
        printed_cells="" if sure else rating["printed_cells"],
        evidence=shown(rating["evidence"], cards, language),
    )


def _card(ref: dict, cards: Cards) -> Card | None:
    return cards.get((ref["kind"], ref["slug"]))


def _title(card: Card | None) -> str:
    return card.title_en if card else ""
