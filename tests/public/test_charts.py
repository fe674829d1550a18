"""Charts draw one mark for each number, none for what is missing, and keep every qualifier in drawing and in words."""

from collections import Counter
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyatlas.public.charts.figures import Figure, Plot, Subject, figure_chart
from policyatlas.public.charts.scales import scale
from policyatlas.public.charts.shapes import WIDTH, Frame, wrapped
from policyatlas.public.charts.stages import Lane, Span, stage_chart
from policyatlas.public.charts.writing import written as svg_of
from policyatlas.values.quantities import Quantity
from policyatlas.values.vocabularies import MISSING, QUALIFIER

SVG = "{http://www.w3.org/2000/svg}"
FRAME = Frame("A title", ("Source: a report.", "PolicyAtlas, edition 2026.1."))
NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2)
UNITS = st.sampled_from(["companies", "JPY per year", "year", "rank", "per cent"])
# What a curator may have typed or pasted, control characters included.
TYPED = st.text(max_size=60)


def drawn(chart, frame: Frame | None = FRAME) -> ElementTree.Element:
    """The picture of a chart, read back by a reader of XML."""
    text = svg_of(chart.draw(frame))
    assert " style=" not in text, "The content security policy refuses inline style."
    assert "<style" not in text
    return ElementTree.fromstring(text.encode())


def marks(svg: ElementTree.Element) -> list[ElementTree.Element]:
    """The marks of a picture, in their order."""
    return [one for one in svg.iter(f"{SVG}g") if "chart-mark" in one.get("class", "")]


def parts(mark: ElementTree.Element) -> Counter:
    """How many shapes of each look a mark is made of."""
    return Counter(one.get("class") for one in mark if one.get("class"))


def described(svg: ElementTree.Element) -> str:
    """The text alternative of a picture."""
    return svg.find(f"{SVG}desc").text


def written(svg: ElementTree.Element) -> str:
    """Everything that is written in a picture, spaces aside: lines break where they must."""
    return "".join("".join(text.text or "" for text in svg.iter(f"{SVG}text")).split())


def figure(value, unit="companies", qualifier="exact", upper=None) -> Figure:
    """A figure with the words that its quantity has."""
    lower, higher = Decimal(value), None if upper is None else Decimal(upper)
    words = Quantity(lower, unit, higher, qualifier).words()
    return Figure(words, "1995", lower, higher, unit, qualifier)


@st.composite
def figures(draw, units=UNITS):
    """A figure, or one that is missing."""
    kind = draw(st.none() | st.sampled_from(MISSING.codes))
    if kind:
        return Figure(MISSING.label(kind), draw(TYPED))
    value, unit = draw(NUMBERS), draw(units)
    upper = draw(st.none() | st.just(value + 1))
    return figure(value, unit, draw(st.sampled_from(QUALIFIER.codes)), upper)


@st.composite
def plots(draw):
    """A plot of a few subjects, each with at least one figure."""
    units = st.just(draw(UNITS)) if draw(st.booleans()) else UNITS
    several = st.lists(figures(units), min_size=1, max_size=3)
    subjects = draw(st.lists(st.builds(Subject, TYPED, several), min_size=1, max_size=4))
    return Plot("row", "A row", subjects, ("periods differ",))


@given(plots(), st.sampled_from([None, FRAME]))
@example(Plot("row", "A row", [Subject("A", [figure(0), figure(0)])]), FRAME)
@example(Plot("row", "A row", [Subject("\x00]]>", [figure(3), figure(5), Figure("not reported", "<b>&")])]), None)
def test_a_mark_for_each_number_none_for_what_is_missing_and_every_qualifier_kept(plot, frame):
    chart = figure_chart(plot)
    if len(plot.drawable) < 2:
        assert chart is None
        return
    svg = drawn(chart, frame)
    found = marks(svg)
    common = len(plot.units) == 1
    assert len(found) == (len(plot.drawable) if common else 0)
    for one, mark in zip(plot.drawable, found, strict=False):
        looks = parts(mark)
        assert f"chart-{one.code}" in mark.get("class").split()
        assert looks["chart-full" if one.qualifier in ("exact", "at-least") else "chart-hollow"] == 1 + bool(one.upper)
        assert looks["chart-arrow"] == (3 if one.qualifier in ("over", "at-least", "nearly") else 0)
        assert one.words in mark.find(f"{SVG}title").text
    for one in (figure for subject in plot.subjects for figure in subject.figures):
        assert one.words in described(svg), "The text alternative leaves out a figure."
        assert "".join(one.words.split()) in written(svg), "The picture leaves out the words of a figure."


@given(st.lists(NUMBERS, min_size=2, max_size=6, unique=True))
def test_a_greater_number_stands_further_right_and_zero_at_the_start(numbers):
    svg = drawn(figure_chart(Plot("row", "A row", [Subject("A", [figure(number) for number in numbers])])))
    places = {
        number: float(mark.find(f"{SVG}circle").get("cx")) for number, mark in zip(numbers, marks(svg), strict=True)
    }
    assert sorted(places.values()) == [places[number] for number in sorted(numbers)]
    assert all(0 <= place <= WIDTH for place in places.values())
    assert places.get(Decimal(0), min(places.values())) == min(places.values())


