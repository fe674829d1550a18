"""Disagreements between sources in the reading room: their list, and what their page shows."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.contrasting import contrasted
from policyatlas.values.marking import Piece
from policyatlas.values.vocabularies import SETTLED

from .evidence import Item
from .extracts.table import BETWEEN
from .figures import Figure
from .lists.cells import Cell, plain
from .lists.columns import CountColumn, EntryColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Cards, Coded, Entries, Kinds
from .pages.facts import facts
from .pages.gathering import Gathered, gather
from .pages.sections import contents


class ClaimsColumn(EntryColumn):
    """What each source says, in a few words and in English, one beneath the other."""

    def __init__(self):
        super().__init__("claims", orderable=False)

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The claims."""
        claims = [replace(plain(position["claim"], "claimed"), lang="en") for position in entry.payload["positions"]]
        return Cell((), tuple(claims)) if claims else Cell((self.missing(entry, language),))

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The claims in one cell."""
        claims = [position["claim"] for position in entry.payload["positions"]]
        return [BETWEEN.join(claims) or self.missing(entry, language).text]


LIST = ListPage(
    kind="disagreement",
    intro=_("Where sources do not agree. Both sides stand, with their words; nobody decides silently."),
    columns=(
        TitleColumn(_("Topic")),
        ClaimsColumn(),
        TextColumn("resolution"),
        ReferencesColumn("subjects", path="subjects__0", pick=lambda payload: payload["subjects"]),
    ),
    further=(CountColumn("positions", _("Positions")), TextColumn("comment")),
    default_sort="title",
    filters=(
        Choice("subject_kind", Kinds(), _("Kind of subject")),
        Choice("source", Entries()),
        Choice("settled", Coded(SETTLED)),
        Choice("subject", Entries()),
        Choice("observation", Entries(), _("Figure")),
    ),
)


@dataclass(frozen=True)
class Passage:
    """A passage, with the pieces of its quotation: what tells it apart from the other side is `new`."""

    item: Item
    pieces: list[Piece]


@dataclass(frozen=True)
class Position:
    """What one source says, with the figure that holds the claim, if it is one."""

    claim: str
    figure: Figure | None
    passages: list[Passage]


def disagreement_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a disagreement's page shows: the positions side by side, the subjects, what the atlas does."""
    named = [position["observation"] for position in entry.payload["positions"]]
    observations = reading.entries("observation").filter(slug__in=[ref["slug"] for ref in named if ref])
    gathered = gather(reading, entry, language, further=observations)
    positions = _positions(gathered)
    shown = {"positions": positions, "others": gathered.others()}
    return {
        "gathered": gathered,
        **shown,
        "elsewhere": _elsewhere([one.figure for one in positions if one.figure], entry.payload["subjects"]),
        "marked": any(piece.kind == "new" for side in positions for one in side.passages for piece in one.pieces),
        "facts": facts(gathered, "subjects"),
        "editorial": facts(gathered, "comment", "resolution"),
        "description": " – ".join(position.claim for position in positions),
        "contents": contents(language, **shown),
    }


def _positions(gathered: Gathered) -> list[Position]:
    found = gathered.figures(gathered.around.get("observation", []))
    # That the sources disagree is what the whole page says.
    figures = {one.slug: replace(one, disagreements=[]) for one in found}
    sides = [gathered.shown(position["evidence"]) for position in gathered.data["positions"]]
    # What differs is marked between the first passages; where there are more, they say the same again.
    first = iter(contrasted([items[0].quote for items in sides if items]))
    return [
        Position(
            claim=position["claim"],
            figure=figures.get(position["observation"]["slug"]) if position["observation"] else None,
            passages=[
                Passage(item, next(first) if number == 0 else [Piece("same", item.quote)])
                for number, item in enumerate(items)
            ],
        )
        for position, items in zip(gathered.data["positions"], sides, strict=True)
    ]


def _elsewhere(figures: list[Figure], subjects: list) -> list[str]:
    """Which of the figures is preferred, and what a reader sees of the disagreement on other pages."""
    leads = gettext("On the pages of their indicator and their subject they say “sources disagree”, which leads here.")
    preferred = [figure.words for figure in figures if figure.rank == "preferred"]
    if preferred:
        return [gettext("The atlas prefers %(figure)s, and marks it so.") % {"figure": "; ".join(preferred)}, leads]
    if len(figures) > 1:
        return [gettext("The atlas prefers none of the figures: they stand beside each other."), leads]
    if figures:
        said = gettext(
            "One of the claims is a figure: %(figure)s. On the pages of its indicator and its subject it says "
            "“sources disagree”, which leads here."
        )
        return [said % {"figure": figures[0].words}]
    if subjects:
        return [gettext("None of the claims is a figure. The pages of the subjects say that the sources disagree.")]
    return [gettext("None of the claims is a figure, and no entry is about them: this page alone shows them.")]
