"""The verbs for editions: closing the open one, and saying what is wrong in a closed one."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from policyatlas.curation.refusals import Refused, Stale
from policyatlas.editions import writing
from policyatlas.editions.models import Edition, Erratum
from policyatlas.editions.reading import Reading
from policyatlas.editions.stamps import wait_for_the_press

from .steps import allow, log_edition


@transaction.atomic
def close_edition(*, by: AbstractBaseUser, label: str, notes: str = "", seen: str = "") -> Edition:
    """Close the open edition for ever under `label`, such as `2026.1`, and open the next one.

    `seen` is the digest of what the person was shown as its content; if something was printed since, it is refused.
    """
    allow(by, "curation.close_editions", "close editions")
    # Figures of the Japanese keyboard are another label, which nobody could tell from this one.
    if not re.fullmatch(r"[0-9]{4}\.[0-9]{1,4}", label):
        raise Refused(f"“{label}” is no label: write the year, a full stop and a number, such as 2026.1.")
    wait_for_the_press()
    if Edition.objects.filter(label=label).exists():
        raise Refused(f"There already is an edition {label}: choose another label.")
    if seen and seen != writing.edition_digest(Edition.objects.open()):
        raise Stale(
            "Something was printed after you opened this page. Nothing was closed: look at what is in print now, then "
            "close it."
        )
    edition = writing.close_edition(label, notes)
    log_edition("close", edition, by)
    return edition


@transaction.atomic
def add_erratum(*, by: AbstractBaseUser, edition: Edition, text: str, kind: str = "", slug: str = "") -> Erratum:
    """Say what is wrong in a closed edition, in one entry of it or (without kind and slug) in all of it.

    Readers see the text beside what is printed there, which is never rewritten.
    """
    allow(by, "curation.publish_records", "add errata")
    check_erratum(edition, text, kind, slug)
    erratum = writing.add_erratum(edition, text.strip(), kind, slug)
    log_edition("erratum", edition, by, f"{kind}:{slug}: {erratum.text}" if kind else erratum.text)
    return erratum


def check_erratum(edition: Edition, text: str, kind: str = "", slug: str = "") -> None:
    """What `add_erratum` would refuse, for a form that asks before it saves."""
    if edition.is_open:
        raise Refused("This edition is still open: correct the record and publish it again.")
    if not text.strip():
        raise Refused("Say what is wrong and what is right: people who cited this edition will read it.")
    if bool(kind) != bool(slug):
        raise Refused("Name both the kind and the address of the entry concerned, or neither for the whole edition.")
    if kind and Reading(edition, pinned=True).entry(kind, slug) is None:
        raise Refused(f"Edition {edition.label} has no entry {kind}:{slug}: look for its address in that edition.")
