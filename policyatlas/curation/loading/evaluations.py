"""Loads frameworks with their criteria, and evaluations with their findings and ratings."""

from policyatlas.records.models import (
    Criterion,
    Evaluation,
    Finding,
    Framework,
    FrameworkCitation,
    Rating,
    Source,
)

from .nouns import load
from .rows import Row, Unfit
from .run import Attached, Draft, Part, Run, further_passages
from .subjects import subject
from .terms import term

_FURTHER = Finding.further_passages.through


def load_frameworks(run: Run) -> None:
    """frameworks.csv and criteria.csv."""
    extra = [_CRITERIA, further_passages("frameworks", FrameworkCitation)]
    load(run, Framework, run.rows["frameworks"], _framework, attached=extra)


def load_evaluations(run: Run) -> None:
    """evaluations.csv, findings.csv with their further passages, and ratings.csv."""
    evaluation = {row["slug"]: row["evaluation_slug"] for row in run.rows["findings"]}
    passages = Attached(
        file="passages",
        parent=lambda row: evaluation.get(row["slug"]) if row["file"] == "findings.csv" else None,
        build=_further_passage,
        model=_FURTHER,
        fields=("finding__slug", "passage__source__slug", "passage__locator", "passage__quote"),
        columns=("slug", "source", "locator", "quote"),
    )
    load(run, Evaluation, run.rows["evaluations"], _evaluation, attached=[_FINDINGS, _RATINGS, passages])


def _framework(run: Run, row: Row) -> Draft:
    framework = Framework(slug=row["slug"], name_en=row["name"], description=row["description"])
    return Draft(framework, [Part(FrameworkCitation(record=framework), row)])


def _criterion(run: Run, row: Row, framework: Framework, parts: list[Part]) -> Criterion:
    return Criterion(
        framework=framework,
        number=row.whole("number"),
        group=row["group"],
        label=row["label"],
        description=row["description"],
    )


def _evaluation(run: Run, row: Row) -> Draft:
    if row["subject_kind"] == "indicator":
        raise Unfit("An evaluation cannot be about an indicator.")
    return Draft(
        Evaluation(
            slug=row["slug"],
            title_en=row["title"],
            evaluator=row["evaluator"],
            year=row.whole("year"),
            method=row["method"],
            framework=run.perhaps(Framework, row["framework_slug"]),
            source=run.one(Source, row["source"]),
            **{row["subject_kind"]: subject(run, row["subject_kind"], row["subject_slug"])},
        )
    )


def _finding(run: Run, row: Row, evaluation: Evaluation, parts: list[Part]) -> Finding:
    return Finding(
        evaluation=evaluation,
        slug=row["slug"],
        title_en=row["title"],
        year=row.whole("year"),
        method=row["method"],
        dimension=term(run, "dimension", row["dimension"]),
        verdict=row["verdict"],
        statement=row["statement"],
    )


def _further_passage(run: Run, row: Row, evaluation: Evaluation, parts: list[Part]):
    if row["supports"]:
        raise Unfit("A passage of a finding supports the finding as a whole: leave supports empty.")
    findings = [part.child for part in parts if isinstance(part.child, Finding)]
    if evaluation.pk is not None:
        findings += evaluation.findings.all()
    finding = next((finding for finding in findings if finding.slug == row["slug"]), None)
    if finding is None:
        raise Unfit(f"It belongs to the finding “{row['slug']}”, which is not in the atlas.")
    return _FURTHER(finding=finding)


def _rating(run: Run, row: Row, evaluation: Evaluation, parts: list[Part]) -> Rating:
    if evaluation.framework is None:
        raise Unfit(f"The evaluation “{evaluation.slug}” has no framework, so it cannot rate a criterion.")
    number = row.whole("criterion_number")
    criterion = evaluation.framework.criteria.filter(number=number).first()
    if criterion is None:
        raise Unfit(f"The framework “{evaluation.framework.slug}” has no criterion {number}.")
    return Rating(
        evaluation=evaluation,
        criterion=criterion,
        aspect=row["aspect"],
        stars=row.whole("stars"),
        words=row["words"],
        keyword=row["keyword"],
        confidence=row["confidence"],
        reading_note=row["reading_note"],
        printed_label=row["printed_label"],
        printed_cells=row["cells"],
    )


_CRITERIA = Attached(
    file="criteria",
    parent=lambda row: row["framework_slug"],
    build=_criterion,
    model=Criterion,
    fields=("framework__slug", "number"),
    columns=("framework_slug", "number"),
)
_FINDINGS = Attached(
    file="findings",
    parent=lambda row: row["evaluation_slug"],
    build=_finding,
    model=Finding,
    fields=("slug",),
    columns=("slug",),
)
_RATINGS = Attached(
    file="ratings",
    parent=lambda row: row["evaluation_slug"],
    build=_rating,
    model=Rating,
    fields=("evaluation__slug", "criterion__number", "aspect"),
    columns=("evaluation_slug", "criterion_number", "aspect"),
)
