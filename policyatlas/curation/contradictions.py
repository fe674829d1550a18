"""Where sources disagree and the atlas has not answered: open disagreements, and figures that nobody has compared."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from policyatlas.records.models import Disagreement, Observation
from policyatlas.records.models.indicators import SUBJECTS
from policyatlas.values.periods import year_span

# What figures must have in common to contradict each other. Periods that are only words are the same if the words are.
_SAME = ("indicator", *SUBJECTS, "period_start", "period_end", "fiscal_year", "words")


@dataclass(frozen=True)
class Contradiction:
    """Figures of one indicator, subject and period that differ; `about` says of what in words."""

    about: str
    figures: list[Observation]

    @property
    def first(self) -> Observation:
        """One of them, for what they have in common."""
        return self.figures[0]


def open_disagreements() -> QuerySet[Disagreement]:
    """Disagreements that have no resolution, or fewer than two positions (`sides`), the last changed first."""
    found = Disagreement.objects.exclude(status="withdrawn").annotate(sides=Count("positions"))
    return found.filter(Q(resolution="") | Q(sides__lt=2)).order_by("-updated_at", "pk")


def contradictions(most: int) -> tuple[list[Contradiction], bool]:
    """Figures that differ, none preferred and none named by a position; and whether there are more. Two queries."""
    figures = Observation.objects.exclude(status="withdrawn").annotate(
        words=Case(
            When(period_start=None, period_end=None, then=F("period_printed")),
            default=Value(""),
        )
    )
    groups = (
        figures.filter(value__isnull=False)
        .order_by()
        .values(*_SAME)
        .annotate(
            values=Count("value", distinct=True),
            ends=Count(Coalesce("upper_value", "value"), distinct=True),
            preferred=Count("pk", filter=Q(rank="preferred")),
            sides=Count("positions"),
        )
        .filter(Q(values__gt=1) | Q(ends__gt=1), preferred=0, sides=0)
        .order_by(*_SAME)
    )
    found = list(groups[: most + 1])
    if not found:
        return [], False
    # One condition for all of them, so that it is one query.
    wanted = reduce(or_, (_in(group) for group in found[:most]))
    by_group: dict[tuple, list[Observation]] = {}
    for figure in figures.filter(wanted, value__isnull=False).select_related("indicator", *SUBJECTS).order_by("value"):
        by_group.setdefault(tuple(getattr(figure, _column(name)) for name in _SAME), []).append(figure)
    return [Contradiction(_about(figures[0]), figures) for figures in by_group.values()], len(found) > most


def _in(group: dict) -> Q:
    known = {name: group[name] for name in _SAME if group[name] is not None}
    return Q(**known, **{f"{name}__isnull": True for name in _SAME if name not in known})


def _column(name: str) -> str:
    return f"{name}_id" if name in ("indicator", *SUBJECTS) else name


def _about(figure: Observation) -> str:
    years = figure.period_printed or year_span(figure.period_start, figure.period_end)
    when = f", {years}" if years else ""
    return f"{figure.indicator.name_en}: {figure.subject}{when}"
