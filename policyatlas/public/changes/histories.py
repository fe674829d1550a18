"""A view in several editions, each of them laid out once, for whoever follows it from one to the next."""

from dataclasses import dataclass

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.table import Extract

from .asking import asked_of
from .comparing import Compared, changed
from .spans import Span


@dataclass(frozen=True)
class History:
    """A view in several editions, newest first: by their numbers, None where it is not there.

    Every edition is asked for all that any of them knows of the question; `query` is that, in canonical form and in the
    names of the newest.
    """

    extracts: dict[int, Extract | None]
    query: str

    @property
    def newest(self) -> Extract | None:
        """The view as the newest edition that has it shows it; None where none does."""
        return next(filter(None, self.extracts.values()), None)

    def between(self, span: Span) -> Compared:
        """What differs between two of the editions; no query."""
        before, after = self.extracts[span.before.number], self.extracts[span.after.number]
        return Compared(before, after, changed(before, after, span.moves))


def history(stem: str, asked: Span, editions: list[Edition]) -> History:
    """The view at `stem` in each of `editions`, newest first; as many queries as its page for each of them."""
    readings = [Reading(edition, pinned=not edition.is_open) for edition in editions]
    found, query = asked_of(stem, asked.question, readings, asked.moves)
    return History(dict(zip((edition.number for edition in editions), found, strict=True)), query)
