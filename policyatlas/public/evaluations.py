"""Evaluations and findings in the reading room: what their pages show."""

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .facts import facts
from .gathering import gather
from .judgements import by_dimension, finding_rows, rating_table
from .sections import contents

_FACTS = ("subject", "evaluator", "year", "method", "strength", "framework", "source")


def evaluation_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What an evaluation's page shows: its findings by dimension and its ratings as a table."""
    gathered = gather(reading, entry, language)
    findings = gathered.findings(gathered.referring("finding"))
    table = rating_table(entry, gathered.cards, language)
    shown = {
        "ratings": [table] if table else [],
        "findings": findings,
        "others": gathered.others("finding", "disagreement"),
    }
    return {
        **shown,
        "findings": by_dimension(findings),
        "facts": facts(gathered, *_FACTS),
        "disagreements": gathered.disagreements,
        "description": f"{entry.title_en}: {len(findings)} findings by {entry.payload['evaluator']}.",
        "contents": contents(language, **shown),
    }


def finding_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a finding's page shows: the judgement, and the others of the same evaluation."""
    evaluation = entry.payload["evaluation"]["slug"]
    siblings = reading.entries("finding").with_facet("refers", [f"evaluation:{evaluation}"])
    gathered = gather(reading, entry, language, further=siblings)
    others = gathered.findings(one for one in gathered.around.get("finding", []) if one.pk != entry.pk)
    shown = {"other_findings": others, "others": gathered.others("finding", "evaluation", "disagreement")}
    return {
        **shown,
        "other_findings": by_dimension(others),
        "finding": finding_rows([entry], gathered.cards, language)[0],
        "facts": facts(gathered, "subject", "dimension", "evaluation", "evaluator", "year", "method", "strength"),
        "disagreements": gathered.disagreements,
        "description": entry.payload["statement"],
        "contents": contents(language, **shown),
    }
