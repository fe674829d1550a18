"""The addresses of changes. None is within an edition: what has changed since is no part of what it printed."""

from urllib.parse import urlencode

from policyatlas.public.frame import unpinned_prefix


def page_address(stem: str, query: str, before: str, after: str = "") -> str:
    """What changed in a view from the edition `before` to `after` (empty: to now); an empty stem is the whole atlas."""
    path = f"changes/{stem}/" if stem else "changes/"
    return f"{unpinned_prefix()}{path}{_question(query, before, after)}"


def table_address(stem: str, query: str, before: str, after: str = "") -> str:
    """The same as a spreadsheet."""
    return f"{unpinned_prefix()}changes/{stem}.csv{_question(query, before, after)}"


def feed_address(stem: str, query: str) -> str:
    """The feed of a view: what changed in it from each edition to the next."""
    return f"{unpinned_prefix()}changes/{stem}.atom" + (f"?{query}" if query else "")


def view_address(path: str, label: str) -> str:
    """The view itself (`path`: its address below the edition) in the edition `label`, or now where it is empty."""
    return f"{unpinned_prefix()}{label}/{path}" if label else f"{unpinned_prefix()}{path}"


def _question(query: str, before: str, after: str) -> str:
    span = urlencode([(name, label) for name, label in (("from", before), ("to", after)) if label])
    asked = "&".join(filter(None, (query, span)))
    return f"?{asked}" if asked else ""
