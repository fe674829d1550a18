"""In short, on a page of a closed edition: how many of the values shown there have changed since, and its errata."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.between import Aftermath, aftermath, errata, forwardings
from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import Column, Extract, Line
from policyatlas.public.links import address_of, changes_address, within
from policyatlas.public.lists.asking import PAGE_SIZE, Asked
from policyatlas.values.diffs import Change, differences

from .comparing import changed
from .moves import Moves
from .telling import HEADINGS

# The numbers of comparisons stand beside their words, which say the same.
_SAID_IN_WORDS = {"value_number", "upper_number"}


@dataclass(frozen=True)
class Mistake:
    """An erratum as a page shows it: its text, and the entry it concerns (empty: the whole edition)."""

    text: str
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class Since:
    """What a pinned page says of what came after: a sentence, and where to read more (empty: nothing came).

    `values` counts the values that differ (a name once, in however many lines it stands) and the lines that are gone.
    """

    values: int
    sentence: str
    address: str
    link: str
    errata: list[Mistake]
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
    columns: tuple[Column, ...] = ()
    if then.printed and entries:
        moves = _moves(then, reading)
        slugs = [slug for kind, slug in map(moves.now, shown) if kind == asked.list_page.kind]
        now = Reading(then.now)
        current = list(now.entries(asked.list_page.kind).filter(slug__in=slugs).defer("text"))
        before, after = lists.of_entries(asked, reading, entries), lists.of_entries(asked, now, current)
        width, columns = lists.width_of_page(asked.list_page), before.columns
        changes = differences(_cut(moves.carried(before.lines, before.stem), width), _cut(after.lines, width))
    # What came to the list does not stand among these entries: the whole list says whether there is more.
    link = _("What changed in the whole list") if then.printed and not _values(changes, columns) else ""
    return _since(reading, then, (changes, columns), shown, changes_address(stem, query, reading.edition.label), link)


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
    columns = before.columns if before else ()
    return _since(reading, then, (changes, columns), shown, changes_address(stem, query, reading.edition.label))


def _moves(then: Aftermath, reading: Reading) -> Moves:
    return Moves(forwardings(), reading.edition.number, then.now.number) if then.forwarded else Moves()


def _cut(lines: Iterable[Line], width: int) -> list[Line]:
    return [replace(line, cells=line.cells[:width]) for line in lines]


def _values(changes: list[Change[Line]], columns: tuple[Column, ...]) -> int:
    """How many values differ: a name once, in however many lines it stands, and a number once with its words."""
    seen: set[tuple] = set()
    for change in changes:
        if change.how == "removed":
            seen.add((change.line.key,))
        elif change.how == "changed":
            for place in change.cells:
                key = columns[place].key
                if key in HEADINGS:
                    seen.add((place, change.before.cells[place], change.after.cells[place]))
                elif key not in _SAID_IN_WORDS:
                    seen.add((place, change.line.key))
    return len(seen)


def _since(
    reading: Reading,
    then: Aftermath,
    found: tuple[list[Change[Line]], tuple[Column, ...]],
    shown: set[Address],
    address: str,
    link: str = "",
) -> Since:
    changes = found[0]
    values, added = _values(*found), sum(change.how == "added" for change in changes)
    return Since(
        values=values,
        sentence=_sentence(values, added),
        address=address if changes or link else "",
        link=link or _("What changed"),
        errata=_mistakes(reading, shown) if then.corrected else [],
        edition_address=within("", f"editions/{reading.edition.label}/"),
    )


def _mistakes(reading: Reading, shown: set[Address]) -> list[Mistake]:
    """The errata of the whole edition and of the entries `shown`; two queries."""
    found = [one for one in errata(reading.edition) if not one.kind or (one.kind, one.slug) in shown]
    cards = reading.cards({(one.kind, one.slug) for one in found if one.kind})
    named = [(one.text, cards.get((one.kind, one.slug))) for one in found]
    return [
        Mistake(text, card.title(words.page_language()), address_of(card.kind, card.slug)) if card else Mistake(text)
        for text, card in named
    ]


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
