"""A view in two editions side by side, and what differs."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract, Line
from policyatlas.public.lists.asking import Asked, ask
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.tables import EntryTable
from policyatlas.values.diffs import Change, differences
from policyatlas.values.kinds import BY_ADDRESS

from .moves import Moves


@dataclass(frozen=True)
class Compared:
    """A view in two editions: None where it is not there (an entry that is not in print).

    `query` is the question in canonical form, with what either edition knows of it; `ignored` says what neither knows.
    """

    before: Extract | None
    after: Extract | None
    changes: list[Change[Line]]
    query: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def extract(self) -> Extract | None:
        """The view as it is, or as it was where it is gone; None where neither edition has it."""
        return self.after or self.before

    @property
    def values(self) -> int:
        """How many cells of changed lines differ."""
        return sum(len(change.cells) for change in self.changes if change.how == "changed")

    def lines(self, how: str) -> int:
        """How many lines were `added`, `removed` or `changed`."""
        return sum(change.how == how for change in self.changes)


def compared(stem: str, parameters: QueryDict, before: Reading, after: Reading, moves: Moves) -> Compared:
    """The view at `stem` in both editions, each asked in the names it knows; as many queries as its page twice."""
    then, now = (moves.asked_in(reading, stem, parameters) for reading in (before, after))
    if stem in BY_ADDRESS:
        return _lists(stem, (before, then[1]), (after, now[1]), moves)
    old, new = extract_at(then[0], before, then[1]), extract_at(now[0], after, now[1])
    query = _query(old, new, after, moves)
    if stem.startswith("compare/"):
        old, new = _rows_in_both(old, new)
    return Compared(old, new, changed(old, new, moves), query, _ignored(old, new))


def changed(before: Extract | None, after: Extract | None, moves: Moves) -> list[Change[Line]]:
    """The lines that differ; what only one of the two editions has came or went as a whole."""
    before, after = _rows_in_both(before, after)
    return differences(moves.carried(before.lines, before.stem) if before else [], after.lines if after else [])


def _lists(address: str, old: tuple[Reading, QueryDict], new: tuple[Reading, QueryDict], moves: Moves) -> Compared:
    list_page = LISTS[BY_ADDRESS[address].code]
    then, now = ask(list_page, *old), ask(list_page, *new)
    then, now = _in_both(then, now, old[1], new[1])
    before, after = (
        lists.of_entries(asked, reading, EntryTable(asked, reading).entries)
        for asked, reading in ((then, old[0]), (now, new[0]))
    )
    return Compared(before, after, changed(before, after, moves), after.query, _ignored(before, after))


def _in_both(then: Asked, now: Asked, old: QueryDict, new: QueryDict) -> tuple[Asked, Asked]:
    """Both questions with the facet values that either edition knows.

    A page leaves out a value that nothing in its edition has. Here this would compare what was asked for with the
    whole list; so such a value is kept, and finds nothing.
    """
    chosen: tuple[dict[str, Any], dict[str, Any]] = (dict(then.chosen), dict(now.chosen))
    for choice in then.list_page.filters:
        name = choice.name
        known = then.chosen.get(name, []), now.chosen.get(name, [])
        pairs = zip(old.getlist(name), new.getlist(name), strict=True)
        kept = [pair for pair in pairs if pair[0] in known[0] or pair[1] in known[1]]
        for side, one in enumerate(chosen):
            if kept:
                one[name] = sorted({pair[side] for pair in kept})
    return replace(then, chosen=chosen[0]), replace(now, chosen=chosen[1])


def _rows_in_both(*found: Extract | None) -> list[Extract | None]:
    """The comparisons with those rows alone that are asked for and that either edition knows.

    As with lists, a page that knows none of the rows shows all; here it has none of them.
    """
    rows = {code for extract in found if extract for code in QueryDict(extract.query).getlist("row")}
    return [
        replace(extract, lines=tuple(line for line in extract.lines if line.place.partition("/")[0] in rows))
        if rows and extract
        else extract
        for extract in found
    ]


def _query(before: Extract | None, after: Extract | None, reading: Reading, moves: Moves) -> str:
    """The question of the later edition, and what only the earlier one could follow of it."""
    pairs = parse_qsl(after.query) if after else []
    if before:
        _, formerly = moves.asked_in(reading, before.stem, QueryDict(before.query))
        pairs += [(name, value) for name, values in formerly.lists() for value in values]
    return urlencode(list(dict.fromkeys(pairs)), safe=":")


def _ignored(before: Extract | None, after: Extract | None) -> tuple[str, ...]:
    """What neither edition could follow of the question."""
    if before is None or after is None:
        return ()
    return tuple(note for note in after.ignored if note in before.ignored)
