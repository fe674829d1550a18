"""What can be asked of a list: words, years and facets, as filters over entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.questions import Question
from policyatlas.public import words
from policyatlas.public import years as asked_years
from policyatlas.values import searching

from .sayings import Saying

LONGEST_QUERY = 200


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


class WordsFilter(django_filters.Filter):
    """Entries whose text has each word, in either language and however it was typed."""

    field_class = forms.CharField


class YearFilter(django_filters.Filter):
    """One end of the years asked for; an entry without an end goes on, one without any year never matches."""

    field_class = asked_years.YearField

    def __init__(self, **options):
        super().__init__(min_value=asked_years.EARLIEST, max_value=asked_years.LATEST, **options)


class BeganFilter(django_filters.ChoiceFilter):
    """Makes the years asked for mean “began in these years”; alone it asks nothing."""


class EntryFilterSet(django_filters.FilterSet):
    """The filters of one list."""


def chosen(form: forms.Form) -> dict[str, Any]:
    """The filters that are set in the form of a list, and to what.

    What a reader asks wrongly is left out, and named in `form.errors`.
    """
    form.is_valid()
    found = {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])}
    if found.keys().isdisjoint(asked_years.ENDS):
        found.pop("began", None)
    return found


def question(kind: str, chosen: Mapping[str, Any]) -> Question:
    """What `chosen` filters mean of the entries of a kind."""
    return Question(
        kind=kind,
        facets=tuple((name, tuple(sorted(value))) for name, value in sorted(chosen.items()) if isinstance(value, list)),
        terms=tuple(searching.terms(chosen.get("q", ""))),
        year_from=chosen.get("year_from"),
        year_to=chosen.get("year_to"),
        began="began" in chosen,
    )


def filter_set(choices: tuple[Choice, ...], *, years: str) -> type[EntryFilterSet]:
    """The filters of a list with these facets, and with its `years`: none, “single” ones or a “span”."""
    filters: dict[str, django_filters.Filter] = {
        "q": WordsFilter(field_name="text", label=_("Words"), max_length=LONGEST_QUERY)
    }
    if years:
        filters["year_from"] = YearFilter(field_name="year_to", label=_("From the year"))
        filters["year_to"] = YearFilter(field_name="year_from", label=_("To the year"))
    if years == "span":
        filters["began"] = BeganFilter(choices=[("yes", _("only what began in these years"))])
    filters |= {choice.name: FacetFilter(field_name=choice.name) for choice in choices}
    return type("ListFilterSet", (EntryFilterSet,), filters)
