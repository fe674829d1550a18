"""The first and the last year that a reader asks for, in any way in which a year is written in Japan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.values.eras import year_of

from . import words

EARLIEST, LATEST = 1, 9999
# The two ends, as they are called in an address.
ENDS = ("year_from", "year_to")


class YearField(forms.IntegerField):
    """A year in any way it is written in Japan: 2001, FY2001, 平成13年度."""

    def to_python(self, value: str | None) -> int | None:
        """The year of the common era; `ValidationError` if it is none."""
        year = year_of(value or "")
        return super().to_python(value) if year is None else year


def asked(parameters: QueryDict, ignored: list[str]) -> dict[str, int]:
    """The ends that are asked for, in their order; what is no year is named in `ignored`."""
    field, found = YearField(min_value=EARLIEST, max_value=LATEST, required=False), {}
    for name in ENDS:
        typed = parameters.get(name, "").strip()
        try:
            year = field.clean(typed)
        except ValidationError:
            ignored.append(refused(typed))
        else:
            found |= {name: year} if year else {}
    put_in_order(found, ignored)
    return found


def refused(typed: str) -> str:
    """What is said of something that is no year."""
    return _("“%(value)s” is not a year, so it was left out.") % {"value": words.shortened(typed)}


def put_in_order(chosen: dict[str, Any], ignored: list[str]) -> None:
    """Exchange the two ends where they stand the other way round, and say so."""
    first, last = (chosen.get(name) for name in ENDS)
    if first and last and first > last:
        chosen |= {"year_from": last, "year_to": first}
        ignored.append(_("The years stood the other way round, so they were exchanged."))
