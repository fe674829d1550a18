"""What can be asked of a list: words, years and facets, as filters over entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.public import words
from policyatlas.values import searching
from policyatlas.values.eras import year_of

from .sayings import Saying

LONGEST_QUERY = 200
FIRST_YEAR, LAST_YEAR = 1, 9999
# The two ends of the years asked for.
YEARS = {"year_from", "year_to"}


@dataclass(frozen=True)
class Choice:
    """A facet to choose values of: its name in print, how its values are said, and its label if not the usual one."""

    name: str
    saying: Saying
    label: str = ""

    def heading(self, language: str) -> str:
        """What the facet is called on the page."""
        return str(self.label) or words.attribute(self.name, language)


class ValuesField(forms.MultipleChoiceField):
    """Values of a facet; which of them are in print has been looked up before."""

    def valid_value(self, value: str) -> bool:
        """Any."""
        return True


class FacetFilter(django_filters.Filter):
    """Entries that have one of the chosen values."""

    field_class = ValuesField

    def filter(self, entries: QuerySet[Entry], values: list[str]) -> QuerySet[Entry]:
        """The entries with one of `values`; all where nothing is chosen."""
        return entries.with_facet(self.field_name, sorted(values)) if values else entries


class WordsFilter(django_filters.Filter):
    """Entries whose text has each word, in either language and however it was typed."""

    field_class = forms.CharField

    def filter(self, entries: QuerySet[Entry], query: str) -> QuerySet[Entry]:
        """The entries with every word of `query`."""
        return entries.with_terms(searching.terms(query or ""))


class YearField(forms.IntegerField):
    """A year in any way it is written in Japan: 2001, FY2001, 平成13年度."""

    def to_python(self, value: str | None) -> int | None:
        """The year of the common era; `ValidationError` if it is none."""
        year = year_of(value or "")
        return super().to_python(value) if year is None else year


class YearFilter(django_filters.Filter):
    """One end of the years asked for; an entry without an end goes on, one without any year never matches."""

    field_class = YearField

    def __init__(self, *, end: bool, **options):
        self._end = end
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **options)

    def filter(self, entries: QuerySet[Entry], year: int | None) -> QuerySet[Entry]:
        """The entries that had begun by `year` (the upper end), or had not ended before it (the lower end)."""
        if year is None:
            return entries
        dated = entries.exclude(year_from=None, year_to=None)
        if self._end:
            return dated.filter(Q(year_from=None) | Q(year_from__lte=year))
        return dated.filter(Q(year_to=None) | Q(year_to__gte=year))

    def began(self, entries: QuerySet[Entry], year: int) -> QuerySet[Entry]:
        """The entries that began by `year` (the upper end), or in it or after it (the lower end)."""
        return entries.filter(year_from__lte=year) if self._end else entries.filter(year_from__gte=year)


class BeganFilter(django_filters.ChoiceFilter):
    """Makes the years asked for mean “began in these years”; alone it asks nothing."""

    def filter(self, entries: QuerySet[Entry], value: str) -> QuerySet[Entry]:
        """All entries: the years do the work."""
        return entries


class EntryFilterSet(django_filters.FilterSet):
    """The filters of one list. What a reader asks wrongly is left out of `chosen` and named in `form.errors`."""

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, and to what."""
        self.form.is_valid()
        chosen = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}
        if not chosen.keys() & YEARS:
            chosen.pop("began", None)
        return chosen

    def selection(self, chosen: Mapping[str, Any]) -> QuerySet[Entry]:
        """The entries of the list that match `chosen`."""
        entries = self.queryset
        for name, value in chosen.items():
            wanted = self.filters[name]
            entries = (wanted.began if name in YEARS and "began" in chosen else wanted.filter)(entries, value)
        return entries


def filter_set(choices: tuple[Choice, ...], *, years: str) -> type[EntryFilterSet]:
    """The filters of a list with these facets, and with its `years`: none, “single” ones or a “span”."""
    filters: dict[str, django_filters.Filter] = {
        "q": WordsFilter(field_name="text", label=_("Words"), max_length=LONGEST_QUERY)
    }
    if years:
        filters["year_from"] = YearFilter(field_name="year_to", label=_("From the year"), end=False)
        filters["year_to"] = YearFilter(field_name="year_from", label=_("To the year"), end=True)
    if years == "span":
        filters["began"] = BeganFilter(choices=[("yes", _("only what began in these years"))])
    filters |= {choice.name: FacetFilter(field_name=choice.name) for choice in choices}
    return type("ListFilterSet", (EntryFilterSet,), filters)
