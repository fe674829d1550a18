"""Clusters in the reading room: their list, and what their page shows."""

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.vocabularies import DEVELOPMENT_PHASE, FORMATION_BASE

from .lists.cells import Part, absent
from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn, YearColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries
from .lists.year_columns import EvidenceColumn
from .pages.facts import facts, own_evidence
from .pages.gathering import gather
from .pages.judgements import by_dimension, rated, rating_table
from .pages.sections import contents
from .policies import designations

_FACTS = ("places", "fields", "fields_printed", "formation_base", "development_phase")


class DesignatedColumn(YearColumn):
    """The year of the first designation, or why it is missing."""

    def missing(self, entry: Entry, language: str) -> Part:
        """The reason that the first designation gives; not reported if there is none."""
        reasons = [one.get("year_missing", "") for one in entry.payload["designations"]]
        return absent(next(iter(reasons), ""), language)


LIST = ListPage(
    kind="cluster",
    intro=_("Regional clusters and technopolis areas, the programmes that designated them and what they work on."),
    columns=(
        TitleColumn(),
        ReferencesColumn("places", path="places__0", pick=lambda payload: payload["places"]),
        ReferencesColumn(
            "designations",
            path="designations__0__programme",
            pick=lambda payload: [designation["programme"] for designation in payload["designations"]],
        ),
        DesignatedColumn("designated", _("First designated")),
        ReferencesColumn("fields", path="fields__0", pick=lambda payload: payload["fields"]),
        CodedColumn("formation_base", FORMATION_BASE),
    ),
    further=(
        CodedColumn("development_phase", DEVELOPMENT_PHASE),
        TextColumn("fields_printed"),
        TextColumn("summary"),
        EvidenceColumn(),
    ),
    default_sort="title",
    years="span",
    filters=(
        Choice("programme", Entries(), _("Designated by")),
        Choice("place", Entries(), _("Place")),
        Choice("field", Entries(), _("Field of technology")),
        Choice("formation_base", Coded(FORMATION_BASE)),
        Choice("source", Entries()),
    ),
)


def cluster_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a cluster's page shows."""
    gathered = gather(reading, entry, language)
    designated = designations(gathered, entry)
    # Designations have a table of their own, unless they are missing.
    found = facts(gathered, *_FACTS, *([] if designated else ["designations"]))
    prose = facts(gathered, "summary")
    figures = gathered.figures(gathered.referring("observation"))
    findings = gathered.findings(gathered.referring("finding"))
    evaluations = gathered.referring("evaluation")
    ratings = [table for one in evaluations if (table := rating_table(one, gathered.cards, language))]
    others = gathered.others("observation", "finding", "evaluation", "disagreement")
    return {
        "gathered": gathered,
        "facts": found,
        "summary": prose,
        "designated": designated,
        "figures": figures,
        "ratings": ratings,
        "findings": by_dimension(findings),
        "evaluations": gathered.cards_of({"kind": one.kind, "slug": one.slug} for one in evaluations),
        "disagreements": gathered.disagreements,
        "others": others,
        "evidence": own_evidence(gathered, found, prose),
        "description": entry.payload["summary"],
        "contents": contents(
            language,
            designations=designated,
            figures=figures,
            ratings=rated(ratings),
            findings=findings,
            evaluations=evaluations,
            others=others,
        ),
    }
