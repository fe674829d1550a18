"""The lanes of the chart of years: each programme, its stages, and the dated events in it."""

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.public.charts.shapes import Chart
from policyatlas.public.charts.stages import Lane, Span, stage_chart

from .gathering import Printed
from .programme_gathering import Gathered
from .rows import UNREPORTED


def chart(gathered: Gathered) -> Chart | None:
    """The chart of the years of the programmes and of what is in them; None where nothing has a year."""
    scribe = gathered.scribe
    lanes = [
        Lane(
            scribe.title(entry),
            [
                _policy(_("As a whole"), entry, scribe.language),
                *(_policy(scribe.title(stage), stage, scribe.language) for stage in gathered.stages[column]),
                *(_event(stage, scribe.language) for stage in entry.payload["stages"]),
            ],
        )
        for entry, column in zip(gathered.subjects, gathered.columns, strict=True)
    ]
    return stage_chart(_("The years of the programmes, their stages and events"), lanes)


def _policy(name: str, policy: Printed, language: str) -> Span:
    data = policy.payload
    start, end = data["start_year"], data["end_year"]
    absent = {end: words.absent(data["missing"].get(f"{end}_year", UNREPORTED), language) for end in ("start", "end")}
    said = words.years(start, end, language)
    if not said:
        return Span(name, _("years %(missing)s") % {"missing": absent["start"]})
    if not end:
        said = _("%(years)s; end %(missing)s") % {"years": said, "missing": absent["end"]}
    elif not start:
        said = _("%(years)s; start %(missing)s") % {"years": said, "missing": absent["start"]}
    return Span(name, said, start, end)


def _event(stage: dict, language: str) -> Span:
    """A dated event; one without an end year happened in one year."""
    year, end = stage["year"], stage["end_year"] or stage["year"]
    said = words.years(year, end, language) or _("years %(missing)s") % {"missing": words.absent(UNREPORTED, language)}
    return Span(words.pick(stage["title"], language), said, year, end, event=True)
