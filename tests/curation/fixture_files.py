"""A copy of the shipped CSV files that a test may spoil."""

import csv
import shutil
from pathlib import Path

from policyatlas.curation.loading import FIXTURES
from policyatlas.curation.loading.reading import COLUMNS

# A passage that may be quoted in any row.
PASSAGE = {"source": "kitagawa-2005", "locator": "Section 2.2", "quote": "Technopolis was started in 1983"}


class FixtureFiles:
    """The files of `folder`, with rows added at their ends."""

    def __init__(self, folder: Path):
        self.folder = folder
        shutil.copytree(FIXTURES, folder)

    def add(self, file: str, /, **cells: str) -> int:
        """Add a row to `file`, with a passage unless it brings its own; returns the line it starts at."""
        given = {name: cell for name, cell in PASSAGE.items() if name in COLUMNS[file]} | cells
        path = self.folder / f"{file}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        header, line = lines[0].split(","), len(lines) + 1
        unknown = given.keys() - set(header)
        assert not unknown, f"{file}.csv has no column {unknown}"
        with path.open("a", newline="", encoding="utf-8") as handle:
            csv.writer(handle, lineterminator="\n").writerow(given.get(column, "") for column in header)
        return line

    def policy(self, slug: str, **cells: str) -> int:
        """Add a policy that can be loaded."""
        return self.add("policies", slug=slug, title_en=f"The {slug}", kind="plan", **cells)
