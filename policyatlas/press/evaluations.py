"""Prints evaluations, and each of their findings as an entry of its own."""

from policyatlas.editions.payloads import EvaluationPayload, FindingPayload, RatingShape, Ref
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Evaluation, Finding, Framework
from policyatlas.values.folding import fold

from .parts import evidence, in_revision, key, kind_of, missing, name_of, names, nonblank, ref, source_keys


def sheets(evaluation: Evaluation) -> list[Sheet]:
    """The evaluation with its ratings, then its findings in the order of their slugs."""
    findings = sorted(
        evaluation.findings.select_related("dimension", "passage__source").prefetch_related("further_passages__source"),
        key=lambda finding: finding.slug,
    )
    return [_evaluation(evaluation, findings), *(_finding(evaluation, finding) for finding in findings)]


def _evaluation(evaluation: Evaluation, findings: list[Finding]) -> Sheet:
    ratings = _ratings(evaluation)
    payload = EvaluationPayload(
        name=names(evaluation.title_en, evaluation.title_ja),
        subject=ref(evaluation.subject),
        evaluator=evaluation.evaluator,
        year=evaluation.year,
        method=evaluation.method,
        strength=evaluation.strength,
        framework=ref(evaluation.framework) if evaluation.framework else None,
        source=ref(evaluation.source),
        findings=[Ref(kind="finding", slug=finding.slug) for finding in findings],
        ratings=ratings,
        missing=missing(year=evaluation.year, method=evaluation.method, strength=evaluation.strength),
    )
    return Sheet(
        kind="evaluation",
        slug=evaluation.slug,
        payload=payload,
        title_en=evaluation.title_en,
        title_ja=evaluation.title_ja,
        year_from=evaluation.year,
        year_to=evaluation.year,
        text=fold(
            evaluation.title_en,
            evaluation.title_ja,
            evaluation.evaluator,
            evaluation.method,
            *(finding.statement for finding in findings),
            *(rating.keyword for rating in ratings),
        ),
        facets=_shared_facets(evaluation)
        | {
            "verdict": sorted({finding.verdict for finding in findings}),
            "framework": [key(evaluation.framework)] if evaluation.framework else [],
            "source": source_keys(payload),
        },
    )


def _finding(evaluation: Evaluation, finding: Finding) -> Sheet:
    further = sorted(finding.further_passages.all(), key=lambda passage: (passage.locator, passage.quote))
    found = evidence(finding.passage, *further)
    year = finding.year or evaluation.year
    method = finding.method or evaluation.method
    payload = FindingPayload(
        name=names(finding.title_en, finding.title_ja),
        evaluation=ref(evaluation),
        subject=ref(evaluation.subject),
        evaluator=evaluation.evaluator,
        year=year,
        method=method,
        strength=evaluation.strength,
        dimension=ref(finding.dimension),
        verdict=finding.verdict,
        statement=finding.statement,
        evidence=found,
        missing=missing(year=year, method=method, strength=evaluation.strength),
    )
    return Sheet(
        kind="finding",
        slug=finding.slug,
        payload=payload,
        title_en=finding.title_en,
        title_ja=finding.title_ja,
        year_from=year,
        year_to=year,
        text=fold(
            finding.title_en, finding.title_ja, finding.statement, evaluation.evaluator, name_of(evaluation.subject)
        ),
        facets=_shared_facets(evaluation)
        | {
            "verdict": [finding.verdict],
            "dimension": [key(finding.dimension)],
            "source": source_keys(payload),
        },
    )


def _shared_facets(evaluation: Evaluation) -> dict[str, list[str]]:
    return {
        "subject": [key(evaluation.subject)],
        "subject_kind": [kind_of(evaluation.subject)],
        "evaluator": [evaluation.evaluator],
        "strength": nonblank(evaluation.strength),
    }


def _ratings(evaluation: Evaluation) -> list[RatingShape]:
    ratings = evaluation.ratings.select_related("criterion", "passage__source")
    printed = _criteria_in_print(evaluation.framework)
    return [
        RatingShape(
            criterion=rating.criterion.number,
            **printed.get(rating.criterion.number, {"label": rating.criterion.label, "group": rating.criterion.group}),
            aspect=rating.aspect,
            stars=rating.stars,
            words=rating.words,
            keyword=rating.keyword,
            confidence=rating.confidence,
            reading_note=rating.reading_note,
            printed_label=rating.printed_label,
            printed_cells=rating.printed_cells,
            evidence=evidence(rating.passage),
        )
        for rating in sorted(ratings, key=lambda rating: (rating.criterion.number, rating.aspect))
    ]


def _criteria_in_print(framework: Framework | None) -> dict[int, dict[str, str]]:
    """By number, what the criteria of a framework are called in print; empty unless it is being revised."""
    entry = in_revision(framework) if framework else None
    found = entry.payload["criteria"] if entry else []
    return {one["number"]: {"label": one["label"], "group": one["group"]} for one in found}
