"""What the tests of comparisons ask for, and a comparison as plain values."""

from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.table import Cell, Comparison

TOHOKU = ("aomori", "akita", "iwate", "miyagi", "yamagata", "fukushima")
INDUSTRIAL, KNOWLEDGE = "industrial-cluster-project", "knowledge-cluster-initiative"
CHARTED = ("kagawa-rare-sugar", "fukui-nano", "sapporo-it", "kobe-bio")


def address(noun: str, *slugs: str, ending: str = "/") -> str:
    """The address of a comparison, written out: an address that changes breaks bookmarks."""
    return f"/compare/{noun}{ending}" + ("?" if slugs else "") + "&".join(f"s={slug}" for slug in slugs)


def compared(reading, noun: str, *slugs: str) -> Comparison:
    """A comparison of `slugs`, without a page."""
    return NOUNS[noun].compare(reading, slugs, NOUNS[noun].choices(reading, slugs))


def cell(comparison: Comparison, row: str, column: str) -> Cell:
    """The cell of one row (by code) and column (by slug)."""
    found = [cell for _, one, where, cell in comparison.cells() if one.code == row and where.slug == column]
    assert len(found) == 1, f"There are {len(found)} cells for {row} and {column}, not one."
    return found[0]


def words(comparison: Comparison, row: str) -> list[list[str]]:
    """What stands in a row, cell by cell: the words of its items, or of what is missing."""
    slugs = [column.slug for column in comparison.columns]
    cells = [cell(comparison, row, slug) for slug in slugs]
    return [[item.words for item in one.items] or [one.absent] for one in cells]
