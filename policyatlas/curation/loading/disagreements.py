"""Loads disagreements, and finds the figures that their positions speak of."""

from collections import defaultdict

from policyatlas.records.models import Disagreement, Observation, ObservationCitation, Position

from .claims import numbers_in, spoken_of
from .nouns import load
from .passages import Words, words_of
from .rows import Row
from .run import Draft, Part, Run
from .subjects import subject

_SUFFIXES = ("_a", "_b")
_LINKS = {
    "place": "places",
    "policy": "policies",
    "cluster": "clusters",
    "organisation": "organisations",
    "indicator": "indicators",
}


def load_disagreements(run: Run) -> None:
    """disagreements.csv: each row is a disagreement with two positions, a and b."""
    figures = _figures()
    load(run, Disagreement, run.rows["disagreements"], lambda run, row: _disagreement(run, row, figures))


def _figures() -> dict[Words, list[Observation]]:
    """The figures in print by the words they are quoted with."""
    citations = ObservationCitation.objects.filter(record__in=Observation.objects.in_print())
    found = defaultdict(list)
    for citation in citations.select_related("record", "passage__source").order_by("pk"):
        passage = citation.passage
        found[passage.source.slug, passage.locator, passage.quote].append(citation.record)
    return found


def _disagreement(run: Run, row: Row, figures: dict[Words, list[Observation]]) -> Draft:
    disagreement = Disagreement(
        slug=row["slug"],
        topic_en=row["topic"],
        topic_ja=row["topic_ja"],
        comment=row["comment"],
        resolution=row["resolution"],
    )
    links = {name: [] for name in _LINKS.values()}
    for named in row.several("subjects"):
        kind, _, slug = named.partition(":")
        record = subject(run, kind, slug)
        links[_LINKS[kind]].append(record)
    return Draft(
        disagreement,
        [
            Part(
                Position(
                    disagreement=disagreement,
                    claim=row[f"claim{suffix}"],
                    observation=figure,
                ),
                row,
                suffix,
            )
            for suffix, figure in zip(_SUFFIXES, _spoken_of(row, figures), strict=True)
        ],
        links,
    )


def _spoken_of(row: Row, figures: dict[Words, list[Observation]]) -> list[Observation | None]:
    """The figures that the claims speak of; a single one only where the other claim names a number that it does not.

    Otherwise nobody contradicts the figure: what is in question is a name, or what else the claim says.
    """
    claims = [row[f"claim{suffix}"] for suffix in _SUFFIXES]
    found = [
        spoken_of(claim, figures.get(words_of(row, end), [])) for claim, end in zip(claims, _SUFFIXES, strict=True)
    ]
    if all(found):
        return found
    numbers = [set(numbers_in(claim)) for claim in claims]
    return [figure if other - own else None for figure, own, other in zip(found, numbers, numbers[::-1], strict=True)]
