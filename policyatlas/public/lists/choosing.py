"""Which columns of a list a reader chooses to see: `c=kind&c=years` in its address, nothing for the usual ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .asking import Asked
    from .declarations import ListPage

# The name of the parameter, once for each column.
COLUMNS = "c"
# The column that says which entry a row is: it always stands, and asked for alone it says that no other should.
TITLE = "title"


@dataclass(frozen=True)
class ColumnChoice:
    """A column to tick: whether it is `shown` now; `fixed` is the title, which always stands."""

    key: str
    label: str
    shown: bool
    fixed: bool


def columns_of(list_page: ListPage, names: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The columns to show for the `names` in an address, in their order of declaration; and the names of none."""
    asked = [name for name in dict.fromkeys(names) if name.strip()]
    there = [column.key for column in list_page.all_columns]
    known = {name for name in asked if name in there}
    if not known:
        return list_page.usual, asked
    columns = tuple(key for key in there if key in known or key == TITLE)
    return columns, [name for name in asked if name not in known]


def columns_in(list_page: ListPage, columns: tuple[str, ...]) -> list[str]:
    """The shortest names in an address by which those columns are shown: none for the usual ones."""
    if columns == list_page.usual:
        return []
    return [key for key in columns if key != TITLE] or [TITLE]


def columns_to_choose(asked: Asked, language: str) -> list[ColumnChoice]:
    """Every column there is, for the form."""
    return [
        ColumnChoice(column.key, column.heading(language), column.key in asked.columns, column.key == TITLE)
        for column in asked.list_page.all_columns
    ]
