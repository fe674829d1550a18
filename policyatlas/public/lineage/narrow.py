"""The lineage for a narrow screen: one step, the policy between what came before it, above, and what came after."""

from policyatlas.public.charts.shapes import at

from .shapes import Arrow, Line, Lineage, box_of, height_of, in_time, said_of
from .web import Edge, Near, Web

_WIDTH, _INDENT, _RAIL, _GAP, _EDGE = 346, 104, 12, 14, 2
_BOX = _WIDTH - _INDENT


def draw(web: Web, near: Near, language: str) -> Lineage:
    """The drawing of what stands one step from a policy; what is further stands in the wide one alone."""
    edges: dict[str, list[Edge]] = {}
    for edge in near.edges:
        if near.slug in (edge.teller, edge.other):
            edges.setdefault(edge.other if edge.teller == near.slug else edge.teller, []).append(edge)
    ranked = sorted(edges, key=lambda slug: (near.columns[slug], *in_time(web[slug])))
    before = [slug for slug in ranked if near.columns[slug] < 0]
    made, y = Lineage(_WIDTH + 2 * _EDGE, 0), float(_EDGE)
    for slug in [*before, near.slug, *(slug for slug in ranked if slug not in before)]:
        own = slug == near.slug
        x, width = (_EDGE, _WIDTH) if own else (_EDGE + _INDENT, _BOX)
        height = height_of(web[slug], width, len(edges.get(slug, ())), language)
        made.boxes.append(box_of(web[slug], near.slug, (x, y, width, height), language))
        y += height + _GAP
    made.height = int(y - _GAP + _EDGE) + 1
    boxes = {box.slug: box for box in made.boxes}
    for slug, several in edges.items():
        for number, edge in enumerate(several, 1):
            y = boxes[slug].y + boxes[slug].height * number / (len(several) + 1)
            own = boxes[near.slug]
            start = own.y + own.height if y > own.y else own.y
            made.arrows.append(_arrow(edge, start, y, edge.teller == near.slug, said_of(edge, web, language)))
    return made


def _arrow(edge: Edge, start: float, y: float, toward: bool, said: tuple[str, str]) -> Arrow:
    """From the policy along the rail to the other; rivals have a tip at neither end."""
    rail, far = _EDGE + _RAIL, _EDGE + _INDENT
    barb = 5 if y > start else -5
    tip = "m-5 -4l5 4l-5 4" if toward else f"M{at(rail - 4)} {at(start + barb)}l4 {-barb}l4 {barb}"
    d = f"M{at(rail)} {at(start)}V{at(y)}H{at(far)}" + ("" if edge.code == "competes-with" else tip)
    return Arrow(d, Line(at((rail + far) / 2), at(y - 4), said[0]), "middle", said[1])
