"""The 47 prefectures as tiles roughly where they lie, each with its name, its figure and its class."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policyatlas.public import words

from .answering import Answer
from .numbers import short
from .scales import MOST
from .standings import DISPUTED, GIVEN, Prefecture, Standing

# In the units of the drawing: the step from tile to tile, and the tile itself.
STEP_X, STEP_Y = 66, 62
WIDTH, HEIGHT = 63, 59
COLUMNS, ROWS = 14, 12
# The little squares that say the class without colour: side, and step from one to the next.
_SQUARE, _SQUARE_STEP = 5, 8


@dataclass(frozen=True)
class Tile:
    """A prefecture on the map.

    `look` is `1` to `5` (the shade of its class), `absent` or `disputed`; `figure` is short, `label` says all of it.
    `place` stands on small screens, where there is no room for more: its rank, or a dash.
    """

    name: str
    figure: str
    place: str
    label: str
    address: str
    x: int
    y: int
    look: str
    number: int = 0

    @property
    def middle(self) -> int:
        """Where its words stand, across."""
        return self.x + WIDTH // 2

    def line(self, down: int) -> int:
        """A line of its words, so far down."""
        return self.y + down

    @property
    def name_line(self) -> int:
        """Where its name stands, down."""
        return self.line(19)

    @property
    def figure_line(self) -> int:
        """Where its figure stands, down."""
        return self.line(37)

    @property
    def place_line(self) -> int:
        """Where its rank stands on small screens, down."""
        return self.line(39)

    @property
    def squares(self) -> str:
        """As many little squares as the number of its class, as a path."""
        return squares(self.number, self.middle, self.y + HEIGHT - 11)


@dataclass(frozen=True)
class Drawing:
    """The tiles and how large the drawing is."""

    tiles: list[Tile]
    title: str
    width: int = COLUMNS * STEP_X
    height: int = ROWS * STEP_Y
    tile_width: int = WIDTH
    tile_height: int = HEIGHT


def squares(number: int, middle: float, top: float) -> str:
    """The path of `number` little squares in a row around `middle`; empty for none."""
    left = middle - (number * _SQUARE_STEP - (_SQUARE_STEP - _SQUARE)) / 2
    return "".join(
        f"M{left + place * _SQUARE_STEP:g} {top:g}h{_SQUARE}v{_SQUARE}h-{_SQUARE}z"
        for place in range(min(number, MOST))
    )


def drawing(answer: Answer, address: Callable[[Prefecture], str]) -> Drawing:
    """The tiles of an answer from north to south; `address` says where each leads."""
    language = words.page_language()
    steps = {one.number: one.step for one in answer.classes}
    tiles = [
        _tile(one, address(one.prefecture), steps, language)
        for one in answer.standings
        if one.prefecture.column is not None and one.prefecture.row is not None
    ]
    return Drawing(sorted(tiles, key=lambda tile: (tile.y, tile.x)), answer.title)


def _tile(one: Standing, address: str, steps: dict[int, int], language: str) -> Tile:
    return Tile(
        name=one.prefecture.short(language),
        figure=_figure(one, language),
        place=str(one.rank) if one.rank else "–",
        label=_label(one, language),
        address=address,
        x=one.prefecture.column * STEP_X + 1,
        y=one.prefecture.row * STEP_Y + 1,
        look=str(steps[one.number]) if one.state == GIVEN else one.state,
        number=one.number,
    )


def _figure(one: Standing, language: str) -> str:
    if one.state == DISPUTED:
        return "≠"
    if one.state != GIVEN:
        return "–"
    first = one.first
    return short(first.value, first.unit, language, upper=first.upper, qualifier=first.qualifier)


def _label(one: Standing, language: str) -> str:
    """The whole tile in words, for those who hear it and for who points at it."""
    said = {"prefecture": one.prefecture.title(language), "figure": one.said, "rank": one.rank_words}
    if one.state == GIVEN:
        return _("%(prefecture)s: %(figure)s, rank %(rank)s") % said
    if one.state == DISPUTED:
        return _("%(prefecture)s: sources disagree: %(figure)s") % said
    return _("%(prefecture)s: %(figure)s") % said
