"""Frameworks in the reading room: their list, and what their page shows."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .evidence import Item
from .lists.columns import CountColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Entries
from .lists.year_columns import EvidenceColumn
from .pages.facts import facts, own_evidence
from .pages.gathering import Gathered, gather
from .pages.judgements import rated, rating_table
from .pages.sections import contents

LIST = ListPage(
    kind="framework",
    intro=_("The lists of criteria by which clusters and policies were judged."),
    columns=(
        TitleColumn(_("Name")),
        TextColumn("description"),
        CountColumn("criteria", _("Criteria")),
    ),
    further=(EvidenceColumn(),),
    default_sort="title",
    filters=(Choice("source", Entries()),),
)


@dataclass(frozen=True)
class Criterion:
    """One criterion of the framework."""

    number: int
    label: str
    description: str
    evidence: list[Item]


def framework_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a framework's page shows: its criteria in groups, and the ratings under it."""
    gathered = gather(reading, entry, language)
    evaluations = gathered.referring("evaluation")
    prose = facts(gathered, "description")
    shown = {
        "criteria": entry.payload["criteria"],
        "ratings": [table for one in evaluations if (table := rating_table(one, gathered.cards, language))],
        "evaluations": [gathered.cards["evaluation", one.slug] for one in evaluations],
        "others": gathered.others("evaluation", "disagreement"),
    }
    return {
        "gathered": gathered,
        **shown,
        "criteria": _groups(gathered),
        "summary": prose,
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, prose),
        "description": entry.payload["description"],
        "contents": contents(language, **shown | {"ratings": rated(shown["ratings"])}),
    }


def _groups(gathered: Gathered) -> list[tuple[str, list[Criterion]]]:
    """The criteria under the name of their group, in the order of their numbers."""
    return [
        (
            name,
            [
                Criterion(one["number"], one["label"], one["description"], gathered.shown(one["evidence"]))
                for one in found
            ],
        )
        for name, found in groupby(gathered.data["criteria"], key=lambda criterion: criterion["group"])
    ]
