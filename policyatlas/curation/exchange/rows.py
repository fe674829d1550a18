"""A file as it was read, whatever its format: rows of texts with the rows of their parts, and what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from .quoted import quoted, shortened
from .shapes import Shape


class Unreadable(Exception):  # noqa: N818 - named for what the file is
    """The file cannot be read at all; says why in a sentence, and what to do."""


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong: where it stands, and a sentence."""

    line: int
    column: str
    sentence: str


@dataclass
class Part:
    """One part of a record: the texts of its columns."""

    line: int
    cells: dict[str, str]


@dataclass
class Row:
    """One record: the texts of its columns, and by sort all its parts; what is absent stays as it is."""

    line: int
    cells: dict[str, str]
    parts: dict[str, list[Part]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The address of the record, as the file names it."""
        return self.cells.get("slug", "").strip()

    def as_data(self) -> list:
        """The row as plain data."""
        parts = {sort: [[part.line, part.cells] for part in parts] for sort, parts in self.parts.items()}
        return [self.line, self.cells, parts]

    @classmethod
    def from_data(cls, data: list) -> "Row":
        """The row that `as_data` was asked of."""
        line, cells, parts = data
        return cls(line, cells, {sort: [Part(*part) for part in given] for sort, given in parts.items()})


@dataclass
class Table:
    """All rows of a file of one noun; `how` says how it was read, `counted` what its line numbers count."""

    shape: Shape
    rows: list[Row] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    how: str = ""
    counted: str = "line"


@dataclass(frozen=True)
class Line:
    """One line of a table that is not empty: its number in the file and its cells."""

    number: int
    cells: list[str]


def nearest(word: str, known: Iterable[str]) -> str:
    """` Did you mean “…”?` with the one of `known` that is most like `word`; empty if none is."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{found[0]}”?" if found else ""


def headings(shape: Shape, given: list[str]) -> tuple[list[str], list[Mistake]]:
    """The headings of a table, empty for a column that cannot be used, and what is wrong with them."""
    used, mistakes = [], []
    for place, heading in enumerate(given, 1):
        name = heading.strip()
        if name in used and name:
            mistakes.append(Mistake(1, name, f"The column {quoted(name)} stands there twice."))
            name = ""
        elif name not in shape.headings:
            said = f"There is no column {quoted(name)}." if name else f"Column {place} has cells but no heading."
            mistakes.append(Mistake(1, shortened(name), said + nearest(name, shape.headings)))
            name = ""
        used.append(name)
    return used, [*mistakes, *lacking(shape, {name for name in used if name})]


def lacking(shape: Shape, there: set[str], line: int = 1) -> Iterator[Mistake]:
    """What is missing for records and parts to be known again."""
    if "slug" not in there:
        yield Mistake(line, "slug", "There is no column “slug”, by which records are known again.")
    for sort in shape.sorts:
        own = {name.partition(".")[2] for name in there if name.startswith(f"{sort.name}.")}
        pieces = [column.name for column in sort.columns if column.piece]
        for name in (*sort.identity, *(pieces if own & set(pieces) else ())):
            column = sort.by_name[name]
            if own and name not in own and (column.is_needed or column.piece):
                heading = f"{sort.name}.{name}"
                yield Mistake(line, heading, f"Other columns of {sort.name} are there: “{heading}” is needed too.")


def grouped(table: Table, used: list[str], lines: Iterable[Line]) -> Table:
    """The `table` with its rows: the lines of one slug are one record, and each further line brings further parts."""
    groups: dict[str | int, list[tuple[int, dict[str, str]]]] = {}
    for line in lines:
        extra = [cell for cell in line.cells[len(used) :] if cell.strip()]
        if extra:
            said = f"It has {len(line.cells)} cells, and there are {len(used)} headings. Look for a stray separator."
            table.mistakes.append(Mistake(line.number, "", said))
            continue
        padded = line.cells + [""] * (len(used) - len(line.cells))
        cells = {name: cell for name, cell in zip(used, padded, strict=False) if name}
        if "slug" not in cells:
            continue  # Which lines are one record cannot be told; that the column is lacking was said.
        # A line without a slug belongs to no other one, and what else is wrong with it is told as well.
        groups.setdefault(cells["slug"].strip() or line.number, []).append((line.number, cells))
    own = [name for name in used if name and "." not in name]
    for group in groups.values():
        table.rows += _records(table.shape, own, group)
    for row in table.rows:
        if not row.slug and not any(cell.strip() for cell in row.cells.values()):
            # Perhaps a further line of a record: it says nothing of the record itself.
            row.cells = {"slug": ""}
    table.rows.sort(key=lambda row: row.line)
    return table


def _records(shape: Shape, own: list[str], group: list[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    """The record of one slug; a line that is a whole record again is one of its own, and will be told of."""
    head = next((line for line in group if any(line[1][name].strip() for name in own if name != "slug")), group[0])
    seen = [head[1]]
    record = Row(head[0], {name: head[1][name] for name in own})
    sorts = [sort.name for sort in shape.sorts if any(name.startswith(f"{sort.name}.") for name in head[1])]
    record.parts = {name: [] for name in sorts}
    _add_parts(record, *head)
    for number, cells in group:
        if (number, cells) == head:
            continue
        filled = any(cells[name].strip() for name in own if name != "slug")
        same = all(cells[name] == head[1][name] for name in own)
        # Spreadsheets are filled down: what repeats the record and brings another part is a further line as well.
        if (filled and not same) or cells in seen or not _add_parts(record, number, cells):
            yield Row(number, {name: cells[name] for name in own}, {name: [] for name in sorts})
        seen.append(cells)
    for parts in record.parts.values():
        parts.sort(key=lambda part: part.line)
    yield record


def _add_parts(record: Row, number: int, cells: dict[str, str]) -> bool:
    """Add what a line says of parts; whether it says anything."""
    found = False
    for sort, parts in record.parts.items():
        own = {name.partition(".")[2]: cell for name, cell in cells.items() if name.startswith(f"{sort}.")}
        if any(cell.strip() for cell in own.values()):
            parts.append(Part(number, own))
            found = True
    return found
