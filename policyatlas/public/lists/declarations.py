"""How a list is declared: which entries, what can be asked of them, and which columns they have."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.forms import Form

from policyatlas.editions.models import Entry
from policyatlas.values.kinds import KINDS, Kind

from .columns import EntryColumn
from .filters import Choice, EntryFilterSet, filter_set


@dataclass(frozen=True)
class ListPage:
    """The list of one kind of entry.

    `columns` are those of the table unless a reader chooses others, `further` stand in files and where a reader chooses
    them; `default_sort` is the name of one of `columns`, with a minus for descending; `years` says whether its entries
    have one year or a span of them; `unfiltered` says of a facet in print without a filter why it has none; `beside` is
    a page that shows the same entries in another way and takes the same filters: the name of its route, and what the
    link to it says.
    """

    kind: str
    intro: str
    columns: tuple[EntryColumn, ...]
    default_sort: str
    filters: tuple[Choice, ...] = ()
    years: Literal["", "single", "span"] = ""
    further: tuple[EntryColumn, ...] = ()
    unfiltered: tuple[tuple[str, str], ...] = ()
    beside: tuple[str, str] | None = None

    @cached_property
    def noun(self) -> Kind:
        """The kind with its address and names."""
        return KINDS[self.kind]

    @cached_property
    def filter_set(self) -> type[EntryFilterSet]:
        """The filters, made once."""
        return filter_set(self.filters, years=self.years)

    @cached_property
    def form(self) -> type[Form]:
        """The form of these filters, made once: django-filter would make its class for every reader."""
        return self.filter_set(queryset=Entry.objects.none()).get_form_class()

    @cached_property
    def all_columns(self) -> tuple[EntryColumn, ...]:
        """Every column that can be shown, in the order in which they stand."""
        return (*self.columns, *self.further)

    @cached_property
    def usual(self) -> tuple[str, ...]:
        """The names of the columns that are shown unless others are chosen."""
        return tuple(column.key for column in self.columns)

    @cached_property
    def sorts(self) -> tuple[str, ...]:
        """Every order that can be asked for."""
        names = [column.key for column in self.columns if column.orderable]
        return tuple(sign + name for name in names for sign in ("", "-"))


# Facets that every kind has and no list filters by.
UNFILTERED_EVERYWHERE = (
    ("refers", "It answers “what refers to this entry” on records' pages; lists have a filter for each kind of link."),
)
