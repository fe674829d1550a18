"""The drawing of a lineage: columns of boxes from what came before to what came after, and lines that say how.

Every line runs in the gap between two columns, or between two boxes that stand one upon the other, so that none
crosses a box; what could only be drawn across boxes is said in words instead.
"""

from collections import defaultdict
from itertools import pairwise

from policyatlas.public.charts.shapes import at

from .shapes import Arrow, Box, Line, Lineage, box_of, height_of, in_time, said_of
from .web import Edge, Near, Web

_WIDTH, _GAP, _BETWEEN, _EDGE = 152, 108, 30, 2
# Where lines run up and down in a gap: the rest of it is for words.
_RAIL, _RAILS = 5, 3


def draw(web: Web, near: Near, language: str) -> Lineage:
    """The drawing of what stands near a policy."""
    columns = _columns(web, near)
    slots = _slots(near)
    heights = {slug: height_of(web[slug], _WIDTH, len(slots[slug]), language) for slugs in columns for slug in slugs}
    tall = max(_stack([heights[slug] for slug in slugs]) for slugs in columns)
    wide = len(columns) * (_WIDTH + _GAP) - _GAP
    made = Lineage(int(wide) + 2 * _EDGE, int(tall) + 2 * _EDGE, left_out=near.left_out)
    for number, slugs in enumerate(columns):
        y = _EDGE + (tall - _stack([heights[slug] for slug in slugs])) / 2
        for slug in slugs:
            x = _EDGE + number * (_WIDTH + _GAP)
            made.boxes.append(box_of(web[slug], near.slug, (x, y, _WIDTH, heights[slug]), language))
            y += heights[slug] + _BETWEEN
    _lines(made, web, near, language)
    return made


def _columns(web: Web, near: Near) -> list[list[str]]:
    """The slugs of each column, from the left; within one, beside what they hang on, then by year."""
    numbers = sorted(set(near.columns.values()))
    order: dict[str, int] = {near.slug: 0}
    found: dict[int, list[str]] = {}
    hanging = _hanging(near)
    for number in sorted(numbers, key=lambda one: (abs(one), one)):
        slugs = [slug for slug, column in near.columns.items() if column == number]
        beside = {slug: min((order[other] for other in hanging[slug] if other in order), default=0) for slug in slugs}
        ranked = sorted((slug != near.slug, beside[slug], *in_time(web[slug])) for slug in slugs)
        found[number] = [rank[-1] for rank in ranked]
        order |= {slug: rank for rank, slug in enumerate(found[number])}
    return [found[number] for number in numbers]


def _hanging(near: Near) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in near.edges:
        found[edge.teller].add(edge.other)
        found[edge.other].add(edge.teller)
    return found


def _slots(near: Near) -> dict[str, list[Edge]]:
    """The lines that reach each box from the side of the middle: they stand one below the other."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in near.edges:
        if outer := _outer(edge, near):
            found[outer].append(edge)
    return found


def _outer(edge: Edge, near: Near) -> str:
    """Of two boxes in columns side by side the one further from the middle; empty where they are not side by side."""
    one, other = near.columns[edge.teller], near.columns[edge.other]
    if abs(one - other) != 1:
        return ""
    return edge.teller if abs(one) > abs(other) else edge.other


def _stack(heights: list[float]) -> float:
    return sum(heights) + _BETWEEN * (len(heights) - 1)


def _lines(made: Lineage, web: Web, near: Near, language: str) -> None:
    """The arrows between the boxes; those that have no way between them go into `unsaid`."""
    boxes = {box.slug: box for box in made.boxes}
    stacked = {pair for slugs in _by_column(made.boxes).values() for pair in pairwise(slugs)}
    slots, ranks = _slots(near), _ranks(made.boxes)
    for edge in near.edges:
        said = said_of(edge, web, language)
        outer = _outer(edge, near)
        if outer:
            inner = edge.other if outer == edge.teller else edge.teller
            slot = slots[outer].index(edge) + 1
            y = boxes[outer].y + boxes[outer].height * slot / (len(slots[outer]) + 1)
            toward = outer == edge.other
            made.arrows.append(_across(boxes[inner], boxes[outer], y, ranks[inner], toward, said))
        elif {(edge.teller, edge.other), (edge.other, edge.teller)} & stacked:
            made.arrows.append(_down(boxes[edge.teller], boxes[edge.other], edge.code, said))
        else:
            made.unsaid.append(said[1])


def _by_column(boxes: list[Box]) -> dict[float, list[str]]:
    found: dict[float, list[str]] = defaultdict(list)
    for box in boxes:
        found[box.x].append(box.slug)
    return found


def _ranks(boxes: list[Box]) -> dict[str, int]:
    """The place of each box in its column: lines of different boxes run up and down beside each other."""
    return {slug: rank for slugs in _by_column(boxes).values() for rank, slug in enumerate(slugs)}


def _across(inner: Box, outer: Box, y: float, rank: int, toward: bool, said: tuple[str, str]) -> Arrow:
    """A line through the gap between two columns, with its tip at the policy of which something is said."""
    right = outer.x > inner.x
    near, far = (inner.x + inner.width, outer.x) if right else (inner.x, outer.x + outer.width)
    way = 1 if right else -1
    rail = near + way * (2 * _RAIL + _RAIL * (rank % _RAILS))
    start = inner.y + inner.height / 2
    tip = f"m{-5 * way} -4l{5 * way} 4l{-5 * way} 4" if toward else ""
    back = "" if toward else f"M{at(near + 5 * way)} {at(start - 4)}l{-5 * way} 4l{5 * way} 4"
    middle = (rail + far) / 2
    d = f"M{at(near)} {at(start)}H{at(rail)}V{at(y)}H{at(far)}{tip}{back}"
    return Arrow(d, Line(at(middle), at(y - 4), said[0]), "middle", said[1])


def _down(teller: Box, other: Box, code: str, said: tuple[str, str]) -> Arrow:
    """A line between two boxes of which one stands upon the other; rivals have a tip at neither end."""
    down = other.y > teller.y
    first = teller.y + teller.height if down else teller.y
    last = other.y if down else other.y + other.height
    x = teller.x + 16
    barb = -4 if down else 4
    tip = "" if code == "competes-with" else f"m-4 {barb}l4 {-barb}l4 {barb}"
    label = Line(at(x + 8), at((first + last) / 2 + 4), said[0])
    return Arrow(f"M{at(x)} {at(first)}V{at(last)}{tip}", label, "start", said[1])
