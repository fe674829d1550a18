"""The chart of years: what lasted from when to when, in lanes; ends that no source gives are drawn open and said."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from .figures import arrow
from .scales import Scale, scale
from .shapes import LEADING, TEXT, Chart, Dot, Frame, Line, Mark, Picture, Text, at, clean, length

# Wider than other charts, for words stand beside what they name: a window that is too narrow scrolls it.
WIDTH = 720
_LEFT, _RIGHT = 34, WIDTH - 34
_TAIL, _GAP = 26, 9


@dataclass(frozen=True)
class Span:
    """Something with years: `words` say them, and which are missing; an `event` happened, all else lasted.

    One of `start` and `end` may be None: that end is not known. Where both are, nothing is drawn.
    """

    name: str
    words: str
    start: int | None = None
    end: int | None = None
    event: bool = False

    @property
    def dated(self) -> bool:
        """Whether there is a year to draw it at."""
        return self.start is not None or self.end is not None

    @property
    def code(self) -> str:
        """What its mark is: `span`, `event`, `open-start`, `open-end`."""
        if self.start is None or self.end is None:
            return "open-start" if self.start is None else "open-end"
        return "event" if self.event else "span"

    @property
    def said(self) -> str:
        """All that is said of it in one line."""
        return f"{self.name}: {self.words}"


@dataclass(frozen=True)
class Lane:
    """One programme with everything in it that has years, or that should have."""

    name: str
    spans: list[Span]


def stage_chart(title: str, lanes: list[Lane], address: str = "") -> Chart | None:
    """The chart of the lanes, or None where nothing in them has a year."""
    if not any(span.dated for lane in lanes for span in lane.spans):
        return None
    return Chart("stages", title, partial(_draw, title, lanes), address)


def _draw(title: str, lanes: list[Lane], frame: Frame | None) -> Picture:
    picture = Picture("stages", title, _described(lanes), alone=frame is not None, width=WIDTH)
    if frame:
        picture.write(frame.title, "title")
        picture.height += 8
    top = picture.height
    dated = [span for lane in lanes for span in lane.spans if span.dated]
    years = [Decimal(year) for span in dated for year in (span.start, span.end) if year is not None]
    common = scale(years, left=_LEFT, right=_RIGHT, from_zero=False)
    for lane in lanes:
        picture.write(lane.name, "name")
        for span in lane.spans:
            if span.dated:
                _draw_span(picture, span, common)
            else:
                picture.write(span.said, "absent")
        picture.height += 6
    _axis(picture, common, top)
    for line in (*_key(dated), *(frame.lines if frame else ())):
        picture.write(line, "quiet")
    picture.height += 6
    return picture


def _draw_span(picture: Picture, span: Span, common: Scale) -> None:
    """Its mark, and its words after it, or before it, or above it: where there is room."""
    places = [common.place(Decimal(year)) for year in (span.start, span.end) if year is not None]
    after = places[-1] + _GAP + (_TAIL if span.code == "open-end" else 0)
    before = places[0] - _GAP - (_TAIL if span.code == "open-start" else 0)
    needed = length(span.said)
    if needed > max(WIDTH - after, before):
        picture.write(span.said)
    picture.height += LEADING
    if needed <= WIDTH - after:
        picture.texts.append(Text(at(after), at(picture.height - 4), clean(span.said)))
    elif needed <= before:
        picture.texts.append(Text(at(before), at(picture.height - 4), clean(span.said), anchor="end"))
    picture.marks.append(_mark(span, common, picture.height - LEADING / 2))


def _mark(span: Span, common: Scale, y: float) -> Mark:
    first, last = (None if year is None else common.place(Decimal(year)) for year in (span.start, span.end))
    shapes: list[Line | Dot] = []
    if first is not None and last is not None:
        if first == last:
            shapes.append(Dot(at(first), at(y), full=True))
        else:
            shapes.append(Line(at(first), at(y), at(last), at(y), "range" if span.event else "span"))
    elif first is not None:
        shapes += [*_tail(first, y, _TAIL), Dot(at(first), at(y), full=True)]
    elif last is not None:
        shapes += [*_tail(last, y, -_TAIL), Dot(at(last), at(y), full=True)]
    return Mark(span.code, clean(span.said), shapes)


def _tail(x: float, y: float, length: int) -> list[Line]:
    """An end that is not known: broken, and no longer than to be seen, for nobody knows how far it reaches."""
    return [Line(at(x), at(y), at(x + length), at(y), "dashed"), *arrow(x, y, length)[1:]]


def _axis(picture: Picture, common: Scale, top: int) -> None:
    bottom = picture.height
    for tick in common.ticks(whole=True):
        x = common.place(tick)
        picture.lines.append(Line(at(x), at(top), at(x), at(bottom), "grid"))
        picture.texts.append(Text(at(x), at(bottom + TEXT), f"{tick:f}", "tick", "middle"))
    picture.lines.append(Line(at(_LEFT), at(bottom), at(_RIGHT), at(bottom), "axis"))
    picture.height = bottom + LEADING


def _key(dated: list[Span]) -> list[str]:
    means = {
        "open-start": _("Broken line to the left: no source gives the start."),
        "open-end": _("Broken line to the right: no source gives the end."),
    }
    occurring = {span.code for span in dated}
    return [said for code, said in means.items() if code in occurring]


def _described(lanes: list[Lane]) -> str:
    said = [
        f"{lane.name}: {'; '.join(span.said for span in lane.spans) or _('nothing that has years')}." for lane in lanes
    ]
    dated = [span for lane in lanes for span in lane.spans if span.dated]
    return " ".join([*said, *_key(dated)])
