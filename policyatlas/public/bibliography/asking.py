"""What is asked of the bibliography: the filters of the list of sources, and orders of its own."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.lists.asking import PAGE_SIZE, Asked, ask
from policyatlas.public.lists.columns import EntryColumn
from policyatlas.public.sources import LIST

from .resting import Counts

# By what each order sorts; what has none of it comes last, and all by author in the end.
_KEYS: dict[str, Callable[[Entry, int], tuple]] = {
    "rests": lambda entry, resting: (-resting,),
    "author": lambda entry, resting: (),
    "year": lambda entry, resting: (entry.year_from is None, entry.year_from or 0),
    "-year": lambda entry, resting: (entry.year_from is None, -(entry.year_from or 0)),
    "title": lambda entry, resting: (not entry.payload["title"], _plain(entry.payload["title"])),
}
_LISTED = replace(
    LIST, columns=tuple(EntryColumn(name) for name in ("rests", "author", "year", "title")), default_sort="rests"
)


class Question(Asked):
    """A question to the bibliography in its canonical form."""

    @property
    def path(self) -> str:
        """The address of the bibliography without a question."""
        return reverse("bibliography")

    @property
    def asked_for(self) -> str:
        """The canonical question; all of it stands on one page."""
        return self.query(per_page=PAGE_SIZE)

    @property
    def of_the_list(self) -> str:
        """The same question to the list of sources, in the usual order of that."""
        return self.query(sort=self.list_page.default_sort, per_page=PAGE_SIZE)

    def order(self, entries: list[Entry], counts: Counts) -> list[Entry]:
        """The entries in the order that is asked for."""
        key = _KEYS[self.sort]

        def place(entry: Entry) -> tuple[Any, ...]:
            resting = sum(counts.get(f"source:{entry.slug}", {}).values())
            name = entry.payload["authors"] or entry.title_en
            return (*key(entry, resting), _plain(name), entry.year_from or 0, entry.slug)

        return sorted(entries, key=place)


def question(reading: Reading, parameters: QueryDict) -> Question:
    """Reads the question; as many queries as a list needs for that."""
    asked = ask(_LISTED, reading, parameters)
    if asked.sort not in _KEYS:
        note = _("This list cannot be sorted by “%(value)s”, so it has its usual order.") % {"value": asked.sort}
        asked = replace(asked, sort="rests", ignored=[*asked.ignored, note])
    values = {field.name: getattr(asked, field.name) for field in fields(asked)}
    return Question(**values | {"page": 1, "per_page": PAGE_SIZE})


def orders() -> list[tuple[str, str]]:
    """Every order, as value and words."""
    return [
        ("rests", _("What most rests on first")),
        ("author", _("Author")),
        ("year", _("Year, oldest first")),
        ("-year", _("Year, newest first")),
        ("title", _("Title")),
    ]


def _plain(text: str) -> str:
    """A text as it is sorted: whatever quotation mark it begins with, and however it is capitalised."""
    return text.lstrip("‘’“”\"'「『").casefold()
