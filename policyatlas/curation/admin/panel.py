"""The panel above the form of a record: its state, what is missing, what a reviewer wrote, and what happened last."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.flags import flags
from policyatlas.curation.history import events_of, snapshot_at, worked_on_since_print
from policyatlas.curation.models import Event
from policyatlas.curation.past import Group, said
from policyatlas.curation.readiness import problems
from policyatlas.curation.snapshots import snapshot
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
# Nobody writes into these: they wait for a reviewer or a publisher.
UNDER_REVIEW = ("submitted", "approved", "revision-submitted", "revision-approved")
EVENTS_SHOWN = 8
DIFFERENCES_SHOWN = 12


def public_address(record: Record) -> str:
    """Where readers find `record`; empty while it is not in print."""
    return f"/{KINDS[kind_of(record)].address}/{record.slug}/" if record.status in IN_PRINT else ""


def panel(record: Record, person, *, alone: bool) -> dict:
    """What the panel of `record` shows to `person`."""
    waiting = record.status not in ("published", "withdrawn")
    verbs = actions.possible(record, person)
    events = list(events_of(record).defer("snapshot", "moved")[:EVENTS_SHOWN])
    return {
        "record": record,
        "state": _STATES[record.status],
        "verbs": verbs,
        "waiting": waiting,
        "problems": problems(record) if waiting else [],
        "flags": flags(record) if waiting else [],
        "events": events,
        "returned": _returned(record, events),
        "address": public_address(record),
        "review": review(record) if record.status in UNDER_REVIEW else None,
        "buttons": _buttons(record, verbs),
        "asks": _asks(record, verbs, alone=alone),
    }


def _returned(record: Record, events: list[Event]) -> Event | None:
    """With which comment the record was returned, until it is submitted again."""
    if record.status not in EDITABLE:
        return None
    last = next((event for event in events if event.action in ("submit", "return", "publish")), None)
    return last if last is not None and last.action == "return" else None


@dataclass(frozen=True)
class Button:
    """A button of a record that is locked; one that `asks` leads to a page that asks for what the verb needs."""

    name: str
    address: str
    looks: str
    asks: bool


# In the order in which they stand: the first that is possible is what one usually presses.
_BUTTONS = (
    ("approve", "Approve", False),
    ("return", "Return…", True),
    ("publish", "Publish", False),
    ("revise", "Revise", False),
    ("look", "Still right", False),
    ("withdraw", "Withdraw…", True),
)


def _buttons(record: Record, verbs: list[str]) -> list[Button]:
    meta = record._meta
    possible = [button for button in _BUTTONS if button[0] in verbs]
    if record.status != "published":
        # Whoever revises it is looking at it anyhow.
        possible = [button for button in possible if button[0] != "look"]
    if "publish" in verbs:
        # What waits for a publisher is published more often than returned.
        possible.sort(key=lambda button: button[0] != "publish")
    return [
        Button(
            name,
            reverse(f"admin:{meta.app_label}_{meta.model_name}_{verb}", args=[record.pk]),
            "desk-withdraw" if verb == "withdraw" else "" if place else "default",
            asks,
        )
        for place, (verb, name, asks) in enumerate(possible)
    ]


@dataclass(frozen=True)
class Review:
    """What a reviewer needs: who wrote and submitted it, in which words, and what changed since it was in print.

    `printed` is the event that last published it, None if it was never in print; then all of it is new.
    """

    submitted: Event | None
    approved: Event | None
    writers: str
    printed: Event | None
    shown: list[Group]
    folded: list[Group]

    @property
    def number(self) -> int:
        """How many fields changed."""
        return _changes(self.shown) + self.further

    @property
    def further(self) -> int:
        """How many of them are folded."""
        return _changes(self.folded)


def review(record: Record) -> Review:
    """What is to be reviewed of a submitted record."""
    events = events_of(record).defer("snapshot")
    printed = events.filter(action="publish").first()
    since = events.filter(pk__gt=printed.pk if printed else 0)
    changed: list[Group] = []
    if printed is not None and printed.version is not None:
        changed = said(type(record), snapshot_at(record, printed.version), snapshot(record))
    # Whole places are shown, as many as have so few changes together; always the first.
    most = max((n for n in range(len(changed) + 1) if _changes(changed[:n]) <= DIFFERENCES_SHOWN), default=0) or 1
    people = User.objects.filter(pk__in=worked_on_since_print(record)).order_by("username")
    return Review(
        since.filter(action="submit").first(),
        since.filter(action="approve").first() if record.status.endswith("approved") else None,
        ", ".join(person.get_username() for person in people),
        printed,
        changed[:most],
        changed[most:],
    )


def _changes(groups: list[Group]) -> int:
    return sum(len(group.changes) for group in groups)


def _asks(record: Record, verbs: list[str], *, alone: bool) -> dict[str, str] | None:
    """Which words go with the next button: those to the reviewer, or those that readers see; None if none do."""
    if "submit" in verbs and not (alone and "publish" in verbs):
        return {
            "label": "Words for the reviewer",
            "help": "If you submit it now: what is new, and what you are unsure of: “Please check the translation of "
            "the title.”",
        }
    if "publish" in verbs and record.status in IN_PRINT:
        return {
            "label": "Reason",
            "help": "What changed and why, if you publish it now; readers see it beside what changed: “The budget is "
            "for 2005, not for 2004.”",
        }
    return None