def test_zero_is_drawn_and_a_missing_figure_is_not():
    svg = drawn(
        figure_chart(Plot("row", "A", [Subject("A", [figure(0), figure(4)]), Subject("B", [Figure("unknown")])]))
    )
    zero, four = marks(svg)
    assert parts(zero) == {"chart-full": 1}, "A zero has a dot and no length."
    assert parts(four) == {"chart-full": 1, "chart-stem": 1}
    assert "unknown" in written(svg)


def test_differing_units_have_no_scale_and_say_so():
    svg = drawn(figure_chart(Plot("row", "A", [Subject("A", [figure(1, "JPY"), figure(2, "USD")])])))
    assert marks(svg) == []
    assert "Units differ (JPY; USD): there is no common scale" in described(svg)
    assert not [one for one in svg.iter(f"{SVG}text") if one.get("class") == "chart-tick"]


def test_years_and_ranks_have_no_length_from_zero():
    svg = drawn(figure_chart(Plot("row", "A", [Subject("A", [figure(1985, "year"), figure(1987, "year")])])))
    assert [parts(mark) for mark in marks(svg)] == [{"chart-full": 1}] * 2
    ticks = [one.text for one in svg.iter(f"{SVG}text") if one.get("class") == "chart-tick"]
    assert ticks == ["1985", "1986", "1987"]


def test_a_range_is_a_line_between_two_ends_and_about_is_told_from_exact():
    plot = Plot("row", "A", [Subject("A", [figure(5, upper=9), figure(5, qualifier="about", upper=9)])])
    exact, about = marks(drawn(figure_chart(plot)))
    assert parts(exact) == {"chart-range": 1, "chart-full": 2}
    assert parts(about) == {"chart-dashed": 1, "chart-hollow": 2}


def test_a_file_says_title_source_and_edition_and_a_page_leaves_that_to_its_heading():
    chart = figure_chart(Plot("row", "A row", [Subject("A", [figure(1), figure(2)])]))
    assert all("".join(line.split()) in written(drawn(chart)) for line in (FRAME.title, *FRAME.lines))
    assert "Source" not in written(drawn(chart, None))


def test_a_picture_is_one_image_with_a_title_and_a_description():
    svg = drawn(figure_chart(Plot("row", "A row", [Subject("A", [figure(1), figure(2)])])))
    assert svg.get("role") == "img"
    named = {one.get("id") for one in (svg.find(f"{SVG}title"), svg.find(f"{SVG}desc"))}
    assert set(svg.get("aria-labelledby").split()) == named


YEARS = st.none() | st.integers(min_value=1900, max_value=2100)


@given(st.lists(st.tuples(YEARS, YEARS, st.booleans()), min_size=1, max_size=6))
def test_what_has_a_year_has_a_mark_and_what_has_none_has_words(years):
    spans = [
        Span(f"Stage {number}", "some years", *sorted_or_open(start, end), event)
        for number, (start, end, event) in enumerate(years)
    ]
    chart = stage_chart("Years", [Lane("A programme", spans)])
    dated = [span for span in spans if span.dated]
    if not dated:
        assert chart is None
        return
    svg = drawn(chart)
    assert [mark.find(f"{SVG}title").text for mark in marks(svg)] == [span.said for span in dated]
    for span, mark in zip(dated, marks(svg), strict=True):
        is_open = span.start is None or span.end is None
        assert (parts(mark)["chart-dashed"] == 1) == is_open, "An end that nobody knows is drawn open."
        assert (span.code in ("open-start", "open-end")) == is_open
    for span in spans:
        assert span.said in described(svg)
        assert "".join(span.said.split()) in written(svg)


def sorted_or_open(start, end) -> tuple:
    """Two years in their order, or one and an open end."""
    return tuple(sorted((start, end))) if start and end else (start, end)


def test_an_open_end_is_said_in_words():
    svg = drawn(stage_chart("Years", [Lane("A", [Span("A", "from 2001; end not reported", 2001)])]))
    assert "no source gives the end" in described(svg)
    assert "chart-open-end" in marks(svg)[0].get("class")


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_ticks_are_few_and_within_the_scale(numbers, from_zero, whole):
    found = scale(numbers, left=0, right=100, from_zero=from_zero)
    ticks = found.ticks(whole=whole)
    assert len(ticks) <= 6
    assert all(found.low <= tick <= found.high for tick in ticks)
    assert not whole or all(tick == tick.to_integral_value() for tick in ticks)
    assert all(-0.01 <= found.place(number) <= 100.01 for number in numbers)


@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=200),
    st.integers(min_value=200, max_value=700),
)
def test_wrapping_loses_nothing(words, width):
    assert "".join(wrapped(words, width)) == words


@pytest.mark.parametrize("words", ["", " ", "\n"])
def test_nothing_has_no_lines(words):
    assert wrapped(words, 100) == []
