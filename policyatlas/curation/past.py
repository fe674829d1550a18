"""The past of a record or passage as people read it: its events and what each changed, and two versions compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page
from django.db import models

from policyatlas.records.models import Passage, Record
from policyatlas.values.marking import Piece, marked

from .differences import Difference, Words, differences
from .history import log_of
from .models import Event
from .snapshots import Snapshot

# Shorter words are easier to read one after the other than marked.
_MARKED_FROM = 30


@dataclass(frozen=True)
class Change:
    """One field that differs: what it was and is in words; long texts also as one, in `pieces`."""

    name: str
    was: str
    now: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Group:
    """What differs in one place: the record itself (empty), or a part by its name, which was `added` or `removed`."""

    place: str
    how: str
    changes: list[Change]


@dataclass(frozen=True)
class Step:
    """One event, the version that it made, and what it changed.

    `kept` says whether the log knows the whole as it was then, and `unknown` whether it does not know what was before.
    """

    event: Event
    version: int | None
    kept: bool
    unknown: bool
    groups: list[Group]

    @property
    def begins(self) -> bool:
        """Whether nothing was there before it."""
        return self.event.action == "create"

    @property
    def fields(self) -> int:
        """How many fields it changed."""
        return sum(len(group.changes) for group in self.groups)


def steps(model: type[models.Model], key: int, page: Page) -> list[Step]:
    """The events of one `page` of the log of a record or passage, newest first; as many queries however many."""
    events = list(page.object_list)
    whole = [event for event in events if event.snapshot]
    before = None
    if page.has_next():
        before = log_of(model, key).filter(pk__lt=events[-1].pk, snapshot__isnull=False).first()
    words = Words(model, [event.snapshot for event in (*whole, before) if event])
    older = dict(zip(whole, [*whole[1:], before], strict=False))
    # Passages have no versions: theirs are their events, counted from the first.
    last = page.paginator.count - page.start_index() + 1
    numbers = [last - place if model is Passage else event.version for place, event in enumerate(events)]
    return [_step(model, event, number, older.get(event), words) for event, number in zip(events, numbers, strict=True)]


def said(
    model: type[models.Model], before: Snapshot | None, after: Snapshot | None, words: Words | None = None
) -> list[Group]:
    """How two snapshots differ, place by place; None is a record that is not there."""
    found = differences(model, before, after, words)
    return [
        Group(place, how, [_change(one) for one in several])
        for (_, place, how), several in groupby(found, lambda one: (one.part, one.place, one.how))
    ]


def names(model: type[Record] | type[Passage], events: Iterable[Event]) -> dict[Event, str]:
    """What a record or passage was called at each of several events; its slug where the log did not keep it whole."""
    events = list(events)
    words = Words(model, [event.snapshot for event in events if event.snapshot])
    return {
        event: str(words.row(model, event.snapshot["fields"])) if event.snapshot else event.slug for event in events
    }


def _step(model, event: Event, version: int | None, older: Event | None, words: Words) -> Step:
    kept = event.snapshot is not None
    begins = event.action == "create"
    unknown = kept and older is None and not begins
    groups = said(model, older.snapshot if older else None, event.snapshot, words) if kept and not unknown else []
    return Step(event, version, kept and event.action != "delete", unknown, groups)


def _change(one: Difference) -> Change:
    long = min(len(one.was), len(one.now)) and max(len(one.was), len(one.now)) >= _MARKED_FROM
    return Change(one.name, one.was, one.now, marked(one.was, one.now) if long else [])
