"""In short, on a page of a closed edition: how many of the values shown there have changed since, and its errata."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.between import Aftermath, Ref, aftermath, errata, forwardings
from policyatlas.editions.models import Entry, Erratum
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Extract, Line
from policyatlas.public.lists.asking import PAGE_SIZE, Asked
from policyatlas.values.diffs import Change, differences

from .addresses import page_address, view_address
from .comparing import changed
from .moves import Moves


@dataclass(frozen=True)
class Since:
    """What a pinned page says of what came after: a sentence, and where to read more (empty: nothing came).

    `values` counts the cells that differ and the lines that are gone.
    """

    values: int
    sentence: str
    address: str
    link: str
    errata: list[Erratum]
    edition_address: str


def of_list(asked: Asked, reading: Reading, entries: list[Entry]) -> Since | None:
    """For the page of a list with these `entries`, of which only the columns of the page count; None if not pinned.

    One query where nothing was printed since, six at most otherwise.
    """
    if not reading.pinned:
        return None
    stem, query = asked.list_page.noun.address, asked.query(per_page=PAGE_SIZE)
    then = aftermath(reading.edition)
    shown = {(entry.kind, entry.slug) for entry in entries}
    changes: list[Change[Line]] = []
    if then.printed and entries:
        moves = _moves(then, reading)
        slugs = [slug for kind, slug in map(moves.now, shown) if kind == asked.list_page.kind]
        now = Reading(then.now)
        current = list(now.entries(asked.list_page.kind).filter(slug__in=slugs).defer("text"))
        before, after = lists.of_entries(asked, reading, entries), lists.of_entries(asked, now, current)
        width = lists.width_of_page(asked.list_page)
        changes = differences(_cut(moves.carried(before.lines, before.stem), width), _cut(after.lines, width))
    # What came to the list does not stand among these entries: the whole list says whether there is more.
    link = _("What changed in the whole list") if then.printed and not _values(changes) else ""
    return _since(reading, then, changes, shown, page_address(stem, query, reading.edition.label), link)


def of_view(
    reading: Reading, stem: str, query: str, parameters: QueryDict, make: Callable[[], Extract]
) -> Since | None:
    """For the page at `stem` with its canonical `query`, of which `make` gives the extract; None if it is not pinned.

    One query where nothing was printed since, otherwise those of the page in the open edition and three more.
    """
    if not reading.pinned:
        return None
    then = aftermath(reading.edition)
    changes: list[Change[Line]] = []
    before = make() if then.printed or then.corrected else None
    if then.printed:
        moves, now = _moves(then, reading), Reading(then.now)
        asked = moves.asked_in(now, stem, parameters)
        changes = changed(before, extract_at(asked[0], now, asked[1]), moves)
    shown = {line.about for line in before.lines if line.about} if before else set()
    return _since(reading, then, changes, shown, page_address(stem, query, reading.edition.label))


def _moves(then: Aftermath, reading: Reading) -> Moves:
    return Moves(forwardings(), reading.edition.number, then.now.number) if then.forwarded else Moves()


def _cut(lines: Iterable[Line], width: int) -> list[Line]:
    return [replace(line, cells=line.cells[:width]) for line in lines]


def _values(changes: list[Change[Line]]) -> int:
    return sum(len(change.cells) if change.how == "changed" else change.how == "removed" for change in changes)


def _since(
    reading: Reading, then: Aftermath, changes: list[Change[Line]], shown: set[Ref], address: str, link: str = ""
) -> Since:
    values, added = _values(changes), sum(change.how == "added" for change in changes)
    found = errata(reading.edition) if then.corrected else []
    return Since(
        values=values,
        sentence=_sentence(values, added),
        address=address if changes or link else "",
        link=link or _("What changed"),
        errata=[one for one in found if not one.kind or (one.kind, one.slug) in shown],
        edition_address=view_address(f"editions/{reading.edition.label}/", ""),
    )


def _sentence(values: int, added: int) -> str:
    if not values:
        said = _("Nothing shown here has changed since.")
    else:
        said = ngettext(
            "%(number)s of the values shown here has changed since.",
            "%(number)s of the values shown here have changed since.",
            values,
        ) % {"number": values}
    if not added:
        return said
    more = ngettext("%(number)s line was added.", "%(number)s lines were added.", added) % {"number": added}
    return f"{said} {more}"
