"""The chart of a row of figures: a dot for each, where its number stands; ranges and qualifiers drawn and said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.values.quantities import number_words
from policyatlas.values.units import unit_label

from .scales import Scale, scale
from .shapes import LEADING, TEXT, WIDTH, Chart, Dot, Frame, Line, Mark, Picture, Text, at, clean

# Fewer figures than this are read faster than any chart.
FEWEST = 2
_LEFT, _RIGHT = 8, WIDTH - 28
_PLOT, _ARROW, _BARB = 18, 18, 4
# Numbers of these units are places in an order, not amounts: no length from zero stands for them.
_NO_AMOUNTS = ("year", "rank")


@dataclass(frozen=True)
class Figure:
    """One figure to be drawn: `words` say it whole; `value` is None where it is missing, and `words` say that."""

    words: str
    note: str = ""
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = "exact"

    @property
    def code(self) -> str:
        """What its mark is: its qualifier, with `-range` where it has two ends."""
        return f"{self.qualifier or 'exact'}{'' if self.upper is None else '-range'}"

    @property
    def said(self) -> str:
        """All that is said of it in one line."""
        return f"{self.words} ({self.note})" if self.note else self.words


@dataclass(frozen=True)
class Subject:
    """Whose figures they are: a name, and one figure at least, if only a missing one."""

    name: str
    figures: list[Figure]


@dataclass(frozen=True)
class Plot:
    """Everything one chart says; `cautions` say what keeps its figures from being held against each other."""

    code: str
    title: str
    subjects: list[Subject]
    cautions: Sequence[str] = field(default_factory=tuple)
    language: str = "en"

    @property
    def drawable(self) -> list[Figure]:
        """The figures that have a number."""
        return [figure for subject in self.subjects for figure in subject.figures if figure.value is not None]

    @property
    def units(self) -> list[str]:
        """The units of these figures, each once."""
        return list(dict.fromkeys(figure.unit for figure in self.drawable))


def figure_chart(plot: Plot, address: str = "") -> Chart | None:
    """The chart of some figures, or None where there are too few with a number."""
    if len(plot.drawable) < FEWEST:
        return None
    return Chart(plot.code, plot.title, partial(_draw, plot), address)


def _draw(plot: Plot, frame: Frame | None) -> Picture:
    small_print = _small_print(plot)
    picture = Picture(plot.code, plot.title, _described(plot, small_print), alone=frame is not None)
    if frame:
        picture.write(frame.title, "title")
        picture.height += 8
    top = picture.height
    common = _scale(plot)
    for subject in plot.subjects:
        picture.write(subject.name, "name")
        for figure in subject.figures:
            picture.write(figure.said, "absent" if figure.value is None else "said")
            if figure.value is not None and common:
                picture.height += _PLOT
                picture.marks.append(_mark(figure, common, picture.height - _PLOT / 2))
        picture.height += 6
    if common:
        _axis(picture, common, plot, top)
    for line in small_print:
        picture.write(line, "quiet")
    for line in frame.lines if frame else ():
        picture.write(line, "quiet")
    picture.height += 6
    return picture


def _scale(plot: Plot) -> Scale | None:
    """The scale that all figures share; None where their units differ."""
    if len(plot.units) != 1:
        return None
    numbers = [end for figure in plot.drawable for end in (figure.value, figure.upper) if end is not None]
    return scale(numbers, left=_LEFT, right=_RIGHT, from_zero=plot.units[0] not in _NO_AMOUNTS)


def _mark(figure: Figure, common: Scale, y: float) -> Mark:
    x, qualifier = common.place(figure.value), figure.qualifier or "exact"
    full = qualifier in ("exact", "at-least")
    shapes: list[Line | Dot] = []
    last = x
    if figure.upper is not None:
        last = common.place(figure.upper)
        shapes.append(Line(at(x), at(y), at(last), at(y), "range" if full else "dashed"))
        shapes.append(Dot(at(last), at(y), full))
    elif figure.unit not in _NO_AMOUNTS and figure.value:
        shapes.append(Line(at(common.place(Decimal(0))), at(y), at(x), at(y), "stem" if full else "dashed"))
    if qualifier in ("over", "at-least"):
        shapes += arrow(last, y, _ARROW)
    elif qualifier == "nearly":
        shapes += arrow(x, y, -_ARROW)
    return Mark(figure.code, clean(figure.said), [*shapes, Dot(at(x), at(y), full)])


def arrow(x: float, y: float, length: int) -> list[Line]:
    """An arrow from a place, to the right, or to the left where `length` is below 0."""
    tip, back = x + length, _BARB if length > 0 else -_BARB
    return [
        Line(at(x), at(y), at(tip), at(y), "arrow"),
        Line(at(tip), at(y), at(tip - back), at(y - _BARB), "arrow"),
        Line(at(tip), at(y), at(tip - back), at(y + _BARB), "arrow"),
    ]


def _axis(picture: Picture, common: Scale, plot: Plot, top: int) -> None:
    unit = plot.units[0]
    whole = all(number == number.to_integral_value() for figure in plot.drawable for number in [figure.value])
    bottom = picture.height
    for tick in common.ticks(whole=whole):
        x = common.place(tick)
        picture.lines.append(Line(at(x), at(top), at(x), at(bottom), "grid"))
        anchor = "start" if x < TEXT else "end" if x > WIDTH - 3 * TEXT else "middle"
        picture.texts.append(Text(at(x), at(bottom + TEXT), number_words(tick, unit, plot.language), "tick", anchor))
    picture.lines.append(Line(at(_LEFT), at(bottom), at(_RIGHT), at(bottom), "axis"))
    picture.height = bottom + LEADING


def _small_print(plot: Plot) -> list[str]:
    units = plot.units
    if len(units) > 1:
        named = "; ".join(unit_label(unit, plot.language) for unit in units)
        said = [_("Units differ (%(units)s): there is no common scale, and no mark is drawn.") % {"units": named}]
    else:
        said = [" ".join([*([] if units[0] in _NO_AMOUNTS else [_unit(units[0], plot.language)]), *_key(plot)])]
    if plot.cautions:
        said.append(_("Not simply comparable: %(cautions)s.") % {"cautions": words.listed(plot.cautions)})
    return [line for line in said if line]


def _unit(unit: str, language: str) -> str:
    return _("Unit: %(unit)s.") % {"unit": unit_label(unit, language)}


def _key(plot: Plot) -> list[str]:
    """What the marks mean that are not exact numbers: only those that occur."""
    means = {
        "about": _("Hollow dot: about."),
        "at-least": _("Arrow from a full dot: at least."),
        "over": _("Arrow from a hollow dot: over."),
        "nearly": _("Arrow back from a hollow dot: nearly."),
        "range": _("Line between two dots: a range."),
    }
    occurring = {figure.qualifier for figure in plot.drawable}
    occurring |= {"range" for figure in plot.drawable if figure.upper is not None}
    return [said for code, said in means.items() if code in occurring]


def _described(plot: Plot, small_print: list[str]) -> str:
    said = [f"{subject.name}: {'; '.join(figure.said for figure in subject.figures)}." for subject in plot.subjects]
    return " ".join([*said, *small_print])
