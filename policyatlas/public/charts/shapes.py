"""The shapes of a picture: texts, lines, dots and the marks made of them, with coordinates as SVG writes them."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

# One unit is one CSS pixel where a picture is shown at its own size. On a phone it shrinks a little and stays legible.
WIDTH = 420
TEXT = 13
# How far apart lines of text stand.
LEADING = 17
# Room around a picture in a file of its own.
MARGIN = 16
# Bold and larger letters need more room than those of `TEXT` in a plain line.
_BROADER = {"title": 1.3, "name": 1.1}
# Signs after which a word is broken; and pieces of a text without East Asian signs.
_LONGEST = 40
_PIECES = re.compile(rf"[^ /-]{{0,{_LONGEST - 1}}}[ /-]|[^ /-]{{1,{_LONGEST}}}")


@dataclass(frozen=True)
class Text:
    """Words at a place; `look` is `title`, `name`, `said`, `absent`, `quiet` or `tick`."""

    x: str
    y: str
    words: str
    look: str = "said"
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True)
class Line:
    """A straight line; `look` is `grid`, `axis`, `stem`, `range`, `dashed`, `span` or `arrow`."""

    x1: str
    y1: str
    x2: str
    y2: str
    look: str


@dataclass(frozen=True)
class Dot:
    """A round mark, `full` or hollow."""

    x: str
    y: str
    full: bool


@dataclass(frozen=True)
class Mark:
    """What is drawn for one figure or one span of years; `words` say it whole, qualifier included.

    `code` is the qualifier of a figure (`exact`, `about`, …), with `-range` where it is one; or what a span is.
    """

    code: str
    words: str
    shapes: list[Line | Dot]


@dataclass
class Picture:
    """A whole picture; `title` and `description` say all of it in words. `alone`: it stands in a file of its own."""

    code: str
    title: str
    description: str
    alone: bool = False
    width: int = WIDTH
    height: int = 0
    texts: list[Text] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.title, self.description = clean(self.title), clean(self.description)

    @property
    def margin(self) -> int:
        """The room around it: none in a page, which has its own."""
        return MARGIN if self.alone else 0

    @property
    def outside(self) -> tuple[int, int]:
        """Width and height with the room around it."""
        return self.width + 2 * self.margin, self.height + 2 * self.margin

    def write(self, words: str, look: str = "said") -> None:
        """Words below what there is, in as many lines as they need."""
        for line in wrapped(words, self.width / _BROADER.get(look, 1)):
            self.height += LEADING
            self.texts.append(Text("0", at(self.height - 4), line, look))


@dataclass(frozen=True)
class Frame:
    """What a picture in a file of its own says around itself: its title, and lines of small print below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """Something that can be drawn: `draw` makes its picture, in a frame or without; `address` is that of its file."""

    code: str
    title: str
    draw: Callable[[Frame | None], Picture]
    address: str = ""

    @cached_property
    def picture(self) -> Picture:
        """The picture as it stands in a page."""
        return self.draw(None)


def at(number: float) -> str:
    """A coordinate as SVG writes it, whatever the language of the page: `12`, `12.5`."""
    return f"{number:.1f}".removesuffix(".0")


def clean(words: str) -> str:
    """Words without control characters, which XML does not allow even escaped."""
    if words.isprintable():
        return words
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Cn") else sign for sign in words)


def wrapped(words: str, width: float) -> list[str]:
    """Words in lines of at most about `width` units at the size of `TEXT`; East Asian signs are twice as wide."""
    lines, line, signs = [], "", 0
    for word in _pieces(clean(words)):
        if line and _long(signs + _signs(word.rstrip())) > width:
            lines.append(line.rstrip())
            line, signs = "", 0
        line += word
        signs += _signs(word)
    return [*lines, line.rstrip()] if line.strip() else lines


def length(words: str) -> float:
    """About how wide words are at the size of `TEXT`: it is for the reader's machine to choose the letters."""
    return _long(_signs(words))


def _long(signs: int) -> float:
    return signs * TEXT * 0.54


def _signs(words: str) -> int:
    """How many signs of common width words are as long as."""
    return len(words) if words.isascii() else sum(2 if _wide(sign) else 1 for sign in words)


def _pieces(words: str) -> list[str]:
    """Where lines may break: after spaces and hyphens, after every East Asian sign, and in long words."""
    if words.isascii():
        return _PIECES.findall(words)
    pieces, piece = [], ""
    for sign in words:
        piece += sign
        if sign in " -/" or _wide(sign) or len(piece) >= _LONGEST:
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


@lru_cache(maxsize=4096)
def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
