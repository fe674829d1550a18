"""Rows of ratios that the atlas works out itself: each declared, with its formula and the passages of both parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policyatlas.public import words
from policyatlas.public.figures import period_of, quantity_of
from policyatlas.values.quantities import Quantity
from policyatlas.values.ratios import NoRatio, Ratio, ratio

from .gathering import Printed, ref_key
from .items import Scribe
from .names import Names
from .rows import ByColumn
from .table import Cell, Item, Row

# The figures of one indicator by their subjects (`kind:slug`).
_BySubject = dict[str, list[Printed]]


@dataclass(frozen=True)
class Derivation:
    """A ratio of the figures of two indicators (slugs), `times` a number (100 for per cent).

    It is made of figures in `units` (numerator, denominator) alone, and has the unit `unit`. `caution` says what a
    reader must know before using it.
    """

    code: str
    label: Promise
    numerator: str
    denominator: str
    units: tuple[str, str]
    unit: str
    times: int = 1
    caution: Promise | str = ""


HIGH_TECH_SHARE = Derivation(
    "derived-high-tech-share",
    gettext_lazy("High-tech companies as a share of invited companies"),
    "technopolis-high-tech-companies",
    "technopolis-invited-companies",
    ("companies", "companies"),
    "per cent",
    100,
    gettext_lazy("The source prints both totals, but not whether all high-tech companies are among those invited."),
)
BUDGET_PER_PROJECT = Derivation(
    "derived-annual-budget-per-project",
    gettext_lazy("Annual budget per project"),
    "programme-annual-budget",
    "programme-projects",
    ("JPY per year", "projects"),
    "JPY per project per year",
)
BUDGET_PER_REGION = Derivation(
    "derived-annual-budget-per-region",
    gettext_lazy("Annual budget through the number of regions"),
    "programme-annual-budget",
    "programme-regions",
    ("JPY per year", "regions"),
    "JPY per region per year",
    caution=gettext_lazy("What a source itself reports per region is a figure, and stands in a row of its own."),
)


def as_named(derivations: Iterable[Derivation], names: Names) -> list[Derivation]:
    """The derivations by the slugs that their indicators have in this edition; none of an indicator by itself."""
    found = [
        replace(
            one, numerator=names.one("indicator", one.numerator), denominator=names.one("indicator", one.denominator)
        )
        for one in derivations
    ]
    return [one for one in found if one.numerator != one.denominator]


def derived_rows(
    scribe: Scribe, columns: Sequence[str], figures: ByColumn, derivations: Iterable[Derivation], *, missing: str
) -> list[Row]:
    """One row for each derivation of which some subject has figures of both parts, whether or not a ratio is possible.

    `figures` are those of each column; `missing` is the kind of missing where a part has not been entered.
    """
    rows = [_row(scribe, columns, figures, derivation, missing) for derivation in derivations]
    return [row for row in rows if any(cell.items for cell in row.cells)]


def _row(scribe: Scribe, columns: Sequence[str], figures: ByColumn, derivation: Derivation, missing: str) -> Row:
    return Row(
        code=derivation.code,
        label=str(derivation.label),
        cells=[_cell(scribe, column, figures.get(column, ()), derivation, missing) for column in columns],
        numeric=True,
        derived=_in_words(scribe, derivation),
    )


def _in_words(scribe: Scribe, derivation: Derivation) -> str:
    parts = (derivation.numerator, derivation.denominator)
    numerator, denominator = (scribe.name({"kind": "indicator", "slug": slug}) for slug in parts)
    times = f" × {derivation.times}" if derivation.times != 1 else ""
    said = _("%(numerator)s ÷ %(denominator)s%(times)s, for one subject and one period.") % {
        "numerator": numerator,
        "denominator": denominator,
        "times": times,
    }
    return f"{said} {derivation.caution}" if derivation.caution else said


def _cell(scribe: Scribe, column: str, entries: Iterable[Printed], derivation: Derivation, missing: str) -> Cell:
    entries = list(entries)
    above, below = (_of(entries, slug) for slug in (derivation.numerator, derivation.denominator))
    both = sorted(above.keys() & below.keys(), key=lambda subject: (subject != column, subject))
    items = [
        item
        for subject in both
        for item in _items(scribe, column, _best(above[subject]), _best(below[subject]), derivation)
    ]
    absent = [
        scribe.name({"kind": "indicator", "slug": slug})
        for slug, found in ((derivation.numerator, above), (derivation.denominator, below))
        if not found
    ]
    why = words.listed(absent) or _("both for one subject")
    return Cell(items, missing=missing, missing_words=f"{words.absent(missing, scribe.language)}: {why}")


def _of(entries: Iterable[Printed], indicator: str) -> _BySubject:
    found: _BySubject = {}
    for entry in entries:
        if entry.payload["indicator"]["slug"] == indicator:
            found.setdefault(ref_key(entry.payload["subject"]), []).append(entry)
    return found


def _best(entries: list[Printed]) -> list[Printed]:
    """The figures that a curator prefers; where none is preferred, all that are not superseded."""
    for rank in ("preferred", "normal"):
        if found := [entry for entry in entries if entry.payload["rank"] == rank]:
            return found
    return []


def _items(
    scribe: Scribe, column: str, above: list[Printed], below: list[Printed], derivation: Derivation
) -> list[Item]:
    """The ratios of one subject: one for each pair of figures of one period; where there is no such pair, why."""
    pairs = list(product(above, below))
    paired = [(one, other) for one, other in pairs if _same_period(one, other)]
    if paired:
        return [_item(scribe, column, one, other, derivation) for one, other in paired]
    return [_unpaired(scribe, column, above, below)] if pairs else []


def _same_period(one: Printed, other: Printed) -> bool:
    period, another = period_of(one.payload), period_of(other.payload)
    if period.start is None and period.end is None:
        # Two figures without a year may be many years apart.
        return False
    same_years = (period.start, period.end, period.fiscal) == (another.start, another.end, another.fiscal)
    return same_years and (period.printed == another.printed or not (period.printed and another.printed))


def _item(scribe: Scribe, column: str, one: Printed, other: Printed, derivation: Derivation) -> Item:
    above, below = scribe.figure(one, column), scribe.figure(other, column)
    numerator, denominator = quantity_of(one.payload), quantity_of(other.payload)
    times = f" × {derivation.times}" if derivation.times != 1 else ""
    base = replace(_both(above, below), detail=f"{above.words} ÷ {below.words}{times}", derived=True)
    if (numerator.unit, denominator.unit) != derivation.units:
        return _refused(base, "not-applicable", _("the units are not those of the formula"), scribe.language)
    found = ratio(numerator, denominator, times=derivation.times)
    if isinstance(found, NoRatio):
        return _refused(base, found.missing, _why(found, scribe, one, other), scribe.language)
    return _worked_out(base, found, derivation.unit, scribe.language)


def _both(above: Item, below: Item) -> Item:
    """What a ratio has of its two figures: whose they are, their period, and the passages and disputes of both."""
    evidence = [*above.evidence, *(one for one in below.evidence if one not in above.evidence)]
    return Item(
        words="",
        whose=above.whose,
        whose_address=above.whose_address,
        whose_kind=above.whose_kind,
        period=above.period,
        span=above.span,
        evidence=evidence,
        about=above.about,
        disagreements=list(dict.fromkeys([*above.disagreements, *below.disagreements])),
    )


def _worked_out(base: Item, found: Ratio, unit: str, language: str) -> Item:
    quantity = Quantity(found.value, unit, found.upper, found.qualifier)
    formula = _("derived: %(formula)s, rounded to %(digits)s significant digits")
    if not found.rounded:
        formula = _("derived: %(formula)s")
    return replace(
        base,
        words=quantity.words(language),
        value=found.value,
        upper=found.upper,
        unit=unit,
        qualifier=found.qualifier,
        detail=formula % {"formula": base.detail, "digits": found.digits},
    )


def _refused(base: Item, missing: str, why: str, language: str) -> Item:
    detail = _("not derived: %(formula)s") % {"formula": base.detail} if base.detail else ""
    return replace(base, words=f"{words.absent(missing, language)}: {why}", missing=missing, detail=detail)


def _why(found: NoRatio, scribe: Scribe, one: Printed, other: Printed) -> str:
    numerator, denominator = (scribe.name(entry.payload["indicator"]) for entry in (one, other))
    if found.why == "missing":
        absent = [entry for entry in (one, other) if entry.payload["value_missing"]]
        return words.listed(scribe.name(entry.payload["indicator"]) for entry in absent)
    said = {
        "zero": _("nothing can be divided by %(denominator)s, which is or may be 0"),
        "negative": _("%(denominator)s is below 0"),
        "turned": _("%(denominator)s is given from one side only (%(qualified)s), which would turn round in the ratio"),
        "mixed": _("%(numerator)s is given from one side only, and %(denominator)s is not one exact number"),
    }[found.why]
    qualified = quantity_of(other.payload).words(scribe.language)
    return said % {"numerator": numerator, "denominator": denominator, "qualified": qualified}


def _unpaired(scribe: Scribe, column: str, above: list[Printed], below: list[Printed]) -> Item:
    """What stands in place of a ratio whose parts are never of one period: each part with its periods."""
    base = _both(scribe.figure(above[0], column), scribe.figure(below[0], column))
    said = [
        f"{scribe.name(found[0].payload['indicator'])} ({words.listed(dict.fromkeys(_periods(scribe, found)))})"
        for found in (above, below)
    ]
    why = _("no two figures of one period: %(parts)s") % {"parts": " · ".join(said)}
    return _refused(replace(base, period="", span=None, derived=True), "unknown", why, scribe.language)


def _periods(scribe: Scribe, entries: Iterable[Printed]) -> list[str]:
    return [period_of(entry.payload).words(scribe.language) for entry in entries]
