"""How much one file may hold, so that a mistake or an attack ends with a sentence and not with a full memory."""

from collections.abc import Iterable, Iterator

from .rows import Line, Unreadable

ROWS = 20_000
# With their parts, records take several lines.
LINES = 5 * ROWS
COLUMNS = 200
# Characters of a cell; the longest texts of the atlas have some thousands.
LONGEST = 50_000


def check_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, as long as they are not too many."""
    for count, line in enumerate(lines, 1):
        if count > LINES:
            raise Unreadable(f"The file has more than {LINES:,} lines. Split it into several.")
        if len(line.cells) > COLUMNS:
            raise Unreadable(f"Line {line.number} has {len(line.cells)} columns; {COLUMNS} are allowed.")
        yield line
