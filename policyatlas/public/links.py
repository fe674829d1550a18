"""The addresses of entries, in the edition that is being read or in another one."""

from django.urls import get_script_prefix, reverse

from policyatlas.values.kinds import KINDS

from .frame import unpinned_prefix


def address_of(kind: str, slug: str) -> str:
    """The address of an entry's page, such as `/policies/technopolis-law/`, within the edition being read."""
    return reverse("record", args=[KINDS[kind].address, slug])


def address_in(label: str, kind: str, slug: str) -> str:
    """The address of an entry's page in the edition `label`, or in what is in print now where it is empty."""
    return within(label, address_of(kind, slug).removeprefix(get_script_prefix()))


def within(label: str, path: str) -> str:
    """The address of `path`, such as `policies/?kind=law`, in the edition `label`, or now where that is empty."""
    return f"{unpinned_prefix()}{label}/{path}" if label else f"{unpinned_prefix()}{path}"


def cite_address_of(stem: str, question: str = "") -> str:
    """The address of the page that cites the view at `stem` with `question`, within the edition being read."""
    return reverse("cite", args=[stem]) + (f"?{question}" if question else "")
