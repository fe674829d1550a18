"""What the timeline has by the hundred, written without a template: the lines of its list, the rows of its drawing.

The templates around them say where these stand; what is not ours is escaped here, piece by piece.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Card
from policyatlas.public.links import address_of
from policyatlas.public.marking import spoken
from policyatlas.public.passages import folded
from policyatlas.public.words import lang

from .drawing import Band, Drawing, Mark, Row
from .showing import Line


def lines(shown: Iterable[Line], language: str) -> SafeString:
    """The lines of the list."""
    which, of_all, inside = _("Which"), _("All clusters that it designated"), _("in")
    return SafeString("".join(_line(line, language, (which, of_all, inside)) for line in shown))


def drawn(drawing: Drawing, language: str) -> SafeString:
    """All that is within the drawing."""
    grid = [f'<path class="timeline-grid" d="M{tick.x} 0V{drawing.height}"/>' for tick in drawing.ticks]
    bands = [_band(band, drawing.width, language) for band in drawing.bands]
    ways = [_mark(way.words, f'<path class="timeline-way" d="{way.d}"/>', language) for way in drawing.ways]
    return SafeString("\n".join([*grid, *bands, *ways]))


# --- The list


def _line(line: Line, language: str, said: tuple[str, str, str]) -> str:
    which, of_all, inside = said
    step = " timeline-step" if line.within or line.clusters else ""
    parts = [f"<p>{_title(line, language, inside)}{''.join(_tag(tag) for tag in line.tags)}</p>"]
    if line.clusters:
        named = "".join(f"<li>{_card(card, language)}</li>" for card in line.clusters)
        listed = f'<ul class="timeline-named">{named}</ul>'
        parts.append(f'<details class="timeline-clusters"><summary>{which}</summary>{listed}</details>')
        parts.append(f'<p class="timeline-all"><a href="{escape(line.clusters_address)}">{of_all}</a></p>')
    if line.related:
        ties = (f"<li>{spoken(one.words, language)} {_card(one.card, language)}</li>" for one in line.related)
        parts.append(f'<ul class="timeline-related">{"".join(ties)}</ul>')
    what = "\n".join(parts)
    evidence = folded(line.evidence, line.evidence[0].locator, language) if line.evidence else ""
    return (
        f'\n<li class="timeline-line{step}">\n<span class="timeline-when">{spoken(line.years, language)}</span>\n'
        f'<div class="timeline-what">\n{what}\n</div>\n{evidence}\n</li>'
    )


def _title(line: Line, language: str, inside: str) -> str:
    own, title = f' lang="{line.language}"' if line.language else "", spoken(line.title, language)
    if line.within:
        return f'<span{own}>{title}</span> <span class="small-print">{inside} {_card(line.within, language)}</span>'
    return f'<a class="timeline-title" href="{escape(address_of(line.lane.kind, line.lane.slug))}"{own}>{title}</a>'


def _tag(tag: str) -> str:
    return f' <span class="tag">{escape(tag)}</span>'


def _card(card: Card, language: str) -> str:
    return f'<a href="{escape(address_of(card.kind, card.slug))}">{spoken(card.title(language), language)}</a>'


# --- The drawing


def _band(band: Band, width: int, language: str) -> str:
    rule = f'<path class="timeline-rule" d="M0 {band.line}H{width}"/>'
    name = f'<text class="timeline-group" x="0" y="{band.y}"{lang(band.name, language)}>{escape(band.name)}</text>'
    ticks = "".join(f'<text class="timeline-tick" x="{tick.x}" y="{band.y}">{tick.year}</text>' for tick in band.ticks)
    rows = "\n".join(_row(row, width, language) for row in band.rows)
    return f'<g class="timeline-band">{rule}{name}{ticks}\n{rows}\n</g>'


def _row(row: Row, width: int, language: str) -> str:
    said = escape(row.words)
    ground = f'<rect class="timeline-ground" x="0" y="{row.top}" width="{width}" height="{row.height}"/>'
    name = "".join(
        f'<text class="timeline-name" x="0" y="{label.y}"{lang(label.words, language)}>{escape(label.words)}</text>'
        for label in row.labels
    )
    title = f"<title{lang(row.words, language)}>{said}</title>"
    link = f'<a href="{escape(row.address)}" aria-label="{said}">{title}{ground}{name}</a>'
    marks = "".join(_mark(mark.words, _shape(mark), language) for mark in row.marks)
    return f'<g class="timeline-row">{link}{marks}</g>'


def _mark(words: str, shape: str, language: str) -> str:
    return f'<g class="timeline-mark"><title{lang(words, language)}>{escape(words)}</title>{shape}</g>'


def _shape(mark: Mark) -> str:
    if mark.number:
        return f'<text class="timeline-number" x="{mark.x}" y="{mark.y}">{mark.number}</text>'
    return f'<path class="timeline-{mark.look}" d="{mark.d}"/>'
