"""The verb that gives a record in print another address."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from policyatlas.curation.history import is_taken
from policyatlas.curation.refusals import Refused
from policyatlas.editions.stamps import wait_for_the_press
from policyatlas.press.printing import rename_record
from policyatlas.records.models import Record

from .steps import allow_verb, locked, move, need_reason, next_state


@transaction.atomic
def rename(record: Record, *, by: AbstractBaseUser, expected_version: int, slug: str, reason: str) -> Record:
    """Give a record in print the address `slug`, for a `reason` readers see; the old address leads to the new one.

    What is in print stays word for word, its address and the references to it apart; closed editions keep the old one.
    """
    allow_verb(by, "rename", record)
    need_reason(reason, "Give a reason: people who look for the old address will want to know why it changed.")
    stored = locked(record, expected_version)
    state = next_state("rename", stored)
    wait_for_the_press()
    _check_slug(stored, slug)
    rename_record(stored, slug, reason)
    said = f"{stored.slug} → {slug}: {reason}"
    stored.slug = slug
    try:
        return move("rename", record, stored, state, by, said, also=("slug",))
    except IntegrityError:
        # No lock keeps somebody else from giving the address to another record after it was found to be free.
        raise Refused(f"Somebody gave the address “{slug}” to another record meanwhile: choose another slug.") from None


def _check_slug(record: Record, slug: str) -> None:
    try:
        record._meta.get_field("slug").clean(slug, record)
    except ValidationError as error:
        raise Refused(*error.messages) from None
    if slug == record.slug:
        raise Refused(f"“{record}” has the address “{slug}” already: nothing was changed.")
    other = type(record)._base_manager.filter(slug=slug).exclude(pk=record.pk).first()
    if other is not None:
        raise Refused(f"“{other}” has the address “{slug}”: choose another slug.")
    if is_taken(record, slug):
        raise Refused(
            f"The address “{slug}” was that of another {record._meta.verbose_name}, and researchers may have cited it: "
            f"choose another slug."
        )
