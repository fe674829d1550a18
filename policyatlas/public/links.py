"""The addresses of entries and views: in the edition that is being read, in another one, and of what changed."""

from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

from policyatlas.values.kinds import KINDS

from .frame import site_root, unpinned_prefix


def address_of(kind: str, slug: str) -> str:
    """The address of an entry's page, such as `/policies/technopolis-law/`, within the edition being read."""
    # As `reverse("record", …)` says it, which takes ten times as long: a list has hundreds of links.
    return f"{get_script_prefix()}{KINDS[kind].address}/{slug}/"


def address_in(label: str, kind: str, slug: str) -> str:
    """The address of an entry's page in the edition `label`, or in what is in print now where it is empty."""
    return within(label, address_of(kind, slug).removeprefix(get_script_prefix()))


def within(label: str, path: str) -> str:
    """The address of `path`, such as `policies/?kind=law`, in the edition `label`, or now where that is empty."""
    return f"{unpinned_prefix()}{label}/{path}" if label else f"{unpinned_prefix()}{path}"


def desk_address() -> str:
    """The address of the desk, which is in no edition and in one language."""
    return f"{site_root()}admin/"


def cite_address_of(stem: str, question: str = "") -> str:
    """The address of the page that cites the view at `stem` with `question`, within the edition being read."""
    return reverse("cite", args=[stem]) + (f"?{question}" if question else "")


# --- Of what changed. None is within an edition: what has changed since is no part of what it printed.


def changes_address(stem: str, query: str, before: str, after: str = "") -> str:
    """What changed in a view from the edition `before` to `after` (empty: to now); an empty stem is the whole atlas."""
    path = f"changes/{stem}/" if stem else "changes/"
    return within("", path + _question(query, before, after))


def changes_table_address(stem: str, query: str, before: str, after: str = "") -> str:
    """The same as a spreadsheet."""
    return within("", f"changes/{stem}.csv{_question(query, before, after)}")


def feed_address(stem: str, query: str) -> str:
    """The feed of a view: what changed in it from each edition to the next."""
    return within("", f"changes/{stem}.atom" + (f"?{query}" if query else ""))


def whole_feed_address() -> str:
    """The feed of the whole atlas."""
    return within("", "changes.atom")


def _question(query: str, before: str, after: str) -> str:
    span = urlencode([(name, label) for name, label in (("from", before), ("to", after)) if label])
    asked = "&".join(filter(None, (query, span)))
    return f"?{asked}" if asked else ""
