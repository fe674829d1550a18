"""The evidence map laid out: rows, cells and totals, and whether an empty cell was looked into."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from policyatlas.editions.reading import Card, Reading
from policyatlas.public import words
from policyatlas.public.links import address_of
from policyatlas.values.vocabularies import STRENGTH, VERDICT

from .asking import Asked, ask
from .gathering import Found, Gathered, Subject, gather

# Beside the words, so that a verdict is told without colour.
SIGNS = {"positive": "+", "mixed": "±", "negative": "−", "open": "?"}


@dataclass(frozen=True)
class Verdicts:
    """How many findings have a verdict: its code, sign and words."""

    code: str
    sign: str
    words: str
    number: int


@dataclass(frozen=True)
class Cell:
    """The findings of one row in one dimension; `address` is the list of them.

    Without any, `missing` is a kind of missing: `not-reported` where evaluations of it were read and say nothing of
    this dimension, `not-yet-researched` where none was; or `filtered` where the filters leave none of those there are.
    """

    dimension: Card
    number: int
    verdicts: tuple[Verdicts, ...] = ()
    strongest: str = ""
    address: str = ""
    missing: str = ""
    sources: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row: what it is of, its cells, all its findings with the list of them, how many evaluations were read."""

    card: Card
    address: str
    cells: tuple[Cell, ...]
    total: int
    total_address: str
    evaluations: int
    stages: int


@dataclass(frozen=True)
class Map:
    """The whole map; `totals` are cells of all rows together."""

    asked: Asked
    dimensions: list[Card]
    rows: list[Row]
    totals: tuple[Cell, ...]
    total: int

    def sources(self, language: str) -> list[str]:
        """The titles of the documents that the findings stand in."""
        return sorted({source.title(language) for cell in self.totals for source in cell.sources})


def made(reading: Reading, parameters) -> Map:
    """The map that the question asks for; as many queries as `gather`."""
    asked = ask(parameters)
    gathered = gather(reading, asked)
    language = words.page_language()
    dimensions = sorted(gathered.dimensions, key=lambda card: (card.title(language).casefold(), card.slug))
    subjects = [subject for subject in gathered.subjects if _shown(subject, gathered, asked)]
    rows = [_row(subject, dimensions, gathered, asked) for subject in subjects]
    rows.sort(key=lambda row: (-row.total, -row.evaluations, row.card.title_en.casefold(), row.card.slug))
    members = {member for subject in subjects for member in subject.members}
    kept = [found for found in gathered.findings if found.subject in members and _matches(found, asked)]
    totals = tuple(
        _cell(card, [one for one in kept if one.dimension == card.slug], gathered, asked, ()) for card in dimensions
    )
    return Map(asked, dimensions, rows, totals, len(kept))


def _shown(subject: Subject, gathered: Gathered, asked: Asked) -> bool:
    """Programmes always have a row, so that one sees where nobody looked; other policies if they were judged."""
    if asked.level and subject.level not in asked.level:
        return False
    judged = any(gathered.evaluations.get(member) for member in subject.members)
    return judged or subject.is_programme or asked.rows == "instruments"


def _row(subject: Subject, dimensions: list[Card], gathered: Gathered, asked: Asked) -> Row:
    members = set(subject.members)
    findings = [found for found in gathered.findings if found.subject in members]
    looked = {slug for member in members for slug in gathered.evaluations.get(member, ())}
    kept = [found for found in findings if _matches(found, asked)]
    cells = []
    for card in dimensions:
        inside = [one for one in kept if one.dimension == card.slug]
        there = any(one.dimension == card.slug for one in findings)
        missing = "filtered" if there else "not-reported" if looked else "not-yet-researched"
        cells.append(
            _cell(card, inside, gathered, asked, subject.members) if inside else Cell(card, 0, missing=missing)
        )
    return Row(
        card=subject.card,
        address=address_of(subject.card.kind, subject.card.slug),
        cells=tuple(cells),
        total=len(kept),
        total_address=_list_address(asked, "", subject.members) if kept else "",
        evaluations=len(looked),
        stages=len(members) - 1 if subject.card.kind == "policy" else 0,
    )


def _cell(card: Card, findings: list[Found], gathered: Gathered, asked: Asked, members: Iterable) -> Cell:
    language = words.page_language()
    if not findings:
        return Cell(card, 0)
    numbers = Counter(found.verdict for found in findings)
    strengths = [code for code in STRENGTH.codes if any(found.strength == code for found in findings)]
    sources = {gathered.sources[one.evaluation] for one in findings if one.evaluation in gathered.sources}
    return Cell(
        dimension=card,
        number=len(findings),
        verdicts=tuple(
            Verdicts(code, SIGNS[code], VERDICT.label(code, language), numbers[code])
            for code in VERDICT.codes
            if numbers[code]
        ),
        strongest=STRENGTH.label(strengths[-1], language) if strengths else "",
        address=_list_address(asked, card.slug, members) if members else "",
        sources=tuple(sorted(sources, key=lambda source: source.slug)),
    )


def _matches(found: Found, asked: Asked) -> bool:
    """Whether a finding is among those asked for; one without a year is in no years, as in lists."""
    year = found.year
    return (
        (not asked.verdict or found.verdict in asked.verdict)
        and (not asked.strength or found.strength in asked.strength)
        and (not asked.year_from or (year is not None and year >= asked.year_from))
        and (not asked.year_to or (year is not None and year <= asked.year_to))
    )


def _list_address(asked: Asked, dimension: str, members: Iterable) -> str:
    """The list of exactly the findings of a cell."""
    pairs = [*asked.of_findings, *(("subject", f"{kind}:{slug}") for kind, slug in members)]
    if dimension:
        pairs.append(("dimension", f"term:{dimension}"))
    return f"{reverse('list', args=['findings'])}?{urlencode(sorted(pairs), safe=':')}"
