"""The verbs by which others look at a record: submitting, approving and returning it; and saying it still holds."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from policyatlas.curation.history import worked_on_since_print
from policyatlas.curation.refusals import NotAllowed, Refused
from policyatlas.curation.states import works_alone
from policyatlas.records.models import Record

from .steps import allow_verb, locked, log, move, next_state


@transaction.atomic
def submit(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Hand a draft or a revision to the reviewers; until they answer, or somebody takes it back, nobody writes into it.

    What it still lacks does not keep it from being submitted: a reviewer may know what its author does not.
    """
    allow_verb(by, "submit", record)
    stored = locked(record, expected_version)
    return move("submit", record, stored, next_state("submit", stored), by, reason)


@transaction.atomic
def approve(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Say that what was submitted may be published; refused to whoever wrote or submitted any of it."""
    allow_verb(by, "approve", record)
    stored = locked(record, expected_version)
    state = next_state("approve", stored)
    if not works_alone(by) and by.pk in worked_on_since_print(stored):
        raise NotAllowed(f"You have worked on “{stored}” yourself: somebody else must approve it.")
    return move("approve", record, stored, state, by, reason)


@transaction.atomic
def return_(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str) -> Record:
    """Give what was submitted or approved back to its author, with a comment that says what is to be done."""
    allow_verb(by, "return", record)
    if not reason.strip():
        raise Refused("Say what is to be changed: the author sees your comment above the form.")
    stored = locked(record, expected_version)
    return move("return", record, stored, next_state("return", stored), by, reason)


@transaction.atomic
def look_over(record: Record, *, by: AbstractBaseUser, expected_version: int, reason: str = "") -> Record:
    """Log that what is in print was looked at and is still right; neither its state nor its version changes."""
    allow_verb(by, "look", record)
    stored = locked(record, expected_version)
    next_state("look", stored)
    log("look", stored, by, reason, changed=False)
    return record
