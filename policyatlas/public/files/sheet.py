"""An extract as the rows of a file: its cells, and outside the fingerprint what each line rests on and where it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.extracts.table import BETWEEN, Extract, Line, Value
from policyatlas.public.lists.columns import NOT_IN_PRINT
from policyatlas.values.kinds import KINDS

from .about import About, about

# Words of the atlas itself, and documents: they rest on no document.
_WITHOUT_SOURCES = {"term", "source"}


@dataclass(frozen=True)
class Sheet:
    """A file before it has a format.

    `sources` and `urls` are, line by line, the documents it rests on and the absolute address of its entry.
    """

    extract: Extract
    about: About
    sources: tuple[str, ...]
    urls: tuple[str, ...]

    @cached_property
    def own(self) -> list[str]:
        """The headings of the extract."""
        return [column.key for column in self.extract.columns]

    @cached_property
    def further(self) -> dict[str, tuple[str, ...]]:
        """The columns after those of the extract, by heading: sources where no column has them, key, address."""
        columns = {} if {"sources", "locator"} & set(self.own) else {"sources": self.sources}
        columns["key"] = tuple(line.key for line in self.extract.lines)
        # A source has an address of its own, on the web.
        columns["entry_url" if "url" in self.own else "url"] = self.urls
        return columns

    @property
    def headings(self) -> list[str]:
        """The headings of all columns."""
        return [*self.own, *self.further]

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The cells of all columns, line by line."""
        for line, *further in zip(self.extract.lines, *self.further.values(), strict=True):
            yield (*line.cells, *further)


def sheet_of(extract: Extract, reading: Reading, root: str) -> Sheet:
    """The sheet of an extract; `root` is the absolute address of its edition. At most one query, for comparisons."""
    return Sheet(extract, about(extract, reading, root), *beside(extract, reading, root))


def beside(extract: Extract, reading: Reading, root: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents each line rests on, and the address of its entry; as for `sheet_of`."""
    language = words.page_language()
    # What a comparison names may not be in print; everything else shows entries of the edition alone.
    named = {line.about for line in extract.lines if line.about} if extract.sort == "comparison" else set()
    printed = reading.cards(named)

    def url(line: Line) -> str:
        if line.about is None or (line.about in named and line.about not in printed):
            return NOT_IN_PRINT[language]
        kind, slug = line.about
        return f"{root}{KINDS[kind].address}/{slug}/"

    return tuple(_sources(line, language) for line in extract.lines), tuple(map(url, extract.lines))


def _sources(line: Line, language: str) -> str:
    if line.sources:
        return BETWEEN.join(line.sources)
    none = "not-applicable" if line.about and line.about[0] in _WITHOUT_SOURCES else "not-reported"
    return words.absent(none, language)
