"""The map as a picture in a file of its own: tiles, legend and small print, with their look in attributes."""

from dataclasses import dataclass, replace

from policyatlas.public.charts.shapes import clean, wrapped
from policyatlas.public.links import address_of

from .answering import Answer
from .tiles import Drawing, drawing, squares

MARGIN, TITLE, LINE = 20, 34, 18
# The shades from the lowest class, and the ink on each.
SHADES = (
    ("#e7f0f5", "#1c1f27"),
    ("#c9dce7", "#1c1f27"),
    ("#8db1c5", "#1c1f27"),
    ("#34708f", "#ffffff"),
    ("#0d3c57", "#ffffff"),
)


@dataclass(frozen=True)
class Key:
    """One line of the legend: its shade, its squares and its words."""

    fill: str
    ink: str
    squares: str
    words: str
    y: int


@dataclass(frozen=True)
class Said:
    """A line of small print."""

    words: str
    y: int


def picture(answer: Answer, small_print: list[str]) -> dict:
    """What the template of the picture needs."""
    drawn = drawing(answer, lambda prefecture: address_of("prefecture", prefecture.slug))
    # The sea in the north-west is free for the legend.
    keys = [
        Key(
            *SHADES[one.step - 1],
            squares(one.number, 30, 34 + place * 26),
            clean(f"{one.words} ({one.prefectures})"),
            26 + place * 26,
        )
        for place, one in enumerate(answer.classes)
    ]
    top = TITLE + drawn.height + 2 * LINE
    lines = [line for words in small_print for line in wrapped(words, drawn.width)]
    said = [Said(words, top + place * LINE) for place, words in enumerate(lines)]
    return {
        "drawing": _cleaned(drawn),
        "shades": SHADES,
        "keys": keys,
        "said": said,
        "title": clean(answer.title),
        "margin": MARGIN,
        "title_height": TITLE,
        "width": drawn.width + 2 * MARGIN,
        "height": top + len(said) * LINE + 2 * MARGIN,
    }


def _cleaned(drawn: Drawing) -> Drawing:
    return replace(drawn, tiles=[replace(tile, name=clean(tile.name), label=clean(tile.label)) for tile in drawn.tiles])
