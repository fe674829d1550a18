"""A payload that names one entry made to name another, in the order in which the press would print it."""

from collections.abc import Callable
from typing import Any

from policyatlas.values.kinds import KINDS

Address = tuple[str, str]

_PLACES = {code: place for place, code in enumerate(KINDS)}
# The lists that the press sorts by the slugs in them, and how; it leaves the others (places within places, roles,
# focuses, positions) in an order of their own.
_BY_SLUG: dict[str, Callable[[dict], tuple]] = {
    **dict.fromkeys(
        ("places", "instruments", "target_groups", "fields", "subjects"),
        lambda ref: (ref["slug"], _PLACES[ref["kind"]]),
    ),
    "relations": lambda part: (part["relation"], part["policy"]["slug"]),
    "designations": lambda part: (part["year"] or 0, part["programme"]["slug"], part["stage"]),
    "cited_by": lambda part: (part["source"]["slug"],),
}


def readdressed(data: Any, old: Address, new: Address) -> Any:
    """`data`, a payload as JSON, with every reference to `old` led to `new`.

    What became the same by it stands once; of parts that became the same but for their evidence, one has all of it.
    """
    if isinstance(data, dict):
        if data.keys() == {"kind", "slug"}:
            return dict(zip(("kind", "slug"), new, strict=True)) if (data["kind"], data["slug"]) == old else data
        return {name: _value(name, value, old, new) for name, value in data.items()}
    if isinstance(data, list):
        return _collapsed(data, [readdressed(part, old, new) for part in data])
    return data


def _value(name: str, value: Any, old: Address, new: Address) -> Any:
    found = readdressed(value, old, new)
    if name in _BY_SLUG and isinstance(found, list) and found != value:
        return sorted(found, key=_BY_SLUG[name])
    return found


def _collapsed(before: list, after: list) -> list:
    """The parts of a list, without those that were other ones before and are the same now."""
    kept: list[tuple[Any, Any]] = []
    for was, part in zip(before, after, strict=True):
        same = next((at for at, (other_was, other) in enumerate(kept) if _became_same(was, part, other_was, other)), -1)
        if same < 0:
            kept.append((was, part))
        elif isinstance(part, dict) and "evidence" in part:
            other_was, other = kept[same]
            further = [found for found in part["evidence"] if found not in other["evidence"]]
            kept[same] = (other_was, other | {"evidence": [*other["evidence"], *further]})
    return [part for _, part in kept]


def _became_same(was: Any, part: Any, other_was: Any, other: Any) -> bool:
    if part == other and was != other_was:
        return True
    return _bare(part) == _bare(other) and _bare(was) != _bare(other_was)


def _bare(part: Any) -> Any:
    """A part without its evidence."""
    return {name: value for name, value in part.items() if name != "evidence"} if isinstance(part, dict) else part
