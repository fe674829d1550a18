"""Disagreements between sources in the reading room: what their page shows."""

from dataclasses import dataclass

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .evidence import Item
from .facts import facts
from .figures import Figure
from .gathering import Gathered, gather
from .sections import contents


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
        **shown,
        "facts": facts(gathered, "subjects"),
        "editorial": facts(gathered, "comment", "resolution"),
        "description": " – ".join(position.claim for position in shown["positions"]),
        "contents": contents(language, **shown),
    }


def _positions(gathered: Gathered) -> list[Position]:
    figures = {one.slug: one for one in gathered.figures(gathered.around.get("observation", []))}
    return [
        Position(
            claim=position["claim"],
            figure=figures.get(position["observation"]["slug"]) if position["observation"] else None,
            evidence=gathered.shown(position["evidence"]),
        )
        for position in gathered.data["positions"]
    ]
