"""What a reader asks of a list, read from the address: what is meant, and what had to be left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from policyatlas.editions.questions import Question
from policyatlas.editions.reading import Reading
from policyatlas.public import words, years
from policyatlas.values.typed import whole_number

from .choosing import COLUMNS, columns_in, columns_of
from .declarations import ListPage
from .filters import chosen as chosen_in
from .filters import question

PAGE_SIZES = (25, 50, 100, 200)
PAGE_SIZE = 50
# The longest facet value there can be; a longer one is not worth a question to the database.
_LONGEST_VALUE = 160
# A name and a value by which it is sorted among others, and both as they stand in an address.
_Pair = tuple[str, str, str]
_TABLE = ("sort", "page", "per_page", COLUMNS)


@dataclass(frozen=True)
class Asked:
    """A question to a list in its one canonical form."""

    list_page: ListPage
    chosen: dict[str, Any]
    columns: tuple[str, ...]
    sort: str
    page: int
    per_page: int
    ignored: list[str] = field(default_factory=list)

    @cached_property
    def path(self) -> str:
        """The address of the list without a question."""
        return reverse("list", args=[self.list_page.noun.address])

    @property
    def words(self) -> str:
        """The words asked for, for the form."""
        return self.chosen.get("q", "")

    @property
    def year_from(self) -> str:
        """The first year asked for, for the form."""
        return str(self.chosen.get("year_from", ""))

    @property
    def began(self) -> bool:
        """Whether the years ask for what began in them, for the form."""
        return "began" in self.chosen

    @property
    def year_to(self) -> str:
        """The last year asked for, for the form."""
        return str(self.chosen.get("year_to", ""))

    def question(self, chosen: Mapping[str, Any] | None = None) -> Question:
        """Which entries are meant, by this choice of filters or by another one."""
        return question(self.list_page.kind, self.chosen if chosen is None else chosen)

    def without(self, *names: str) -> dict[str, Any]:
        """What is chosen, some filters left out."""
        return {name: value for name, value in self.chosen.items() if name not in names}

    def query(self, chosen: Mapping[str, Any] | None = None, **table) -> str:
        """The canonical question: sorted by name, defaults left out; `table` changes sort, page or page size.

        Another choice of filters or another order starts at the first page again.
        """
        wanted = {"sort": self.sort, "per_page": self.per_page, **table}
        defaults = {"sort": self.list_page.default_sort, "per_page": PAGE_SIZE, "page": 1}
        pairs = self._pairs if chosen is None else self._pairs_of(chosen)
        pairs = pairs + [_pair(name, value) for name, value in wanted.items() if value != defaults[name]]
        return "&".join(pair for _name, _value, pair in sorted(pairs))

    @cached_property
    def _pairs(self) -> list[_Pair]:
        # A page has dozens of addresses, and in most of them only the order or the page is another one.
        return self._pairs_of(self.chosen)

    def _pairs_of(self, chosen: Mapping[str, Any]) -> list[_Pair]:
        pairs = [_pair(name, one) for name, value in chosen.items() for one in _listed(value)]
        return pairs + [_pair(COLUMNS, name) for name in columns_in(self.list_page, self.columns)]

    def address(self, chosen: Mapping[str, Any] | None = None, **table) -> str:
        """The address of the list with that question."""
        query = self.query(chosen, **table)
        return self.path + (f"?{query}" if query else "")

    @property
    def canonical(self) -> str:
        """The canonical address of this very page."""
        return self.address(page=self.page)


def page_there_is(wanted: int, found: int, size: int, ignored: list[str]) -> tuple[int, int]:
    """The `wanted` page of `found` rows or, where there is none of that number, the last one, which is said; and the
    number of the last one.
    """
    last = max(1, -(-found // size))
    if wanted > last:
        ignored.append(_("There is no page %(asked)s, so this is the last one.") % {"asked": wanted})
    return min(wanted, last), last


def ask(list_page: ListPage, reading: Reading, parameters: QueryDict) -> Asked:
    """Reads the question; one query for the facet values that are asked for, and up to three more for those that are
    not in print, which may be known by another address.
    """
    ignored: list[str] = []
    facets = _facets(list_page, reading, parameters, ignored)
    data = QueryDict(mutable=True)
    for name, values in facets.items():
        data.setlist(name, values)
    for name in list_page.filter_set.base_filters.keys() - {choice.name for choice in list_page.filters}:
        if parameters.get(name, "").strip():
            data[name] = parameters[name]
    form = list_page.form(data)
    chosen = chosen_in(form)
    for name in form.errors:
        ignored.append(_refused(name, data[name]))
    years.put_in_order(chosen, ignored)
    for name in parameters:
        if name not in list_page.filter_set.base_filters and name not in _TABLE:
            ignored.append(_("“%(name)s” is not something this list can be asked, so it was left out.") % _said(name))
    columns, unknown = columns_of(list_page, parameters.getlist(COLUMNS))
    ignored += [_("This list has no column “%(name)s”, so it was left out.") % _said(name) for name in unknown]
    sort = _one_of(parameters, "sort", list_page.sorts, list_page.default_sort, ignored)
    size = int(_one_of(parameters, "per_page", tuple(map(str, PAGE_SIZES)), str(PAGE_SIZE), ignored))
    return Asked(list_page, chosen, columns, sort, _page(parameters, ignored), size, ignored)


def _facets(list_page: ListPage, reading: Reading, parameters: QueryDict, ignored: list[str]) -> dict[str, list[str]]:
    """The values of facets that are in print in this edition; what became of the others is said in `ignored`."""
    asked = {}
    for choice in list_page.filters:
        values = list(dict.fromkeys(value for value in parameters.getlist(choice.name) if value.strip()))
        if values:
            asked[choice.name] = values
    there = _in_print(list_page, reading, ((name, value) for name, values in asked.items() for value in values))
    lost = [(name, value) for name, values in asked.items() for value in values if (name, value) not in there]
    moved = _moved(list_page, reading, lost)
    headings = {choice.name: choice.heading(words.page_language()) for choice in list_page.filters}
    found: dict[str, set[str]] = {name: {value for each, value in there if each == name} for name in asked}
    for name, value in lost:
        said = {"name": headings[name], "value": words.shortened(value)}
        if (name, value) in moved:
            now = moved[name, value]
            found[name].add(now)
            sentence = _("%(name)s: “%(value)s” is “%(now)s” in this edition, so that was taken.")
            ignored.append(sentence % (said | {"now": now}))
        else:
            ignored.append(_("%(name)s: nothing in this edition is “%(value)s”, so it was left out.") % said)
    return {name: sorted(values) for name, values in found.items() if values}


def _in_print(list_page: ListPage, reading: Reading, wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of the facets and values `wanted` some entry of the list has."""
    plausible: dict[str, list[str]] = {}
    for name, value in wanted:
        if _plausible(value):
            plausible.setdefault(name, []).append(value)
    return reading.facet_values(list_page.kind, plausible)


