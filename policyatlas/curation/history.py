"""What the desk remembers of one record: its events, whether readers ever saw it, and which addresses are taken."""

from collections.abc import Sequence

from django.db.models import Max, QuerySet

from policyatlas.editions.addresses import among
from policyatlas.editions.models import Entry, Forwarding
from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import origin
from policyatlas.records.models import Passage, Record

from .flags import passages_of
from .models import Event
from .snapshots import Snapshot


def events_of(record: Record | Passage) -> QuerySet[Event]:
    """The events of `record` or of a passage, newest first, with the people."""
    return log_of(type(record), record.pk)


def log_of(model: type[Record] | type[Passage], key: int) -> QuerySet[Event]:
    """The same by primary key, for what may have been deleted."""
    return Event.objects.filter(noun=model._meta.model_name, record_id=key).select_related("by")


def ever_published(record: Record) -> bool:
    """Whether `record` was ever in print: its address may then stand in somebody's paper."""
    # The log alone would do, but an address is permanent also where entries came from elsewhere than the verbs.
    return Entry.objects.filter(origin=origin(record)).exists() or events_of(record).filter(action="publish").exists()


def worked_on_since_print(record: Record) -> set[int]:
    """The primary keys of the people who wrote or submitted what has changed since `record` was last published.

    Whoever changed a passage on which it rests has written it too.
    """
    events = Event.objects.filter(noun=record._meta.model_name, record_id=record.pk)
    last = events.filter(action="publish").order_by("pk").last()
    # Who merged what it names has not worked on it.
    events = events.filter(because_of=None)
    since = last.pk if last else 0
    work = events.filter(action__in=("create", "edit", "restore", "submit"), pk__gt=since)
    quoting = Event.objects.filter(noun="passage", action__in=("edit", "restore"), because_of=None, pk__gt=since)
    work |= quoting.filter(record_id__in=passages_of(record).values("pk"))
    return set(work.order_by().values_list("by", flat=True).distinct())


def merger_of(record: Record) -> Event | None:
    """The event by which `record` was merged into another one, if that is why it is out of print."""
    moved = events_of(record).filter(action__in=("publish", "revise", "withdraw", "merge", "unmerge")).first()
    return moved if moved and moved.action == "merge" else None


def snapshot_at(thing: Record | Passage, version: int) -> Snapshot | None:
    """The whole of a record or passage as it was at `version`; None if the log does not reach back so far.

    Passages have no versions: theirs are their events, counted from 1.
    """
    return snapshot_in_log(type(thing), thing.pk, version)


def snapshot_in_log(model: type[Record] | type[Passage], key: int, version: int) -> Snapshot | None:
    """The same by primary key, for what may have been deleted."""
    events = log_of(model, key)
    if model is Passage:
        kept = events.order_by("pk")[version - 1 : version].first() if version >= 1 else None
    else:
        kept = events.filter(version__lte=version, snapshot__isnull=False).first()
    return kept.snapshot if kept else None


def deletions(model: type[Record] | type[Passage]) -> QuerySet[Event]:
    """The events by which what is deleted now was deleted, newest first, with the people."""
    last = Event.objects.filter(noun=model._meta.model_name).order_by().values("record_id").annotate(last=Max("pk"))
    found = Event.objects.filter(pk__in=last.values("last"), action="delete").select_related("by")
    # Nothing but the verbs deletes anything; a row that is there all the same is not deleted.
    return found.exclude(record_id__in=model._base_manager.values("pk"))


def is_taken(record: Record, slug: str) -> bool:
    """Whether another record of its kind was ever in print under `slug`, in whatever edition."""
    address = kind_of(record), slug
    if Entry.objects.filter(kind=address[0], slug=slug).exclude(origin=origin(record)).exists():
        return True
    # What was renamed before its first edition closed has left no entry at its old address.
    if not Forwarding.objects.filter(kind=address[0], slug=slug).exists():
        return False
    return Reading.now().forwarding(*address) != (address[0], record.slug)


def perhaps_taken(records: Sequence[Record]) -> list[Record]:
    """Those of several records whose address somebody else may have; `is_taken` knows. Two queries for all of them."""
    addresses = {(kind_of(record), record.slug): record for record in records}
    printed = Entry.objects.order_by().filter(among(addresses)).values_list("kind", "slug", "origin").distinct()
    asked = {(kind, slug) for kind, slug, where in printed if where != origin(addresses[kind, slug])}
    asked |= set(Forwarding.objects.order_by().filter(among(addresses)).values_list("kind", "slug"))
    return [record for address, record in addresses.items() if address in asked]


def former_addresses() -> dict[Address, Address]:
    """Every `(kind, slug)` that was given up by renaming or merging, with the one to which it leads now."""
    return Reading.now().moved(Forwarding.objects.order_by().values_list("kind", "slug"))
