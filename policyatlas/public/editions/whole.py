"""A closed edition read whole: all its entries, and the table of each kind with the columns of its list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils import translation

from policyatlas.editions.models import Edition, Entry, Facet
from policyatlas.editions.reading import Card, Reading
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.sources import cited
from policyatlas.public.extracts.table import Value
from policyatlas.public.lists.asking import ask
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS, Kind

from .descriptions import description_of, title_of

# The files are in one language, so that there is one of each.
LANGUAGE = "en"


@dataclass(frozen=True)
class Field:
    """A column: its heading, `string`, `integer` or `number`, what people call it, and what stands in it."""

    name: str
    type: str
    title: str
    description: str

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers, and words only where one is missing."""
        return self.type != "string"


@dataclass(frozen=True)
class Table:
    """All entries of one kind: a row for each, by slug; `name` is the address of their list, such as `policies`."""

    kind: Kind
    intro: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def name(self) -> str:
        """What the table is called in files."""
        return self.kind.address

    @property
    def title(self) -> str:
        """What people call it."""
        return self.kind.label(LANGUAGE, plural=True)


class Whole(Reading):
    """All that is in print in a closed edition: two queries when somebody first wants to know, and none after."""

    def __init__(self, edition: Edition):
        super().__init__(edition, pinned=True)

    @cached_property
    def all(self) -> list[Entry]:
        """The entries by kind and slug; sorted here, because databases sort text by different rules."""
        return sorted(self.entries(), key=_named)

    @cached_property
    def facets(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The sorted pairs of facet and value of each entry, by its kind and slug."""
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        pairs = Facet.objects.order_by().filter(entry__in=self.entries().order_by().values("pk"))
        for entry, name, value in pairs.values_list("entry", "name", "value"):
            found[entry].append((name, value))
        return {_named(entry): sorted(found[entry.pk]) for entry in self.all}

    def cards(self, refs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Card]:
        """The cards of those that are in print; no query, since all entries are here."""
        return {ref: self._cards[ref] for ref in set(refs) if ref in self._cards}

    @cached_property
    def _cards(self) -> dict[tuple[str, str], Card]:
        return {
            _named(entry): Card(
                *(entry.kind, entry.slug, entry.title_en, entry.title_ja),
                url=entry.payload.get("url") or "",
                language=entry.payload.get("language") or "",
                date_read=entry.payload.get("date_read") or "",
                year=entry.year_from if entry.kind == "source" else None,
            )
            for entry in self.all
        }

    @cached_property
    def tables(self) -> list[Table]:
        """The table of every kind, also of those that nothing is in print of."""
        with translation.override(LANGUAGE):
            return [self._table(kind) for kind in KINDS.values()]

    @cached_property
    def documents(self) -> list[Card]:
        """The documents that its statements rest on, by slug."""
        named = {ref for entry in self.all for ref in cited(entry.payload)}
        return sorted(self.cards(named).values(), key=lambda card: card.slug)

    def _table(self, kind: Kind) -> Table:
        list_page = LISTS[kind.code]
        entries = [entry for entry in self.all if entry.kind == kind.code]
        made = lists.of_entries(ask(list_page, self, QueryDict()), self, entries)
        own = [found for column in (*list_page.columns, *list_page.further) for found in column.data_types]
        # Before its own columns a list has the slug and the titles.
        types = ["string"] * (len(made.columns) - len(own)) + own
        fields = tuple(
            Field(column.key, type_, title_of(column.key, kind.code), description_of(column.key, kind.code))
            for column, type_ in zip(made.columns, types, strict=True)
        )
        return Table(kind, str(list_page.intro), fields, tuple(line.cells for line in made.lines))


def _named(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.slug
