"""Disagreements between sources in the reading room: their list, and what their page shows."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .evidence import Item
from .figures import Figure
from .lists.columns import CountColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Entries, Kinds
from .pages.facts import facts
from .pages.gathering import Gathered, gather
from .pages.sections import contents

LIST = ListPage(
    kind="disagreement",
    intro=_("Where sources do not agree. Both sides stand, with their words; nobody decides silently."),
    columns=(
        TitleColumn(_("Topic")),
        ReferencesColumn("subjects", path="subjects__0", pick=lambda payload: payload["subjects"]),
        CountColumn("positions", _("Positions")),
        TextColumn("comment"),
    ),
    further=(TextColumn("resolution"),),
    default_sort="title",
    filters=(
        Choice("subject", Entries()),
        Choice("subject_kind", Kinds(), _("Kind of subject")),
        Choice("source", Entries()),
        Choice("observation", Entries(), _("Figure")),
    ),
)


@dataclass(frozen=True)
class Position:
    """What one source says, with the figure that holds the claim, if it is one."""

    claim: str
    figure: Figure | None
    evidence: list[Item]


def disagreement_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a disagreement's page shows: the positions side by side, the subjects, what the atlas does."""
    named = [position["observation"] for position in entry.payload["positions"]]
    observations = reading.entries("observation").filter(slug__in=[ref["slug"] for ref in named if ref])
    gathered = gather(reading, entry, language, further=observations)
    shown = {"positions": _positions(gathered), "others": gathered.others()}
    return {
        "gathered": gathered,
        **shown,
        "facts": facts(gathered, "subjects"),
        "editorial": facts(gathered, "comment", "resolution"),
        "description": " – ".join(position.claim for position in shown["positions"]),
        "contents": contents(language, **shown),
    }


def _positions(gathered: Gathered) -> list[Position]:
    found = gathered.figures(gathered.around.get("observation", []))
    # That the sources disagree is what the whole page says.
    figures = {one.slug: replace(one, disagreements=[]) for one in found}
    return [
        Position(
            claim=position["claim"],
            figure=figures.get(position["observation"]["slug"]) if position["observation"] else None,
            evidence=gathered.shown(position["evidence"]),
        )
        for position in gathered.data["positions"]
    ]
