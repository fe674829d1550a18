"""Both drawings of a lineage: one for wide screens and paper, one for narrow screens."""

from dataclasses import dataclass

from . import drawing, narrow
from .shapes import Lineage
from .web import Web, near


@dataclass(frozen=True)
class Pair:
    """The same lineage drawn twice; a style sheet shows the one for which there is room."""

    wide: Lineage
    narrow: Lineage


def lineage(web: Web, slug: str, language: str) -> Pair | None:
    """The lineage of a policy; None where it is related to nothing in print. No query."""
    around = near(web, slug)
    if around is None:
        return None
    return Pair(drawing.draw(web, around, language), narrow.draw(web, around, language))
