"""A picture as SVG, written without a template: it has a hundred parts, and a template takes far longer for each.

Its own look stands in attributes, for files of their own; in a page, style sheets replace it. What is not ours is
escaped here, piece by piece.
"""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from policyatlas.public.marking import spoken
from policyatlas.public.words import lang, page_language

from .shapes import Chart, Dot, Line, Mark, Picture, Text

_LETTERS = "'Noto Sans', 'Liberation Sans', 'Noto Sans CJK JP', 'Hiragino Sans', Meiryo, sans-serif"
# What a text looks like that is not plain, and a line that is not four units wide.
_QUIET = ' font-size="12" fill-opacity="0.75"'
_TEXTS = {
    "title": ' font-size="15" font-weight="600"',
    "name": ' font-weight="600"',
    "absent": ' font-style="italic" fill-opacity="0.75"',
    "quiet": _QUIET,
    "tick": _QUIET,
}
_LINES = {
    "grid": ' stroke-opacity="0.15"',
    "axis": ' stroke-opacity="0.5"',
    "stem": ' stroke-width="2"',
    "arrow": ' stroke-width="2"',
    "dashed": ' stroke-width="2" stroke-dasharray="4 3"',
    "span": ' stroke-width="8"',
}


def figure(chart: Chart, language: str, *, wide: bool) -> SafeString:
    """A chart in a page in `language`, with the link to its file; a `wide` one scrolls where it must."""
    title, focus = spoken(chart.title, language), ' tabindex="0"' if wide else ""
    named = f'SVG<span class="visually-hidden">: {title}</span>'
    file = f'<a href="{escape(chart.address)}" type="image/svg+xml">{named}</a>'
    caption = f"<figcaption>{title} {file}</figcaption>"
    opening = f'\n<figure class="chart-figure" id="chart-of-{escape(chart.code)}"{focus}>'
    return SafeString(f"{opening}\n{caption}\n{written(chart.picture)}\n</figure>\n")


def written(picture: Picture) -> SafeString:
    """The whole picture, with what it says in words."""
    language = page_language()
    parts = [
        *(_ground(picture) if picture.alone else ()),
        *map(_line, picture.lines),
        *(_text(text, language) for text in picture.texts),
        *(_mark(mark, language) for mark in picture.marks),
    ]
    title, description = picture.title, picture.description
    said = f'<title id="chart-{picture.code}-title"{lang(title, language)}>{escape(title)}</title>'
    described = f'<desc id="chart-{picture.code}-said"{lang(description, language)}>{escape(description)}</desc>'
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n' if picture.alone else ""
    return SafeString("\n".join([declaration + _opening(picture), said, described, *parts, "</svg>\n"]))


def _opening(picture: Picture) -> str:
    (width, height), edge, code = picture.outside, -picture.margin, picture.code
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-labelledby="chart-{code}-title chart-{code}-said" '
        f'viewBox="{edge} {edge} {width} {height}" width="{width}" height="{height}" '
        f'font-family="{_LETTERS}" font-size="13" color="#1c1f27" fill="currentColor">'
    )


def _ground(picture: Picture) -> list[str]:
    (width, height), edge = picture.outside, -picture.margin
    return [f'<rect x="{edge}" y="{edge}" width="{width}" height="{height}" fill="#ffffff"/>']


def _line(line: Line) -> str:
    look = _LINES.get(line.look, ' stroke-width="4"')
    place = f'x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}"'
    return f'<line class="chart-{line.look}" {place} stroke="currentColor"{look}/>'


def _text(text: Text, language: str) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    look = f"{anchor}{_TEXTS.get(text.look, '')}{_lang(text.words, language)}"
    return (
        f'<text class="chart-{text.look}" paint-order="stroke" stroke="#ffffff" stroke-width="3" '
        f'x="{text.x}" y="{text.y}"{look}>{escape(text.words)}</text>'
    )


def _mark(mark: Mark, language: str) -> str:
    shapes = "".join(_dot(shape) if isinstance(shape, Dot) else _line(shape) for shape in mark.shapes)
    said = f"<title{_lang(mark.words, language)}>{escape(mark.words)}</title>"
    return f'<g class="chart-mark chart-{mark.code}" color="#14587c">{said}{shapes}</g>'


def _dot(dot: Dot) -> str:
    look, fill = ("chart-full", "currentColor") if dot.full else ("chart-hollow", "#ffffff")
    place = f'cx="{dot.x}" cy="{dot.y}" r="4.5"'
    return f'<circle class="{look}" {place} stroke="currentColor" stroke-width="2" fill="{fill}"/>'


# The same names and figures stand in chart after chart, and twice in each.
@lru_cache(maxsize=2048)
def _lang(words: str, language: str) -> str:
    return lang(words, language)
