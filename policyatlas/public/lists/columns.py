"""The columns of lists: what each shows of an entry, says in a spreadsheet, and sorts by."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet, Value
from django.db.models.functions import NullIf

from policyatlas.editions.collating import text
from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.links import address_of
from policyatlas.values.vocabularies import Vocabulary

from . import sorting
from .cells import Cell, Part, absent, links, plain
from .sayings import Cards

NOT_IN_PRINT = {"en": "not in print", "ja": "未公開"}
NONE_IN_PRINT = {"en": "none in print", "ja": "なし"}


class EntryColumn(tables.Column):
    """A column over entries; `key` names it in addresses and spreadsheets and is the attribute of the payload."""

    # Whether it holds numbers, which stand to the right; whether it holds texts of several lines, which need room.
    number = False
    long = False
    # Whether it sorts by what other entries say.
    elsewhere = False

    def __init__(self, key: str, label: str = "", *, orderable: bool = True):
        super().__init__(orderable=orderable)
        self.key = key
        self.label = label
        self.reading: Reading | None = None

    def within(self, reading: Reading) -> "EntryColumn":
        """The same column for the edition that is read, in which titles are looked up for sorting."""
        column = copy.copy(self)
        column.reading = reading
        return column

    def heading(self, language: str) -> str:
        """What stands above the column."""
        return str(self.label) or words.attribute(self.key, language)

    def refs(self, entry: Entry) -> Iterable[dict]:
        """The references whose titles the cell needs."""
        return ()

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """What stands in the cell of `entry`."""
        raise NotImplementedError

    @property
    def data_headings(self) -> tuple[str, ...]:
        """The headings of its columns in a spreadsheet."""
        return (self.key,)

    @property
    def data_types(self) -> tuple[str, ...]:
        """What stands beneath each of these headings unless it is missing: `string`, `integer` or `number`."""
        return ("string",) * len(self.data_headings)

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """A text or a number for each of these headings."""
        return [self.cell(entry, cards, language).words]

    def keys(self) -> list:
        """The expressions to sort by."""
        return [sorting.inside(self.key)]

    def sorted(self, entries: QuerySet[Entry], *, descending: bool) -> QuerySet[Entry]:
        """The entries in the order of this column."""
        return sorting.ordered(entries, self.keys(), descending=descending)

    def missing(self, entry: Entry, language: str) -> Part:
        """The absence of the attribute in words."""
        return absent(entry.payload["missing"].get(self.key, ""), language)


class TitleColumn(EntryColumn):
    """The title as the link to the entry, with the other language beneath, and perhaps the text of an attribute."""

    def __init__(self, label: str = "", *, beneath: str = ""):
        super().__init__("title", label)
        self.beneath = beneath

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """Title, and what stands beneath."""
        japanese = language == "ja" and bool(entry.title_ja)
        title, other = (entry.title_ja, entry.title_en) if japanese else (entry.title_en, entry.title_ja)
        beneath = [Part(other, lang="en" if japanese else "ja", look="ja")] if other and other != title else []
        text = entry.payload[self.beneath] if self.beneath else ""
        if text and text != title:
            beneath.append(plain(text, "quiet"))
        lang = words.foreign(title)
        return Cell((Part(title, address_of(entry.kind, entry.slug), lang, "title"),), tuple(beneath))

    @property
    def data_headings(self) -> tuple[str, ...]:
        """The titles have columns of their own in every spreadsheet."""
        return (self.beneath,) if self.beneath else ()

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """What stands beneath the title."""
        return [entry.payload[self.beneath]] if self.beneath else []

    def keys(self) -> list:
        """The English title: every entry has one."""
        return [text("title_en")]


class TextColumn(EntryColumn):
    """The text of an attribute as it stands."""

    long = True

    def __init__(self, key: str, label: str = "", *, look: str = ""):
        super().__init__(key, label)
        self.look = look

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The text or its absence."""
        text = entry.payload[self.key]
        return Cell((plain(str(text), self.look) if text else self.missing(entry, language),))


