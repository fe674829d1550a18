"""The verbs that publish: one record, or many of one noun with the queries of a few."""

from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from policyatlas.curation.flags import passages_of
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.readiness import gaps_of, unfound
from policyatlas.curation.refusals import NotFit, Refused
from policyatlas.curation.states import works_alone
from policyatlas.editions.payloads import Address
from policyatlas.editions.stamps import wait_for_the_press
from policyatlas.editions.writing import Sheet
from policyatlas.press.fetching import fetch
from policyatlas.press.printing import print_records, sheets, targets
from policyatlas.records.models import Record

from .steps import allow_verb, as_seen, next_state

# So many records and their entries are in memory at a time.
BATCH = 200


@transaction.atomic
def publish(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Print the record as it is stored; readers see it at once. Refused unless it is fit to print."""
    allow_verb(by, "publish", record)
    for refusal in _Pressrun(type(record), by, reason).publish([(record, expected_version)]).values():
        raise refusal
    return record


@transaction.atomic
def publish_many(records: Sequence[Record], *, by: AbstractBaseUser, reason: str = "") -> dict[Record, Refused]:
    """Print those of `records`, all of one noun, that are fit, each at the version in hand; why the others are not.

    They are printed in their order, exactly as one after the other: what refers to a later one is refused, and may be
    asked for again.
    """
    refused: dict[Record, Refused] = {}
    for begin in range(0, len(records), BATCH):
        batch = records[begin : begin + BATCH]
        allow_verb(by, "publish", batch[0])
        pressrun = _Pressrun(type(batch[0]), by, reason)
        refused |= pressrun.publish([(record, record.version) for record in batch])
    return refused


class _Pressrun:
    """One batch on its way into print."""

    def __init__(self, model: type[Record], by: AbstractBaseUser, reason: str):
        self.model, self.by, self.reason = model, by, reason
        self.alone = works_alone(by)
        self.refused: dict[Record, Refused] = {}
        # Of those set but not printed yet: the caller's record, the stored one and its sheets.
        self._set: list[tuple[Record, Record, list[Sheet]]] = []

    def publish(self, wanted: Sequence[tuple[Record, int]]) -> dict[Record, Refused]:
        """Print what is fit of `wanted`, records with the versions that were seen; why the others are not."""
        ready = list(self._ready(wanted))
        wait_for_the_press()
        fetch([stored for _, stored in ready])
        gaps = gaps_of([stored for _, stored in ready])
        before: set[Address] = set()
        for record, stored in ready:
            # The press cannot set a record with gaps.
            if gaps[stored]:
                self.refused[record] = NotFit(*(problem.sentence for problem in gaps[stored]))
                continue
            printed = sheets(stored)
            if before & targets(printed):
                # How it calls what it names, and whether it may name it, is known when that has been printed.
                self._print()
                stored = self.model._base_manager.get(pk=stored.pk)
                printed = sheets(stored)
            before |= {sheet.address for sheet in printed}
            self._set.append((record, stored, printed))
        self._print()
        return self.refused

    def _ready(self, wanted: Sequence[tuple[Record, int]]) -> Iterator[tuple[Record, Record]]:
        """Those that are as they were seen, and in a state from which they may go into print; kept from others."""
        rows = self.model._base_manager.select_for_update(no_key=True).order_by("pk")
        found = {row.pk: row for row in rows.filter(pk__in=[record.pk for record, _ in wanted])}
        for record, version in wanted:
            try:
                stored = as_seen(record, found.get(record.pk), version)
                next_state("publish", stored, alone=self.alone)
            except Refused as refusal:
                self.refused[record] = refusal
            else:
                yield record, stored

    def _print(self) -> None:
        """Print what has been set, unless it names what readers cannot find."""
        absent = unfound([(stored, printed) for _, stored, printed in self._set])
        fit: list[tuple[Record, Record, list[Sheet]]] = []
        for record, stored, printed in self._set:
            if problems := absent.get(stored):
                self.refused[record] = NotFit(*(problem.sentence for problem in problems))
            elif refusal := None if self.alone else _changed_passages(stored):
                # Asked once the sheets are set: whatever is changed from here on is not on them.
                self.refused[record] = refusal
            else:
                fit.append((record, stored, printed))
        self._set = []
        if fit:
            print_records([(stored, printed) for _, stored, printed in fit], self.reason)
            self._note(fit)

    def _note(self, fit: Iterable[tuple[Record, Record, list[Sheet]]]) -> None:
        """Save their new state, log it, and tell the callers' records."""
        now, keys = timezone.now(), [stored.pk for _, stored, _ in fit]
        self.model._base_manager.filter(pk__in=keys).update(
            status="published", version=F("version") + 1, updated_at=now, updated_by=self.by
        )
        for record, stored, _ in fit:
            record.status, record.version = "published", stored.version + 1
            record.updated_at, record.updated_by = now, self.by
        Event.objects.bulk_create(
            Event(
                by=self.by,
                action="publish",
                noun=self.model._meta.model_name,
                record_id=stored.pk,
                slug=stored.slug,
                version=stored.version + 1,
                reason=self.reason,
            )
            for _, stored, _ in fit
        )


def _changed_passages(record: Record) -> Refused | None:
    """Why not, if a passage that `record` rests on has other words than when it was approved; they have no states."""
    approval = events_of(record).filter(action="approve").only("pk", "by").first()
    # What a merging led to another source says what it said.
    later = Event.objects.filter(
        noun="passage", action__in=("edit", "restore"), because_of=None, pk__gt=approval.pk if approval else 0
    )
    changed = later.filter(record_id__in=passages_of(record).values("pk")).select_related("by").defer("snapshot")
    if not changed:
        return None
    said = "; ".join(sorted({f"{event.by} changed one of “{event.slug}”" for event in changed}))
    return Refused(
        f"A passage that “{record}” rests on was changed after it was approved ({said}): press “Revise” or have it "
        f"returned, and have it approved again."
    )
