"""Whether every import was written or undone as a whole, or not at all."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from policyatlas.curation.models import ChangeSet, Event, PlannedRow


def plans() -> Iterator[str]:
    """That nothing was written of an import that is only planned."""
    rows = PlannedRow.objects.filter(change_set=OuterRef("pk"), version__isnull=False)
    events = Event.objects.filter(change_set=OuterRef("pk"))
    planned = ChangeSet.objects.filter(state="planned")
    for change_set in planned.filter(Exists(rows) | Exists(events)).order_by("pk"):
        yield f"{change_set} is only planned, and something of it was written."


def written() -> Iterator[str]:
    """That every row of an import that was written has its record, version and event."""
    told = Event.objects.filter(
        change_set=OuterRef("change_set"),
        noun=OuterRef("change_set__noun"),
        record_id=OuterRef("record_id"),
        version=OuterRef("version"),
        action__in=("create", "edit"),
    )
    rows = PlannedRow.objects.filter(change_set__state__in=("applied", "undone"), outcome__in=("new", "changed"))
    for row in rows.exclude(Exists(told)).select_related("change_set").order_by("pk").iterator():
        yield f"{row.change_set} is written, but not its row for “{row.slug}”."


def undone() -> Iterator[str]:
    """That every row of an import that was undone has been put back or removed; and of no other import any."""
    back = Event.objects.filter(change_set=OuterRef("pk"), action__in=("restore", "delete"))
    for change_set in ChangeSet.objects.filter(Exists(back)).exclude(state="undone").order_by("pk"):
        yield f"{change_set} is not undone, and something of it was put back."
    told = Event.objects.filter(
        change_set=OuterRef("change_set"),
        noun=OuterRef("change_set__noun"),
        record_id=OuterRef("record_id"),
        action__in=("restore", "delete"),
    )
    rows = PlannedRow.objects.filter(change_set__state="undone", outcome__in=("new", "changed"))
    for row in rows.exclude(Exists(told)).select_related("change_set").order_by("pk").iterator():
        yield f"{row.change_set} is undone, but not its row for “{row.slug}”."


def people() -> Iterator[str]:
    """That every import says when and by whom it was written and undone, as far as it was."""
    known = {
        "planned": (False, False),
        "applied": (True, False),
        "undone": (True, True),
    }
    for change_set in ChangeSet.objects.order_by("pk").iterator():
        written = change_set.applied_at is not None and change_set.applied_by_id is not None
        undone = change_set.undone_at is not None and change_set.undone_by_id is not None
        if (written, undone) != known[change_set.state]:
            yield f"{change_set} is “{change_set.state}” and does not say when and by whom."
