"""Prints frameworks."""

from policyatlas.editions.payloads import CriterionShape, FrameworkPayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Framework
from policyatlas.values.folding import fold

from .parts import cited, evidence, kind_of, missing, names, source_keys


def sheets(framework: Framework) -> list[Sheet]:
    """One entry: the framework with its criteria."""
    criteria = list(framework.criteria.select_related("passage__source").order_by("number"))
    payload = FrameworkPayload(
        name=names(framework.name_en, framework.name_ja),
        description=framework.description,
        criteria=[
            CriterionShape(
                number=criterion.number,
                group=criterion.group,
                label=criterion.label,
                description=criterion.description,
                evidence=evidence(criterion.passage),
            )
            for criterion in criteria
        ],
        evidence=cited(framework),
        missing=missing(description=framework.description),
    )
    return [
        Sheet(
            kind=kind_of(framework),
            slug=framework.slug,
            payload=payload,
            title_en=framework.name_en,
            title_ja=framework.name_ja,
            text=fold(
                framework.name_en,
                framework.name_ja,
                framework.description,
                *(words for criterion in criteria for words in (criterion.label, criterion.description)),
            ),
            facets={"source": source_keys(payload)},
        )
    ]
