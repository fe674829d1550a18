"""Where addresses lead between two editions: an entry that was renamed is the same one under another name."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.http import QueryDict

from policyatlas.editions.between import Ref
from policyatlas.editions.models import Forwarding
from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.question import DIMENSION, renamed_row
from policyatlas.public.compare.subjects import typed
from policyatlas.public.extracts.table import Line
from policyatlas.values.kinds import BY_ADDRESS, KINDS

Asked = tuple[str, QueryDict]


class Moves:
    """All forwardings, seen from two editions: those after `before` and up to `after` tell what was renamed between."""

    def __init__(self, forwardings: Iterable[Forwarding] = (), before: int = 0, after: int = 0):
        self._all = list(forwardings)
        between = [one for one in self._all if before < one.edition_id <= after]
        self._between = {_ref(one): _target(one) for one in between}
        self.reasons = {_ref(one): one.reason for one in between}

    def now(self, ref: Ref) -> Ref:
        """What `ref`, the name of an entry in the earlier edition, is called in the later one."""
        return _followed(ref, self._between)

    def asked_in(self, reading: Reading, stem: str, parameters: QueryDict) -> Asked:
        """The question in the names of one edition; at most three queries, none where nothing was ever renamed."""
        named = _named(stem, parameters) if self._all else set()
        moved = reading.moved(named - reading.cards(named).keys())
        return _translated(stem, parameters, lambda ref: moved.get(ref, ref))

    def carried(self, lines: tuple[Line, ...]) -> list[Line]:
        """The lines of the earlier edition under the keys that they have in the later one.

        Where two would have the same key, because their entries were merged, the one that has it already keeps it.
        """
        if not self._between:
            return list(lines)
        taken = {line.key for line in lines}
        parts = self._parts()
        found = []
        for line in lines:
            key = _renamed(line.key, parts)
            if key != line.key and key not in taken:
                taken.add(key)
                line = replace(line, key=key, place=_renamed(line.place, parts))
            found.append(line)
        return found

    def _parts(self) -> dict[str, str]:
        """What parts of keys that name entries become: `kind:slug` wherever it stands, and bare slugs."""
        parts = {}
        for ref in self._between:
            (kind, slug), (to_kind, to_slug) = ref, self.now(ref)
            parts[f"{kind}:{slug}"] = f"{to_kind}:{to_slug}"
            parts[slug] = to_slug
            parts[DIMENSION + slug] = DIMENSION + to_slug
        return parts


def _ref(one: Forwarding) -> Ref:
    return one.kind, one.slug


def _target(one: Forwarding) -> Ref:
    return one.to_kind, one.to_slug


def _followed(ref: Ref, ways: dict[Ref, Ref]) -> Ref:
    """The end of the way from `ref`; `ref` itself where it goes round in a circle."""
    seen, here = {ref}, ref
    while here in ways:
        here = ways[here]
        if here in seen:
            return ref
        seen.add(here)
    return here


def _renamed(key: str, parts: dict[str, str]) -> str:
    return "/".join(parts.get(part, part) for part in key.split("/"))


def _named(stem: str, parameters: QueryDict) -> set[Ref]:
    """Every entry that the question names."""
    found: set[Ref] = set()

    def noted(ref: Ref) -> Ref:
        found.add(ref)
        return ref

    _translated(stem, parameters, noted)
    return found


def _translated(stem: str, parameters: QueryDict, told: Callable[[Ref], Ref]) -> Asked:
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


def _value(value: str, told: Callable[[Ref], Ref]) -> str:
    kind, _, slug = value.partition(":")
    return ":".join(told((kind, slug))) if kind in KINDS and slug else value
