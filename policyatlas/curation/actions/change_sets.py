"""The verbs that keep what the desk knows of an import: its plan, that it was written, and that it was undone."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from policyatlas.curation.models import ChangeSet, PlannedRow
from policyatlas.curation.refusals import NotAllowed, WrongState

from .many import Past
from .wholes import BATCH


@transaction.atomic
def keep_plan(change_set: ChangeSet, rows: Sequence[PlannedRow], *, by: AbstractBaseUser) -> ChangeSet:
    """Keep the plan of an import with its rows; a newer plan of the same import takes the place of the older one."""
    if not any(by.has_perm(f"records.{verb}_{change_set.noun}") for verb in ("add", "change")):
        raise NotAllowed("You may not import such records. Ask an administrator for the right to add or change them.")
    if change_set.pk is not None:
        stage(change_set, "planned")
        change_set.rows.all().delete()
    else:
        change_set.by = by
    change_set.save()
    for row in rows:
        row.change_set = change_set
    PlannedRow.objects.bulk_create(rows, BATCH)
    return change_set


def stage(change_set: ChangeSet, state: str) -> ChangeSet:
    """The import as stored, kept from others until the verb is done; refused unless it is in that state."""
    stored = ChangeSet.objects.select_for_update(no_key=True).filter(pk=change_set.pk).first()
    if stored is None or stored.state != state:
        said = {"planned": "has not been written yet", "applied": "is written already", "undone": "is undone already"}
        raise WrongState(f"“{change_set}” {said[stored.state] if stored else 'is gone'}. Nothing was done.")
    return stored


@transaction.atomic
def note_applied(
    change_set: ChangeSet, written: Mapping[str, tuple[int, int]], past: Mapping[int, Past], *, by: AbstractBaseUser
) -> None:
    """Keep which records were written, by slug as `(primary key, version)`, and what each was before."""
    rows = list(change_set.rows.filter(outcome__in=("new", "changed")))
    for row in rows:
        row.record_id, row.version = written[row.slug]
        before = past.get(row.record_id)
        row.before = before and {"status": before.status, "snapshot": before.snapshot}
    fields = ["record_id", "version", "before"]
    PlannedRow.objects.bulk_create(rows, BATCH, update_conflicts=True, update_fields=fields, unique_fields=["pk"])
    change_set.state, change_set.applied_at, change_set.applied_by = "applied", timezone.now(), by
    change_set.save(update_fields=["state", "applied_at", "applied_by"])


@transaction.atomic
def note_undone(change_set: ChangeSet, *, by: AbstractBaseUser) -> None:
    """Keep that an import was undone."""
    change_set.state, change_set.undone_at, change_set.undone_by = "undone", timezone.now(), by
    change_set.save(update_fields=["state", "undone_at", "undone_by"])
