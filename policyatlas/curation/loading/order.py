"""The order in which rows are loaded: whatever a row refers to comes before it."""

from collections.abc import Callable, Iterable

from .rows import Row


def in_order(rows: list[Row], needs: Callable[[Row], Iterable[str]]) -> list[Row]:
    """`rows` so that each comes after those whose slugs it `needs`, otherwise in the order of the file.

    Where rows need each other in a circle, the one met last comes first: its reference has to be added later.
    """
    by_slug = {row["slug"]: row for row in reversed(rows)}
    ordered: list[Row] = []
    begun: set[Row] = set()

    def visit(row: Row) -> None:
        if row in begun:
            return
        begun.add(row)
        for slug in needs(row):
            if slug in by_slug:
                visit(by_slug[slug])
        ordered.append(row)

    for row in rows:
        visit(row)
    return ordered
