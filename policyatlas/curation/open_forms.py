"""Who has which form open: written whenever a form gives a sign of life, and forgotten two minutes after the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from policyatlas.records.models import Passage, Record

from .models import OpenForm

STALE = timedelta(minutes=2)
# While somebody writes much, nobody is kept from a form for the sake of a courtesy.
_PATIENCE = 200  # Milliseconds.


def open_form(thing: Record | Passage, person: AbstractBaseUser, *, anew: bool = False) -> OpenForm | None:
    """Note that `person` has the form of `thing` open now; None if the database is busy.

    It is opened `anew` by each page that shows it: one that is left a moment later, as when a page is loaded again,
    does not close it then.
    """
    now = timezone.now()
    with _briefly():
        OpenForm.objects.filter(seen_at__lt=now - STALE).delete()
        OpenForm.objects.bulk_create(
            [OpenForm(**_of(thing), person=person, opened_at=now, seen_at=now)],
            update_conflicts=True,
            unique_fields=["noun", "record_id", "person"],
            update_fields=["opened_at", "seen_at"] if anew else ["seen_at"],
        )
    return OpenForm.objects.filter(**_of(thing), person=person).first()


def left(thing: Record | Passage, person: AbstractBaseUser, opened_at: datetime | None = None) -> None:
    """Note that `person` has left the form; one opened later than `opened_at` stays."""
    gone = OpenForm.objects.filter(**_of(thing), person=person)
    with _briefly():
        (gone.filter(opened_at__lte=opened_at) if opened_at else gone).delete()


def others(thing: Record | Passage, person: AbstractBaseUser) -> QuerySet[OpenForm]:
    """The forms of `thing` that others have open, longest first."""
    alive = OpenForm.objects.filter(**_of(thing), seen_at__gte=timezone.now() - STALE)
    return alive.exclude(person=person).select_related("person")


def _of(thing: Record | Passage) -> dict:
    return {"noun": thing._meta.model_name, "record_id": thing.pk}


@contextmanager
def _briefly() -> Iterator[None]:
    """Gives up soon where another writer is at work, as an import may be for a minute."""
    is_sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
    if is_sqlite:
        _wait(_PATIENCE)
    try:
        yield
    except OperationalError:
        return
    finally:
        if is_sqlite:
            _wait(int(connection.settings_dict["OPTIONS"]["timeout"] * 1000))


def _wait(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
