"""Evaluations and findings in the reading room: their lists, and what their pages show."""

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.vocabularies import STRENGTH, VERDICT

from .lists.columns import CodedColumn, CountColumn, ReferencesColumn, TextColumn, TitleColumn, YearColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries, Kinds, Verbatim
from .lists.year_columns import EvidenceColumn
from .pages.facts import facts
from .pages.gathering import gather
from .pages.judgements import by_dimension, finding_rows, rated, rating_table
from .pages.sections import contents

_FACTS = ("subject", "evaluator", "year", "method", "strength", "framework", "source")


# What both lists can be asked.
_SHARED = (
    Choice("subject", Entries()),
    Choice("subject_kind", Kinds(), _("Kind of subject")),
    Choice("evaluator", Verbatim()),
    Choice("strength", Coded(STRENGTH)),
    Choice("source", Entries()),
)

LIST = ListPage(
    kind="evaluation",
    intro=_("Who judged what, how, and with how strong a method. The judgements themselves are findings."),
    columns=(
        TitleColumn(),
        ReferencesColumn("subject"),
        TextColumn("evaluator"),
        YearColumn("year"),
        CodedColumn("strength", STRENGTH, _("Strength")),
        ReferencesColumn("framework"),
        CountColumn("findings", _("Findings")),
    ),
    further=(
        TextColumn("method"),
        CountColumn("ratings", _("Ratings")),
        ReferencesColumn("source"),
    ),
    default_sort="title",
    years="single",
    filters=(
        Choice("verdict", Coded(VERDICT), _("Verdict of a finding")),
        *_SHARED[:4],
        Choice("framework", Entries()),
        *_SHARED[4:],
    ),
)

FINDINGS = ListPage(
    kind="finding",
    intro=_("What evaluations found, judgement by judgement: the verdict, the dimension, who says so and about what."),
    columns=(
        TitleColumn(beneath="statement"),
        CodedColumn("verdict", VERDICT, tag=True),
        ReferencesColumn("dimension"),
        ReferencesColumn("subject"),
        TextColumn("evaluator"),
        YearColumn("year"),
    ),
    further=(
        ReferencesColumn("evaluation"),
        TextColumn("method"),
        CodedColumn("strength", STRENGTH),
        EvidenceColumn(),
    ),
    default_sort="title",
    years="single",
    filters=(
        Choice("verdict", Coded(VERDICT)),
        Choice("dimension", Entries()),
        *_SHARED,
    ),
)


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
        "gathered": gathered,
        **shown,
        "findings": by_dimension(findings),
        "facts": facts(gathered, *_FACTS),
        "disagreements": gathered.disagreements,
        "description": f"{entry.title_en}: {len(findings)} findings by {entry.payload['evaluator']}.",
        "contents": contents(language, **shown | {"ratings": rated(shown["ratings"])}),
    }


def finding_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a finding's page shows: the judgement, and the others of the same evaluation."""
    evaluation = entry.payload["evaluation"]["slug"]
    siblings = reading.entries("finding").with_facet("refers", [f"evaluation:{evaluation}"])
    gathered = gather(reading, entry, language, further=siblings)
    others = gathered.findings(one for one in gathered.around.get("finding", []) if one.pk != entry.pk)
    shown = {"other_findings": others, "others": gathered.others("finding", "evaluation", "disagreement")}
    return {
        "gathered": gathered,
        **shown,
        "other_findings": by_dimension(others),
        "finding": finding_rows([entry], gathered.cards, language)[0],
        "facts": facts(gathered, "subject", "dimension", "evaluation", "evaluator", "year", "method", "strength"),
        "disagreements": gathered.disagreements,
        "description": entry.payload["statement"],
        "contents": contents(language, **shown),
    }
