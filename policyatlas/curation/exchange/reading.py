"""Reading a file that somebody wants to import: which format it has, how large it may be, and of which noun it is."""

from pathlib import PurePath

from .csv_files import from_csv
from .json_files import from_json
from .rows import Table, Unreadable
from .shapes import Shape, nouns, shape_of

# What one import may hold; more is better done in several.
LARGEST_FILE = 10 * 1024 * 1024


def read(name: str, content: bytes, shape: Shape | None = None) -> Table:
    """The file as a table of `shape`, or of the noun that it names itself; raises `Unreadable`."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            f"The file has {len(content) / 1024 / 1024:.1f} MB; {LARGEST_FILE // 1024 // 1024} MB are allowed. "
            f"Split it into several."
        )
    if not content.strip():
        raise Unreadable("The file is empty.")
    if content.startswith(b"PK"):
        # Reads with a library that takes 18 MB, and most workers never read a workbook.
        from .workbooks import from_workbook, titles

        return from_workbook(content, shape or _named(name, *titles(content)))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is a workbook of the old kind (.xls). Save it as .xlsx or as CSV, UTF-8.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return from_json(content, shape, lambda: _named(name))
    return from_csv(content, shape or _named(name))


def _named(name: str, *further: str) -> Shape:
    """The noun of a file, from its name or from what else says it: `policies-2026.csv` is of policies."""
    known = nouns()
    for said in (*further, PurePath(name).stem):
        word = said.strip().lower()
        while word:
            if word in known:
                return shape_of(known[word])
            word = word.rpartition("-")[0]
    raise Unreadable("The file does not say what its records are. Say it: policies, clusters, sources …")
