"""Where addresses lead between two editions: an entry that was renamed is the same one under another name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.http import QueryDict

from policyatlas.editions.models import Forwarding
from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.question import renamed_row
from policyatlas.public.compare.subjects import typed
from policyatlas.public.extracts.table import Line
from policyatlas.values.kinds import BY_ADDRESS, KINDS

Asked = tuple[str, QueryDict]
# What lines are numbered with where several would have the same key.
_NUMBERED = re.compile(r"(.*?)((?: \(\d+\))?)", re.DOTALL)
_PLACES = ("prefecture", "place")
# Keys of what a record says name entries by their slugs alone: by the attribute, which part after it is a slug, and
# of which kinds.
_SLUGS: dict[str, tuple[int, tuple[str, ...]]] = {
    "places": (0, _PLACES),
    "within": (0, _PLACES),
    "instruments": (0, ("term",)),
    "target_groups": (0, ("term",)),
    "fields": (0, ("term",)),
    "focuses": (0, ("term",)),
    "findings": (0, ("finding",)),
    "subjects": (0, (*_PLACES, "policy", "cluster", "organisation")),
    "roles": (0, ("organisation",)),
    "relations": (1, ("policy",)),
    "designations": (0, ("policy",)),
    "cited_by": (0, ("source",)),
    "evidence": (0, ("source",)),
}


class Moves:
    """All forwardings, seen from two editions: those after `before` and up to `after` tell what was renamed between."""

    def __init__(self, forwardings: Iterable[Forwarding] = (), before: int = 0, after: int = 0):
        self._all = list(forwardings)
        between = [one for one in self._all if before < one.edition_id <= after]
        self._between = {_ref(one): _target(one) for one in between}
        self.reasons = {_ref(one): one.reason for one in between}

    def now(self, ref: Address) -> Address:
        """What `ref`, the name of an entry in the earlier edition, is called in the later one."""
        return _followed(ref, self._between)

    def asked_in(self, reading: Reading, stem: str, parameters: QueryDict) -> Asked:
        """The question in the names of one edition; at most two queries, none where nothing was ever renamed."""
        moved = reading.moved(_named(stem, parameters)) if self._all else {}
        return _translated(stem, parameters, lambda ref: moved.get(ref, ref))

    def carried(self, lines: Iterable[Line], stem: str) -> list[Line]:
        """The `lines` of the view at `stem` in the earlier edition, under the keys that they have in the later one.

        Where two would have the same key, because their entries were merged, the one that has it already keeps it.
        """
        lines = list(lines)
        if not self._between:
            return lines
        taken = {line.key for line in lines}
        found = []
        for line in lines:
            key = _renamed(line.key, stem, self.now)
            if key != line.key and key not in taken:
                taken.add(key)
                line = replace(line, key=key, place=_renamed(line.place, stem, self.now))
            found.append(line)
        return found


def _ref(one: Forwarding) -> Address:
    return one.kind, one.slug


def _target(one: Forwarding) -> Address:
    return one.to_kind, one.to_slug


def _followed(ref: Address, ways: dict[Address, Address]) -> Address:
    """The end of the way from `ref`; `ref` itself where it goes round in a circle."""
    seen, here = {ref}, ref
    while here in ways:
        here = ways[here]
        if here in seen:
            return ref
        seen.add(here)
    return here


def _renamed(key: str, stem: str, told: Callable[[Address], Address]) -> str:
    """The key of a line, or its place, with the entries that it names as they are `told`."""
    bare, number = _NUMBERED.fullmatch(key).groups()
    # Most name them as `kind:slug`.
    parts = [_value(part, told) for part in bare.split("/")]
    first, _, rest = stem.partition("/")
    if first == "compare":
        # The row, the subject, and perhaps the entry that says it.
        parts[0] = renamed_row(parts[0], told)
        parts[1:2] = [_slug((NOUNS[rest].kind,), slug, told) for slug in parts[1:2]]
    elif rest and parts[0] in _SLUGS:
        place, kinds = _SLUGS[parts[0]]
        parts[1 + place : 2 + place] = [_slug(kinds, slug, told) for slug in parts[1 + place : 2 + place]]
    return "/".join(parts) + number


def _slug(kinds: tuple[str, ...], slug: str, told: Callable[[Address], Address]) -> str:
    """The slug that an entry of one of `kinds` has now; the same if none was renamed."""
    now = (told((kind, slug)) for kind in kinds)
    return next((to_slug for to_kind, to_slug in now if to_kind in kinds and to_slug != slug), slug)


def _named(stem: str, parameters: QueryDict) -> set[Address]:
    """Every entry that the question names."""
    found: set[Address] = set()

    def noted(ref: Address) -> Address:
        found.add(ref)
        return ref

    _translated(stem, parameters, noted)
    return found


def _translated(stem: str, parameters: QueryDict, told: Callable[[Address], Address]) -> Asked:
    """The address and the question with every entry that they name as it is `told`."""
    first, _, rest = stem.partition("/")
    asked = parameters.copy()
    if first == "compare":
        kind = NOUNS[rest].kind
        asked.setlist("s", [told((kind, slug))[1] for slug in typed(asked.getlist("s"))])
        asked.setlist("row", [renamed_row(code, told) for code in asked.getlist("row")])
        return stem, asked
    if rest:
        kind, slug = told((BY_ADDRESS[first].code, rest))
        return f"{KINDS[kind].address}/{slug}", asked
    for name, values in parameters.lists():
        asked.setlist(name, [_value(value, told) for value in values])
    return stem, asked


def _value(value: str, told: Callable[[Address], Address]) -> str:
    kind, _, slug = value.partition(":")
    return ":".join(told((kind, slug))) if kind in KINDS and slug else value
