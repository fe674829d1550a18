"""Telling states of what is in print apart: whoever keeps something made of entries asks here whether it still holds.

A number alone would not do: a preview prints and rolls back, and the next one to print would get the same number.
"""

import secrets
import time
from collections.abc import Iterable

from django.db import connection, transaction

from .models import Edition, Movement, Stamp
from .watching import LEASES

# How many stamps remember what came and went with them; whoever is further behind reads everything anew.
KEPT = 1000
# Throwing old ones away costs as much as a stamp, so it is done now and then.
_NOW_AND_THEN = 100


def current() -> Stamp:
    """The stamp of what is in print; one query. Of number 0 where nothing was ever printed."""
    return Stamp.objects.order_by("-number").first() or Stamp(number=0)


def wait_for_the_press() -> None:
    """Wait until nobody else prints; from then on others wait, until the transaction ends."""
    # One at a time: whoever prints must not write into an edition that is being closed, nor refer to an entry that is
    # being taken out. The first edition's row serves as the key, because it always exists and never closes again.
    Edition.objects.select_for_update(no_key=True).earliest("number")


@transaction.atomic(savepoint=False)
def advance(came: Iterable[int] = (), gone: Iterable[int] = ()) -> Stamp:
    """Say that what is in print has changed, and by which entries (primary keys) that `came` and that are `gone`.

    Called in the transaction of the change. An entry that is found by other words from now on counts as one that came.
    """
    # One after the other, also for those who print without having waited for the press.
    wait_for_the_press()
    stamp = Stamp.objects.create(number=current().number + 1, token=secrets.token_hex(8))
    came = set(came)
    moved = [Movement(stamp=stamp, entry=entry) for entry in came]
    moved += [Movement(stamp=stamp, entry=entry, gone=True) for entry in set(gone) - came]
    Movement.objects.bulk_create(moved)
    # Nobody hears that something is printed before every process knows it (`watching.LEASES`).
    if lease := LEASES[connection.vendor]:
        transaction.on_commit(lambda: time.sleep(lease))
    if stamp.number % _NOW_AND_THEN == 0:
        Stamp.objects.filter(number__lte=stamp.number - KEPT).delete()
    return stamp


def since(stamp: Stamp) -> tuple[set[int], set[int]] | None:
    """The entries that came and that are gone since `stamp`; None where that is not known any more. Two queries."""
    if not Stamp.objects.filter(number=stamp.number, token=stamp.token).exists():
        return None
    came, gone = set(), set()
    moved = Movement.objects.filter(stamp__gt=stamp.number).order_by("stamp")
    for entry, went in moved.values_list("entry", "gone"):
        (gone if went else came).add(entry)
        (came if went else gone).discard(entry)
    return came, gone
