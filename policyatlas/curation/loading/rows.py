"""The rows of the CSV files, which know where they stand."""

from dataclasses import dataclass

from policyatlas.values.typed import whole_number


class Unfit(Exception):  # noqa: N818 - named for what the row is, as a person would say it
    """Why a row cannot be loaded, in a sentence."""


@dataclass(frozen=True, eq=False)
class Row:
    """One row of `file`, which starts at `line` (the header is line 1); its cells are text without spaces around it."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def where(self) -> str:
        """Where it stands, for people: `policies.csv, line 12`."""
        return f"{self.file}.csv, line {self.line}"

    def several(self, column: str) -> list[str]:
        """The values of a cell in which several are joined by semicolons; each once, in their order."""
        return list(dict.fromkeys(part.strip() for part in self[column].split(";") if part.strip()))

    def whole(self, column: str) -> int | None:
        """The whole number in a cell, such as a year; None if it is empty. Raises `Unfit` if it is something else."""
        text = self[column]
        if not text:
            return None
        number = whole_number(text)
        if number is None:
            raise Unfit(f"{column} is “{text}”, which is not a whole number.")
        return number
