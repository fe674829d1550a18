"""The addresses of entries, which stay inside the edition that is being read."""

from django.urls import reverse

from policyatlas.values.kinds import KINDS


def address_of(kind: str, slug: str) -> str:
    """The address of an entry's page, such as `/policies/technopolis-law/`, within the edition being read."""
    return reverse("record", args=[KINDS[kind].address, slug])


def data_address_of(kind: str, slug: str) -> str:
    """The address of an entry as data, such as `/policies/technopolis-law.json`."""
    return reverse("record-data", args=[KINDS[kind].address, slug])
