"""The addresses of entries, in the edition that is being read or in another one."""

from django.urls import get_script_prefix, reverse

from policyatlas.values.kinds import KINDS

from .frame import unpinned_prefix


def address_of(kind: str, slug: str) -> str:
    """The address of an entry's page, such as `/policies/technopolis-law/`, within the edition being read."""
    return reverse("record", args=[KINDS[kind].address, slug])


def address_in(label: str, kind: str, slug: str) -> str:
    """The address of an entry's page in the edition `label`, or in what is in print now where it is empty."""
    path = address_of(kind, slug).removeprefix(get_script_prefix())
    return f"{unpinned_prefix()}{label}/{path}" if label else f"{unpinned_prefix()}{path}"
