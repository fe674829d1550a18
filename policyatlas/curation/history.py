"""What the desk remembers of one record: its events, and whether readers have ever seen it."""

from django.db.models import QuerySet

from policyatlas.editions.models import Entry
from policyatlas.press.printing import origin
from policyatlas.records.models import Passage, Record

from .models import Event


def events_of(record: Record | Passage) -> QuerySet[Event]:
    """The events of `record` or of a passage, newest first, with the people."""
    return Event.objects.filter(noun=record._meta.model_name, record_id=record.pk).select_related("by")


def ever_published(record: Record) -> bool:
    """Whether `record` was ever in print: its address may then stand in somebody's paper."""
    # The log alone would do, but an address is permanent also where entries came from elsewhere than the verbs.
    return Entry.objects.filter(origin=origin(record)).exists() or events_of(record).filter(action="publish").exists()
