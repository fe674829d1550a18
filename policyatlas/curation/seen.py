"""What somebody saw of a record or passage when they opened its form, and what happened to it since."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from policyatlas.records.models import Passage, Record
from policyatlas.values.typed import whole_number

from . import actions
from .history import events_of, snapshot_at
from .models import ACTION, Event
from .snapshots import Snapshot


@dataclass(frozen=True)
class Seen:
    """The `snapshot` of what was seen, None if the log does not reach back, and the events `since`, oldest first."""

    snapshot: Snapshot | None
    since: list[Event]


def token_name(thing: Record | Passage) -> str:
    """What a form calls the token that says what its person saw: a record has versions, a passage a fingerprint."""
    return "seen" if isinstance(thing, Passage) else "expected_version"


def token_of(thing: Record | Passage) -> str:
    """The token of `thing` as it is now."""
    return actions.fingerprint(thing) if isinstance(thing, Passage) else str(thing.version)


def is_stale(thing: Record | Passage, token: str) -> bool:
    """Whether `token` is of an earlier state of `thing`; nonsense is of none."""
    if isinstance(thing, Passage):
        return bool(token) and token != token_of(thing)
    version = whole_number(token)
    return version is not None and version < thing.version


def seen(thing: Record | Passage, token: str) -> Seen:
    """What there was when `token` was given out."""
    events = events_of(thing)
    if isinstance(thing, Passage):
        then = next((event for event in events if event.snapshot and _fingerprint(event.snapshot) == token), None)
        since = events.filter(pk__gt=then.pk) if then else events[:1]
        return Seen(then.snapshot if then else None, list(since)[::-1])
    return Seen(snapshot_at(thing, int(token)), list(events.filter(version__gt=int(token)))[::-1])


def happened(event: Event) -> str:
    """One event in words: “kenji saved version 3 at 14:10”."""
    verb = "saved" if event.action in ("create", "edit") else ACTION.label(event.action)
    what = f"version {event.version}" if event.version and verb == "saved" else "it"
    return f"{event.by} {verb} {what} at {clock(event.at)}"


def clock(moment: datetime) -> str:
    """The hour and minute, with the day if it was not today."""
    at = timezone.localtime(moment)
    return f"{at:%H:%M}" if at.date() == timezone.localdate() else f"{at:%H:%M on %Y-%m-%d}"


def _fingerprint(snapshot: Snapshot) -> str:
    fields = snapshot["fields"]
    known = {field.name: field.attname for field in Passage._meta.concrete_fields}
    return actions.fingerprint(Passage(**{known[name]: value for name, value in fields.items() if name in known}))
