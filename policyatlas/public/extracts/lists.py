"""The extract of a list: one line for each entry that matches, whatever page of the list is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.lists import facets
from policyatlas.public.lists.asking import PAGE_SIZE, Asked, ask
from policyatlas.public.lists.columns import EntryColumn
from policyatlas.public.lists.declarations import ListPage
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.tables import EntryTable
from policyatlas.values.kinds import BY_ADDRESS

from .sources import cited, sources_of
from .table import Column, Extract, Line

# What the line of every kind begins with.
_CARD = ("slug", "title_en", "title_ja")


def extract(address: str, reading: Reading, parameters: QueryDict) -> Extract:
    """All entries of the list that match the question, in its order; three queries."""
    listed = Listed(address, reading, parameters)
    return listed.extract(listed.entries())


@dataclass(frozen=True)
class Listed:
    """The entries of the list at an `address` that match the question, in its order: a `Selection`."""

    address: str
    reading: Reading
    parameters: QueryDict

    @cached_property
    def asked(self) -> Asked:
        """What is asked of the list; one query, where anything is, when it is first wanted."""
        return ask(LISTS[self._kind], self.reading, self.parameters)

    def at_most(self) -> int:
        """How many there are of the kind; one query."""
        return self.reading.entries(self._kind).count()

    def keys(self) -> list[int]:
        """The primary keys of all of them, in order; one query."""
        return EntryTable(self.asked, self.reading).data.keys()

    def entries(self) -> list[Entry]:
        """All of them without their texts, in order; one query."""
        return EntryTable(self.asked, self.reading).entries

    def extract(self, entries: list[Entry]) -> Extract:
        """The extract with a line for each of these `entries`; one query."""
        return of_entries(self.asked, self.reading, entries)

    def said(self, found: Extract) -> dict:
        """What JSON says of the question: its words, what was left out, how many match, and each with its payload."""
        return {"asked": list(found.asked), "ignored": list(found.ignored), "count": found.rows, "results": []}

    @property
    def _kind(self) -> str:
        return BY_ADDRESS[self.address].code


def of_entries(asked: Asked, reading: Reading, entries: list[Entry]) -> Extract:
    """The extract of a question that holds just these `entries`; one query."""
    list_page, language = asked.list_page, words.page_language()
    columns = list_page.all_columns
    named = {ref for choice in list_page.filters for ref in choice.saying.refs(asked.chosen.get(choice.name, []))}
    cards = reading.cards(named | _refs(entries, columns) | {ref for entry in entries for ref in cited(entry.payload)})
    return Extract(
        sort="list",
        stem=list_page.noun.address,
        query=asked.query(per_page=PAGE_SIZE),
        title=list_page.noun.label(language, plural=True),
        asked=tuple(facets.in_words(asked, cards, language)),
        noun="entries",
        columns=_columns(list_page, language),
        lines=tuple(
            Line(
                key=f"{entry.kind}:{entry.slug}",
                label=(language == "ja" and entry.title_ja) or entry.title_en,
                cells=_cells(entry, columns, cards, language),
                about=(entry.kind, entry.slug),
                sources=sources_of(entry.payload, cards, language),
            )
            for entry in entries
        ),
        ignored=tuple(asked.ignored),
    )


def width_of_page(list_page: ListPage) -> int:
    """How many columns of the extract stand on the page too, unless a reader chooses others there."""
    return len(_CARD) + sum(len(column.data_headings) for column in list_page.columns)


def _columns(list_page: ListPage, language: str) -> tuple[Column, ...]:
    card = [Column(name, words.attribute(name, language)) for name in _CARD]
    own = [
        Column(heading, column.heading(language) if number == 0 else words.attribute(heading, language))
        for column in list_page.all_columns
        for number, heading in enumerate(column.data_headings)
    ]
    return (*card, *own)


def _cells(entry: Entry, columns: Iterable[EntryColumn], cards: dict, language: str) -> tuple:
    japanese = entry.title_ja or words.absent("not-reported", language)
    own = [value for column in columns for value in column.data(entry, cards, language)]
    return (entry.slug, entry.title_en, japanese, *own)


def _refs(entries: Iterable[Entry], columns: Iterable[EntryColumn]) -> set[tuple[str, str]]:
    named = (ref for entry in entries for column in columns for ref in column.refs(entry))
    return {(ref["kind"], ref["slug"]) for ref in named}
