"""What a run of the loader did: for every row one outcome, counted by file, and the reasons of those left out."""

from dataclasses import dataclass, field

from .rows import Row


@dataclass
class FileCount:
    """How many rows a file has and what became of them; `passages` were made for its rows."""

    rows: int = 0
    created: int = 0
    kept: int = 0
    left: int = 0
    refused: int = 0
    passages: int = 0


@dataclass(frozen=True)
class Notice:
    """Why a row was not loaded."""

    row: Row
    reason: str

    def __str__(self) -> str:
        return f"{self.row.where}: {self.reason}"


@dataclass
class Report:
    """The counts of each file; `refused` rows are mistakes, `left` rows concern what curators have taken over."""

    files: dict[str, FileCount] = field(default_factory=dict)
    refused: list[Notice] = field(default_factory=list)
    left: list[Notice] = field(default_factory=list)
    seconds: float = 0.0
    _settled: set[tuple[str, int]] = field(default_factory=set)

    def begin(self, file: str) -> None:
        """Open the count of `file`."""
        self.files[file] = FileCount()

    def count_row(self, file: str) -> None:
        """There is one more row in `file`."""
        self.files[file].rows += 1

    def note_created(self, row: Row) -> None:
        """The row was loaded."""
        self._settle(row)
        self.files[row.file].created += 1

    def keep(self, row: Row) -> None:
        """What the row says was in the atlas already, and was left as it is."""
        self._settle(row)
        self.files[row.file].kept += 1

    def leave(self, row: Row, reason: str) -> None:
        """The row was not loaded, because curators have taken over the record it belongs to."""
        self._settle(row)
        self.files[row.file].left += 1
        self.left.append(Notice(row, reason))

    def refuse(self, row: Row, reason: str) -> None:
        """The row could not be loaded."""
        self._settle(row)
        self.files[row.file].refused += 1
        self.refused.append(Notice(row, reason))

    def is_settled(self, row: Row) -> bool:
        """Whether something was said about the row."""
        return (row.file, row.line) in self._settled

    def created(self) -> int:
        """How many rows were loaded."""
        return sum(count.created for count in self.files.values())

    def __str__(self) -> str:
        head = ("file", "rows", "created", "kept", "left", "refused", "passages")
        counts = [(f"{name}.csv", *vars(count).values()) for name, count in self.files.items()]
        total = ("in all", *(sum(column) for column in list(zip(*counts, strict=True))[1:])) if counts else ()
        lines = [
            f"{line[0]:22}" + "".join(f"{cell:>9}" for cell in line[1:]) for line in (head, *counts, total) if line
        ]
        for title, notices in (("Left to the curators", self.left), ("Refused", self.refused)):
            if notices:
                order = list(self.files)
                notices = sorted(notices, key=lambda notice: (order.index(notice.row.file), notice.row.line))
                lines += ["", f"{title}:", *(f"  {notice}" for notice in notices)]
        return "\n".join([*lines, "", f"{self.seconds:.1f} seconds."])

    def _settle(self, row: Row) -> None:
        self._settled.add((row.file, row.line))
