"""What a person at the desk is to know first: what waits for them, what is theirs, what is doubtful, what others did.

The queries are a fixed few, however large the atlas is: of long lists only the first are read, and the rest counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, Subquery

from policyatlas.records.models import RECORDS, Disagreement

from . import all_nouns
from .all_nouns import Choice, Key, Row
from .contradictions import Contradiction, contradictions, open_disagreements
from .founder import NAME as FOUNDER
from .models import Event
from .readiness import Problem, without_evidence
from .states import works_alone

SHOWN = 10
# Of unfinished records, so many of those last changed are looked at for what they lack.
LOOKED_AT = 100
# Of the log, so many of the last events are read, to be told in so many lines.
EVENTS_READ = 150
LINES_TOLD = 15


@dataclass(frozen=True)
class Listed:
    """The first of several records, each with the event that says why (if any), and how many there are by noun."""

    rows: list[tuple[Row, Event | None]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def more(self) -> bool:
        """Whether not all of them are shown."""
        return self.number > len(self.rows)


@dataclass(frozen=True)
class Told:
    """One line of what somebody did: to one record, or the same to several of which `latest` is one."""

    latest: Event
    actions: list[str]
    reason: str
    number: int


def returned(person: AbstractBaseUser) -> Listed:
    """What `person` submitted and somebody returned, until it is submitted again; with the comments."""
    same = {"noun": OuterRef("noun"), "record_id": OuterRef("record_id")}
    later = Event.objects.filter(**same, pk__gt=OuterRef("pk"), action__in=("submit", "publish", "withdraw", "delete"))
    submitted = Event.objects.filter(**same, pk__lt=OuterRef("pk"), action="submit").order_by("-pk").values("by")[:1]
    events = (
        Event.objects.filter(action="return")
        .exclude(Exists(later))
        .annotate(submitter=Subquery(submitted))
        .filter(submitter=person.pk)
        .defer("snapshot")
        .select_related("by")
    )
    # Seldom more than a few: who has so many returned should hear of all of them.
    found: dict[Key, Event] = {}
    for event in events:
        found.setdefault((event.noun, event.record_id), event)
    known = all_nouns.named(found)
    shown = [(known[key], event) for key, event in found.items() if key in known]
    counts: dict[str, int] = defaultdict(int)
    for row, _ in shown:
        counts[row.noun] += 1
    return Listed(shown, dict(counts))


def for_review(person: AbstractBaseUser) -> Listed:
    """What others submitted and `person` may approve, the longest waiting first."""
    return _waiting(all_nouns.for_review_by(person, alone=works_alone(person)), "submit")


def for_publishing() -> Listed:
    """What was approved and waits for a publisher, the longest waiting first."""
    return _waiting(all_nouns.in_state("approved", "revision-approved"), "approve")


def mine(person: AbstractBaseUser) -> Listed:
    """What `person` wrote or submitted and readers do not see yet, the last changed first."""
    chosen = all_nouns.of(person)
    return Listed([(row, None) for row in all_nouns.rows(chosen, SHOWN)], all_nouns.counts(chosen))


def unlooked() -> Listed:
    """What is in print and nobody touched or looked at for a year, the oldest first."""
    chosen = all_nouns.unlooked
    shown = all_nouns.rows(chosen, SHOWN // 2, oldest_first=True)
    return Listed([(row, None) for row in shown], all_nouns.counts(chosen) if shown else {})


def _waiting(chosen: Choice, action: str) -> Listed:
    shown = all_nouns.rows(chosen, SHOWN, oldest_first=True)
    words = last_events((row.key for row in shown), action)
    return Listed([(row, words.get(row.key)) for row in shown], all_nouns.counts(chosen) if shown else {})


def last_events(keys: Iterable[Key], action: str) -> dict[Key, Event]:
    """The last event of this sort of each of several records, with the person; one query."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for noun, pk in keys:
        wanted[noun].append(pk)
    if not wanted:
        return {}
    which = Q()
    for noun, pks in wanted.items():
        which |= Q(noun=noun, record_id__in=pks)
    events = Event.objects.filter(which, action=action).defer("snapshot").select_related("by").order_by("pk")
    return {(event.noun, event.record_id): event for event in events}


@dataclass(frozen=True)
class Unfit:
    """What is unfinished, and what the first of it lack; `unseen` more were not looked at."""

    shown: list[tuple[Row, list[Problem]]]
    number: int
    unseen: int
    counts: dict[str, int]


def unfit() -> Unfit:
    """Unfinished records that lack evidence, the last changed first; what they refer to is not looked at."""
    counts = all_nouns.counts(all_nouns.unfinished)
    rows = all_nouns.rows(all_nouns.unfinished, LOOKED_AT) if counts else []
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        wanted[row.noun].append(row.pk)
    lacks: dict[Key, list[Problem]] = {}
    for model in RECORDS:
        noun = model._meta.model_name
        if noun in wanted:
            found = without_evidence(model.objects.filter(pk__in=wanted[noun]))
            lacks |= {(noun, record.pk): problems for record, problems in found.items()}
    lacking = [(row, lacks[row.key]) for row in rows if lacks.get(row.key)]
    return Unfit(lacking[:SHOWN], len(lacking), sum(counts.values()) - len(rows), counts)


@dataclass(frozen=True)
class Disputed:
    """Disagreements without an answer, and figures that differ; each with whether there are more than are shown."""

    disagreements: list[Disagreement]
    further: int
    figures: list[Contradiction]
    further_figures: bool


def disputed() -> Disputed:
    """Where sources disagree and the atlas does not yet say what it makes of it."""
    found = open_disagreements()
    shown = list(found[:SHOWN])
    figures, further_figures = contradictions(SHOWN)
    return Disputed(shown, found.count() - len(shown) if len(shown) == SHOWN else 0, figures, further_figures)


def by_colleagues(person: AbstractBaseUser) -> list[Told]:
    """What others did last, the newest first: all that one did to one record in a line, and runs of the same in one."""
    events = (
        Event.objects.exclude(by=person)
        .exclude(by__username=FOUNDER)
        .defer("snapshot")
        .select_related("by")
        .order_by("-pk")[:EVENTS_READ]
    )
    by_record: dict[tuple, list[Event]] = {}
    for event in events:
        by_record.setdefault((event.by_id, event.noun, event.record_id), []).append(event)
    lines: list[Told] = []
    for each in by_record.values():
        actions = list(dict.fromkeys(event.action for event in reversed(each)))
        reason = next((event.reason for event in each if event.reason), "")
        told = Told(each[0], actions, reason, 1)
        # Passages are added between other things: wherever they stand, they are told together.
        near = range(len(lines)) if told.latest.noun == "passage" else range(len(lines) - 1, len(lines))
        place = next((place for place in near if place >= 0 and _is_the_same(lines[place], told)), None)
        if place is None:
            lines.append(told)
        else:
            before = lines[place]
            lines[place] = Told(before.latest, before.actions, before.reason, before.number + 1)
    return lines[:LINES_TOLD]


def _is_the_same(one: Told, other: Told) -> bool:
    return (one.latest.by_id, one.latest.noun, one.actions, one.reason) == (
        other.latest.by_id,
        other.latest.noun,
        other.actions,
        other.reason,
    )