class CodedColumn(EntryColumn):
    """A code of a vocabulary, by its word; sorted in the order of the vocabulary."""

    def __init__(self, key: str, vocabulary: Vocabulary, label: str = "", *, tag: bool = False):
        super().__init__(key, label)
        self.vocabulary = vocabulary
        self.tag = tag

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The word or its absence."""
        code = entry.payload[self.key]
        if not code:
            return Cell((self.missing(entry, language),))
        return Cell((plain(self.vocabulary.label(code, language), f"tag tag-{code}" if self.tag else ""),))

    def keys(self) -> list:
        """The place in the vocabulary."""
        return [sorting.in_order_of(self.key, self.vocabulary.codes)]


class ReferencesColumn(EntryColumn):
    """The entries that an attribute names, as links; sorted by the title of the first.

    `path` leads to the first reference (`roles__0__organisation`), `pick` gives all of a payload; one reference needs
    neither.
    """

    elsewhere = True

    def __init__(
        self,
        key: str,
        label: str = "",
        *,
        path: str = "",
        pick: Callable[[dict], list[dict]] | None = None,
        at_most: int = 3,
        orderable: bool = True,
    ):
        super().__init__(key, label, orderable=orderable)
        self.path = path or key
        self.pick = pick or (lambda payload: [payload[key]] if payload[key] else [])
        self.at_most = at_most

    def refs(self, entry: Entry) -> Iterable[dict]:
        """All of them."""
        return self.pick(entry.payload)

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """Links to what is in print; what is not in print says so without its name."""
        named = self.pick(entry.payload)
        if not named:
            return Cell((self.missing(entry, language),))
        found = [cards[ref] for ref in map(_pair, named) if ref in cards]
        if not found:
            return Cell((plain(NOT_IN_PRINT[language], "missing"),))
        return links(found, language, at_most=self.at_most, address=address_of(entry.kind, entry.slug))

    @property
    def data_headings(self) -> tuple[str, ...]:
        """Titles, and slugs, by which data are joined."""
        return self.key, f"{self.key}_slugs"

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """All of them, however many."""
        found = [cards[ref] for ref in map(_pair, self.pick(entry.payload)) if ref in cards]
        if not found:
            return [self.cell(entry, cards, language).words] * 2
        return ["; ".join(card.title(language) for card in found), "; ".join(card.slug for card in found)]

    def keys(self) -> list:
        """The title of the first."""
        return [sorting.title_of(self.path, self.reading)]


class CountColumn(EntryColumn):
    """How many items an attribute has."""

    number = True

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The number, or “none in print”: having none is not the same as having measured nought."""
        number = len(entry.payload[self.key])
        return Cell((plain(str(number)) if number else plain(NONE_IN_PRINT[language], "missing"),))

    @property
    def data_types(self) -> tuple[str, ...]:
        """The number."""
        return ("integer",)

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The number."""
        return [len(entry.payload[self.key]) or self.cell(entry, cards, language).words]

    def keys(self) -> list:
        """The number; none comes last, as every absence does."""
        return [NullIf(sorting.Length(self.key), Value(0))]


class YearColumn(EntryColumn):
    """The one year of an entry, from its index card."""

    number = True

    def cell(self, entry: Entry, cards: Cards, language: str) -> Cell:
        """The year or its absence."""
        if entry.year_from is None:
            return Cell((self.missing(entry, language),))
        return Cell((plain(str(entry.year_from)),))

    @property
    def data_types(self) -> tuple[str, ...]:
        """The year."""
        return ("integer",)

    def data(self, entry: Entry, cards: Cards, language: str) -> list[Any]:
        """The year as a number."""
        return [entry.year_from or self.missing(entry, language).text]

    def keys(self) -> list:
        """The year."""
        return [F("year_from")]


def _pair(ref: dict) -> Address:
    return ref["kind"], ref["slug"]