def _moved(list_page: ListPage, reading: Reading, lost: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For values that name an entry by an address it has in another edition: the value that names it in this one."""
    sayings = {choice.name: choice.saying for choice in list_page.filters}
    named = {(name, value): sayings[name].refs([value]) for name, value in lost if _plausible(value)}
    addresses = reading.moved(ref for refs in named.values() for ref in refs)
    now = {
        lost_value: ":".join(addresses[ref]) for lost_value, refs in named.items() for ref in refs if ref in addresses
    }
    there = _in_print(list_page, reading, ((name, value) for (name, _value), value in now.items()))
    return {(name, value): to for (name, value), to in now.items() if (name, to) in there}


def _plausible(value: str) -> bool:
    return len(value) <= _LONGEST_VALUE and value.isprintable()


def _refused(name: str, value: str) -> str:
    shown = {"value": words.shortened(value)}
    if name == "q":
        return _("The words searched for were too long or held characters that cannot be typed; they were left out.")
    if name == "began":
        return _("“%(value)s” is not something “began” can be, so it was left out.") % shown
    return years.refused(value)


def _one_of(parameters: QueryDict, name: str, allowed: tuple[str, ...], default: str, ignored: list[str]) -> str:
    value = parameters.get(name, "")
    if value in allowed:
        return value
    if value.strip():
        said = {"value": words.shortened(value)}
        if name == "sort":
            ignored.append(_("This list cannot be sorted by “%(value)s”, so it has its usual order.") % said)
        else:
            ignored.append(_("“%(value)s” is not a number of rows a page can have, so it has the usual one.") % said)
    return default


def _page(parameters: QueryDict, ignored: list[str]) -> int:
    value = parameters.get("page", "")
    # Nine digits are more pages than there can be, and fit every database.
    if number := whole_number(value, digits=9):
        return number
    if value.strip():
        ignored.append(
            _("“%(value)s” is not the number of a page, so this is the first one.") % {"value": words.shortened(value)}
        )
    return 1


def _said(name: str) -> dict[str, str]:
    return {"name": words.shortened(name)}


def _pair(name: str, value: Any) -> _Pair:
    return name, str(value), urlencode([(name, str(value))], safe=":")


def _listed(value: Any) -> list:
    return value if isinstance(value, list) else [value]
