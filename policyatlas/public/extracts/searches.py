"""The extract of a search: one line for each entry that has the words, of every kind."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.editions.searches import Search
from policyatlas.public import words
from policyatlas.public.matching import asked_words, left_out, matching
from policyatlas.values.kinds import KINDS
from policyatlas.values.searching import Term

from .sources import Cards, cited, sources_of
from .table import Column, Extract, Line

COLUMNS = ("kind", "slug", "title_en", "title_ja", "year_from", "year_to")
_KINDS = {kind: number for number, kind in enumerate(KINDS)}
# So many are fetched at a time where nothing but their places is kept.
_AT_ONCE = 2_000


def extract(reading: Reading, parameters: QueryDict) -> Extract:
    """All entries with every word asked for, by kind and English title; two queries."""
    searched = Searched(reading, parameters)
    return searched.extract(searched.entries())


@dataclass(frozen=True)
class Searched:
    """The entries with every word that is asked for, by kind and English title: a `Selection`."""

    reading: Reading
    parameters: QueryDict

    @cached_property
    def _asked(self) -> tuple[str, list[Term]]:
        return asked_words(self.parameters)

    @property
    def query(self) -> str:
        """What is searched for, as it was typed."""
        return self._asked[0]

    def at_most(self) -> int:
        """How many there are, from memory as the page of the search: nobody waits for the start of a long file."""
        query, wanted = self._asked
        found = self.reading.answers.searched(Search.of(query, wanted), 0) if wanted else {}
        return sum(hits.count for hits in found.values())

    def keys(self) -> list[int]:
        """The primary keys of all of them, in order; one query."""
        rows = self._found.values_list("kind", "title_en", "slug", "pk").iterator(_AT_ONCE)
        places = sorted((*_place(kind, title, slug), key) for kind, title, slug, key in rows)
        return [key for *_, key in places]

    def entries(self) -> list[Entry]:
        """All of them without their texts, in order; one query."""
        return sorted(self._found.defer("text"), key=lambda entry: _place(entry.kind, entry.title_en, entry.slug))

    def extract(self, entries: list[Entry]) -> Extract:
        """The extract with a line for each of these `entries`; one query."""
        language, query = words.page_language(), self.query
        cards = self.reading.cards({ref for entry in entries for ref in cited(entry.payload)})
        return Extract(
            sort="search",
            stem="search",
            query=urlencode({"q": query}) if query else "",
            title=f"“{query}”" if query else words.attribute("search", language),
            asked=(f"{words.attribute('words', language)}: “{query}”",) if query else (),
            noun="entries",
            columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
            lines=tuple(_line(entry, cards, language) for entry in entries),
            ignored=tuple(left_out(self.parameters)),
        )

    def said(self, found: Extract) -> dict:
        """What JSON says of the question: the words searched for."""
        return {"query": self.query}

    @property
    def _found(self) -> QuerySet[Entry]:
        wanted = self._asked[1]
        return matching(self.reading, wanted).order_by() if wanted else Entry.objects.none()


def _place(kind: str, title: str, slug: str) -> tuple[int, str, str]:
    """By what they are put in order."""
    return _KINDS[kind], title.casefold(), slug


def _line(entry: Entry, cards: Cards, language: str) -> Line:
    absent = words.absent("not-reported", language)
    return Line(
        key=f"{entry.kind}:{entry.slug}",
        label=(language == "ja" and entry.title_ja) or entry.title_en,
        cells=(
            words.kind_label(entry.kind, language),
            entry.slug,
            entry.title_en,
            entry.title_ja or absent,
            entry.year_from or absent,
            entry.year_to or absent,
        ),
        about=(entry.kind, entry.slug),
        sources=sources_of(entry.payload, cards, language),
    )
