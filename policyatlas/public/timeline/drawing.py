"""The drawing of the timeline: a row for each record, bars for spans, dots for dates, arrows for what replaced what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from policyatlas.public.charts.shapes import at, clean, length, wrapped
from policyatlas.public.links import address_of

from .answering import Answer, Group
from .items import Item, Tie
from .sayings import name_of, tie_words, years_of

WIDTH = 940
# Names stand to the left of the years.
_NAMES, _LEFT, _RIGHT = 300, 314, WIDTH - 30
_LEADING, _ROW, _HEAD, _GAP = 16, 25, 28, 18
_BAR, _DOT, _TAIL = 9, 3.5, 22
# Below a bar, where a programme designated clusters; closer than that, two numbers would read as one.
_NUMBERS, _CLOSE = 12, 18
_MOST_LINES = 2
# Headings have broader letters than names; years keep clear of them.
_HEADING, _CLEAR = 1.15, 24
# What came instead, and within a group what came after: all other relations are said in words alone, for more lines
# could not be followed.
_INSTEAD, _AFTER = {"replaces", "repeals"}, "precedes"
# Years between two lines of the grid, by how many years there are at most.
_STEPS = ((8, 1), (20, 2), (40, 5), (10_000, 10))


@dataclass(frozen=True)
class Mark:
    """One thing drawn: `look` is `bar`, `tail`, `dot`, `period` or `count`; `d` is the path; a count has a `number`."""

    look: str
    words: str
    d: str = ""
    x: str = ""
    y: str = ""
    number: int = 0


@dataclass(frozen=True)
class Label:
    """One line of a name."""

    y: str
    words: str


@dataclass(frozen=True)
class Row:
    """One record: its name in lines, its address, all it shows in words, and its marks."""

    labels: list[Label]
    address: str
    words: str
    marks: list[Mark]
    top: str
    height: str


@dataclass(frozen=True)
class Tick:
    """A round year."""

    x: str
    year: int


@dataclass(frozen=True)
class Band:
    """One group: its name and where it stands, the years for which there is room beside it, and its rows."""

    name: str
    y: str
    ticks: list[Tick]
    line: str
    rows: list[Row]


@dataclass(frozen=True)
class Way:
    """An arrow from what came before to what came after."""

    d: str
    words: str


@dataclass
class Drawing:
    """The whole drawing."""

    width: int = WIDTH
    height: int = _GAP
    names: int = _NAMES
    left: int = _LEFT
    right: int = _RIGHT
    ticks: list[Tick] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class _Years:
    """Where a year begins, between the edges of the drawing."""

    low: int
    high: int

    def place(self, year: float) -> float:
        return _LEFT + (year - self.low) / (self.high - self.low) * (_RIGHT - _LEFT)

    def ticks(self) -> list[int]:
        step = next(step for most, step in _STEPS if self.high - self.low <= most)
        return list(range(-(-self.low // step) * step, self.high + 1, step))


def draw(found: Answer, language: str) -> Drawing | None:
    """The drawing of an answer, or None where nothing in it has a year."""
    dated = [item for item in found.found if item.dated]
    if not dated:
        return None
    known = [year for item in dated for year in (item.start, item.end) if year is not None]
    years = _Years(min(known), max(known) + 1)
    drawing = Drawing(ticks=[Tick(at(years.place(year)), year) for year in years.ticks()])
    middles: dict[str, float] = {}
    for group in found.groups:
        if group.dated:
            _band(drawing, group, years, language, middles)
    drawing.ways = _ways(dated, years, middles, (found.asked.group, language))
    return drawing


def _band(drawing: Drawing, group: Group, years: _Years, language: str, middles: dict[str, float]) -> None:
    top = drawing.height
    drawing.height += _HEAD
    lanes: dict[str, list[Item]] = {}
    for item in group.dated:
        lanes.setdefault(f"{item.lane.kind}:{item.lane.slug}", []).append(item)
    rows = [_row(drawing, key, lane, years, language, middles) for key, lane in lanes.items()]
    name = clean(group.name)
    room = length(name) * _HEADING + _CLEAR
    ticks = [tick for tick in drawing.ticks if float(tick.x) > room]
    drawing.bands.append(Band(name, at(top + 14), ticks, at(top + 21), rows))
    drawing.height += _GAP


def _row(drawing: Drawing, key: str, lane: list[Item], years: _Years, language: str, middles: dict[str, float]) -> Row:
    lines = _lines(lane[0].lane.title(language))
    designations = [item for item in lane if item.thing == "designations"]
    drawn = [item for item in lane if item.thing != "designations"]
    height = max(_ROW + (len(lines) - 1) * _LEADING, _ROW + (_NUMBERS if designations else 0))
    top, middle = drawing.height, drawing.height + _ROW / 2
    middles[key] = middle
    name = lane[0].lane.title(language)
    said = [f"{name_of(item, language)}: {years_of(item, language)}" for item in lane]
    if not said[0].startswith(name):
        said.insert(0, name)
    row = Row(
        labels=[Label(at(top + 17 + number * _LEADING), line) for number, line in enumerate(lines)],
        address=address_of(lane[0].lane.kind, lane[0].lane.slug),
        words=clean("; ".join(said)),
        marks=[
            *(mark for item in drawn for mark in _marks(item, middle, years, language)),
            *_counts(designations, middle, years, language),
        ],
        top=at(top),
        height=at(height),
    )
    drawing.height += height
    return row


def _lines(name: str) -> list[str]:
    """A name in at most two lines; the whole of it stands in the words of the row and in the list."""
    lines = wrapped(name, _NAMES)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-2].rstrip(" ,;:") + "…"]


def _marks(item: Item, y: float, years: _Years, language: str) -> list[Mark]:
    said = clean(f"{name_of(item, language)}: {years_of(item, language)}")
    first = years.place(item.start) if item.start is not None else None
    last = years.place(item.last + 1) if item.last is not None else None
    if first is None:
        return [Mark("tail", said, _tail(last, y, -_TAIL)), Mark("dot", said, _dot(last, y))]
    if last is None:
        return [Mark("tail", said, _tail(first, y, _TAIL)), Mark("bar", said, _bar(first, first + _DOT, y, _BAR))]
    if item.lasts:
        return [Mark("bar", said, _bar(first, last, y, _BAR))]
    if item.start == item.last:
        return [Mark("dot", said, _dot(years.place(item.start + 0.5), y))]
    return [Mark("period", said, _bar(first, last, y, _DOT))]


def _counts(designations: Iterable[Item], y: float, years: _Years, language: str) -> list[Mark]:
    """How many clusters were designated, below the bar: years that stand too close for their numbers share one."""
    runs: list[list[Item]] = []
    for item in designations:
        if runs and years.place(item.first) - years.place(runs[-1][-1].first) < _CLOSE:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [
        Mark(
            "count",
            clean("; ".join(f"{name_of(item, language)}: {years_of(item, language)}" for item in run)),
            x=at((years.place(run[0].first + 0.5) + years.place(run[-1].first + 0.5)) / 2),
            y=at(y + _ROW / 2 + 6),
            number=sum(len(item.clusters) for item in run),
        )
        for run in runs
    ]


def _bar(first: float, last: float, y: float, height: float) -> str:
    return f"M{at(first)} {at(y - height / 2)}H{at(last)}V{at(y + height / 2)}H{at(first)}Z"


def _dot(x: float, y: float) -> str:
    return f"M{at(x - _DOT)} {at(y)}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0"


def _tail(x: float, y: float, length: int) -> str:
    """An end that is not known: an arrow no longer than to be seen, for nobody knows how far it reaches."""
    barb = 4 if length > 0 else -4
    return f"M{at(x)} {at(y)}h{length}m{-barb} -4l{barb} 4l{-barb} 4"


def _ways(dated: Iterable[Item], years: _Years, middles: dict[str, float], said_in: tuple[str, str]) -> list[Way]:
    """The arrows between policies that both stand in the drawing: down or up at the year in which the later began."""
    group, language = said_in
    policies = {item.key: item for item in dated if item.thing == "policies"}
    found = []
    for item in policies.values():
        for tie in item.ties:
            other = policies.get(f"policy:{tie.other.slug}")
            if tie.way != "relation" or other is None or not _drawn(tie, item, other, group):
                continue
            before, after = (item, other) if tie.code == _AFTER else (other, item)
            if after.start is None:
                continue
            said = f"{item.title(language)} {tie_words(tie, language)} {other.title(language)}"
            found.append(Way(_way(before, after, years, middles), clean(said)))
    return found


def _drawn(tie: Tie, item: Item, other: Item, group: str) -> bool:
    return tie.code in _INSTEAD or (tie.code == _AFTER and getattr(item, group) == getattr(other, group))


def _way(before: Item, after: Item, years: _Years, middles: dict[str, float]) -> str:
    """From the end of what came before, or from its beginning where no end is known, to the row of what came after."""
    here, there = middles[before.key], middles[after.key]
    start = years.place(before.last + 1 if before.last is not None else before.first)
    x = years.place(after.start) - 3
    rise = _BAR / 2 + 2 if there > here else -_BAR / 2 - 2
    barb = -4 if there > here else 4
    tip = there - rise
    return f"M{at(start)} {at(here)}H{at(x)}V{at(tip)}m-3 {barb}l3 {-barb}l3 {barb}"
