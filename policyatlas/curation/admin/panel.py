"""The panel above the form of a record: its state, what is missing, what a reviewer wrote, and what happened last."""

from policyatlas.curation import actions
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.readiness import problems
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Record
from policyatlas.records.models.base import EDITABLE, IN_PRINT
from policyatlas.values.kinds import KINDS

_STATES = {
    "draft": "Readers do not see it.",
    "submitted": "Readers do not see it. It waits for a reviewer, and is locked until then. Press “Revise” to take it "
    "back.",
    "approved": "Readers do not see it yet: a reviewer has approved it, and it waits for a publisher. Press “Revise” "
    "to work on it once more; it must be approved again then.",
    "published": "In print, and locked. Press “Revise” to change it: readers keep what is in print until you publish "
    "again.",
    "revising": "In print, and open for editing. Readers see what was last published; your changes reach them when you "
    "publish again.",
    "revision-submitted": "In print as it was last published. Its revision waits for a reviewer, and is locked until "
    "then. Press “Revise” to take it back.",
    "revision-approved": "In print as it was last published. A reviewer has approved its revision, and it waits for a "
    "publisher. Press “Revise” to work on it once more; it must be approved again then.",
    "withdrawn": "Out of print, and locked. Its address tells readers what became of it. Press “Revise” to work on it "
    "as a draft.",
}
EVENTS_SHOWN = 8


def public_address(record: Record) -> str:
    """Where readers find `record`; empty while it is not in print."""
    return f"/{KINDS[kind_of(record)].address}/{record.slug}/" if record.status in IN_PRINT else ""


def panel(record: Record, person) -> dict:
    """What the panel of `record` shows to `person`."""
    waiting = record.status not in ("published", "withdrawn")
    events = list(events_of(record)[:EVENTS_SHOWN])
    return {
        "record": record,
        "state": _STATES[record.status],
        "verbs": actions.possible(record, person),
        "waiting": waiting,
        "problems": problems(record) if waiting else [],
        "events": events,
        "returned": _returned(record, events),
        "address": public_address(record),
    }


def _returned(record: Record, events: list[Event]) -> Event | None:
    """With which comment the record was returned, until it is submitted again."""
    if record.status not in EDITABLE:
        return None
    last = next((event for event in events if event.action in ("submit", "return", "publish")), None)
    return last if last is not None and last.action == "return" else None
