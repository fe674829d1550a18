"""The table of a list: its headings with the links that sort it, its rows, and its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import django_tables2
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import Address
from policyatlas.editions.questions import Order
from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.sources import cited

from .asking import PAGE_SIZES, Asked
from .cells import Cell
from .sayings import Cards


@dataclass(frozen=True)
class Heading:
    """A column's heading: `key` is the column's name; `order` is ascending, descending or empty; `address` sorts by it,
    if it can; beneath it stand numbers, or long texts that need room.
    """

    key: str
    label: str
    order: str = ""
    address: str = ""
    number: bool = False
    long: bool = False


@dataclass(frozen=True)
class Row:
    """A row: the heading of each cell beside it, for narrow screens."""

    cells: list[tuple[Heading, Cell]]


@dataclass(frozen=True)
class Link:
    """A link of the pager; without an address it is where the reader is, or a gap."""

    label: str
    address: str = ""
    current: bool = False


class _KnownCount(Paginator):
    """Pages of rows whose number was counted already, with the rest of the page's counts."""

    def __init__(self, rows, per_page: int, *, found: int):
        super().__init__(rows, per_page)
        self.__dict__["count"] = found


class _Found(django_tables2.data.TableData):
    """The entries that match a question, for a table that reads one page of them or all; one query."""

    def __init__(self, asked: Asked, reading: Reading):
        super().__init__(asked.question())
        self._reading = reading
        self._order: Order | None = None

    def order_by(self, aliases) -> None:
        """Called by django-tables2 with the column to sort by, a minus before it for descending."""
        alias = aliases[0]
        column = self.table.columns[alias.bare].column
        sort = partial(column.sorted, descending=alias.is_descending)
        self._order = Order(str(alias), sort, elsewhere=column.elsewhere)

    def __getitem__(self, part: slice) -> list[Entry]:
        """One page of them."""
        return self._reading.answers.page(self.data, self._order, part.start, part.stop)

    def __iter__(self):
        """All of them."""
        return iter(self._all.defer("text"))

    def keys(self) -> list[int]:
        """The primary keys of all of them."""
        return list(self._all.values_list("pk", flat=True))

    @property
    def _all(self) -> QuerySet[Entry]:
        return self._order.sort(self.data.among(self._reading.entries()))


class EntryTable(django_tables2.Table):
    """The entries that match a question, in its order; django-tables2 keeps the columns, the order and the pages."""

    def __init__(self, asked: Asked, reading: Reading):
        self.asked = asked
        self._headings: dict[str, list[Heading]] = {}
        # All that can be asked for, since the order may follow a column that is not shown.
        columns = [(column.key, column.within(reading)) for column in asked.list_page.all_columns]
        super().__init__(_Found(asked, reading), extra_columns=columns, order_by=asked.sort)

    def cut(self, found: int) -> None:
        """Keep the page that is asked for, of `found` entries."""
        self.paginate(page=self.asked.page, per_page=self.asked.per_page, paginator_class=_KnownCount, found=found)

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of the page, or all of them before it was cut; one query."""
        return [row.record for row in (self.page.object_list if hasattr(self, "page") else self.rows)]

    @cached_property
    def shown(self) -> list:
        """The columns that are chosen, in the order in which they are declared."""
        return [bound.column for bound in self._bound]

    @cached_property
    def _bound(self) -> list:
        # As django-tables2 knows them, which also tells how each is sorted.
        return [bound for bound in self.columns if bound.name in self.asked.columns]

    @property
    def refs(self) -> set[Address]:
        """The entries whose titles the cells show."""
        named = (ref for entry in self.entries for column in self.shown for ref in column.refs(entry))
        return {(ref["kind"], ref["slug"]) for ref in named}

    @property
    def cited(self) -> set[Address]:
        """The sources of what the page shows."""
        return {ref for entry in self.entries for ref in cited(entry.payload)}

    def headings(self, language: str) -> list[Heading]:
        """One for each column; a click sorts upwards first, and the other way round when it is sorted already."""
        if language not in self._headings:
            self._headings[language] = list(self._made_headings(language))
        return self._headings[language]

    def _made_headings(self, language: str) -> Iterator[Heading]:
        for bound in self._bound:
            yield Heading(
                key=bound.name,
                label=bound.column.heading(language),
                order=_order(bound),
                address=self._sorted_by(bound),
                number=bound.column.number,
                long=bound.column.long and bound.name not in self.asked.list_page.usual,
            )

    def _sorted_by(self, bound) -> str:
        # The further columns hold texts and passages, by which nobody looks for anything.
        if bound.name not in self.asked.list_page.sorts:
            return ""
        return self.asked.address(sort=str(bound.order_by_alias.next))

    def body(self, cards: Cards, language: str) -> list[Row]:
        """The rows of the page."""
        headings = self.headings(language)
        return [
            Row(list(zip(headings, (column.cell(entry, cards, language) for column in self.shown), strict=True)))
            for entry in self.entries
        ]

    def order_words(self, language: str) -> str:
        """What the table is sorted by."""
        return _("Order: %(order)s.") % {"order": dict(self.orders(language))[self.asked.sort]}

    def orders(self, language: str) -> list[tuple[str, str]]:
        """Every order, as value and words, for the choice in the form."""
        up, down = _("%(column)s, ascending"), _("%(column)s, descending")
        return [
            (sign + column.key, words % {"column": column.heading(language)})
            for column in self.asked.list_page.columns
            if column.orderable
            for sign, words in (("", up), ("-", down))
        ]


def pager(page: Page, asked: Asked) -> list[Link]:
    """Links to the pages around this one, to the first and to the last; none where there is one page."""
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        Link(str(number))
        if number == Paginator.ELLIPSIS
        else Link(str(number), asked.address(page=number), number == page.number)
        for number in numbers
    ]


def sizes(asked: Asked) -> list[Link]:
    """The page sizes."""
    return [Link(str(size), asked.address(per_page=size), size == asked.per_page) for size in PAGE_SIZES]


def _order(bound) -> str:
    if not bound.is_ordered:
        return ""
    return "descending" if bound.order_by_alias.is_descending else "ascending"
