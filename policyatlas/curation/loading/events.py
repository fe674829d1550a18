"""Loads the dated events that no policy owns."""

from policyatlas.records.models import ContextEvent, ContextEventCitation, Place

from .nouns import load
from .rows import Row
from .run import Draft, Part, Run, further_passages


def load_events(run: Run) -> None:
    """The rows of timeline.csv without a policy."""
    rows = [row for row in run.rows["timeline"] if not row["policy_slug"]]
    load(run, ContextEvent, rows, _event, attached=[further_passages("timeline", ContextEventCitation)])


def _event(run: Run, row: Row) -> Draft:
    event = ContextEvent(
        slug=row["slug"],
        kind=row["kind"],
        title_en=row["event"],
        year=row.whole("year"),
        end_year=row.whole("end_year"),
        place=run.perhaps(Place, row["place_slug"]),
    )
    return Draft(event, [Part(ContextEventCitation(record=event), row)])
