"""Classes of figures, the numbers on tiles, and the names of periods in addresses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.public.map.numbers import short
from policyatlas.public.map.periods import code_of
from policyatlas.public.map.scales import MOST, scale_of
from policyatlas.values.periods import Period

_FIGURES = st.lists(st.integers(0, 60).map(Decimal), min_size=1, max_size=60)


@given(_FIGURES)
def test_every_figure_lies_within_its_class_and_classes_do_not_touch(values):
    scale = scale_of(values)
    assert len(scale.bounds) <= MOST
    for value in values:
        low, high = scale.bounds[scale.class_of(value) - 1]
        assert low <= value <= high
    flat = [bound for low, high in scale.bounds for bound in (low, high)]
    assert flat == sorted(flat)
    assert all(upper < lower for (_, upper), (lower, _) in zip(scale.bounds, scale.bounds[1:], strict=False))
    assert {bound for bounds in scale.bounds for bound in bounds} <= set(values), "A bound is a figure that there is."


@given(_FIGURES)
def test_shades_rise_with_the_classes(values):
    scale = scale_of(values)
    steps = [scale.step_of(number) for number in range(1, len(scale.bounds) + 1)]
    assert steps == sorted(set(steps))
    assert set(steps) <= set(range(1, MOST + 1))


def test_47_different_figures_make_five_classes_about_equally_full():
    scale = scale_of(map(Decimal, range(47)))
    sizes = [sum(scale.class_of(Decimal(value)) == number for value in range(47)) for number in range(1, 6)]
    assert sum(sizes) == 47
    assert set(sizes) <= {9, 10}


def test_no_figures_make_no_classes():
    assert scale_of([]).bounds == ()


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        ("5224614", "persons", "en", "5.22m"),
        ("5224614", "persons", "ja", "522万"),
        ("120219929000000", "JPY", "en", "120tn"),
        ("120219929000000", "JPY", "ja", "120兆"),
        ("9999", "persons", "en", "9,999"),
        ("10000", "persons", "en", "10k"),
        ("999999", "persons", "en", "1,000k"),
        ("0", "persons", "en", "0"),
        ("12.345", "per cent", "en", "12.35"),
        ("1998", "year", "en", "1998"),
        ("3", "rank", "en", "3rd"),
    ],
)
def test_numbers_on_tiles_are_short(value, unit, language, said):
    assert short(Decimal(value), unit, language) == said


def test_numbers_on_tiles_keep_what_they_were_given_with():
    assert short(Decimal(300), "persons", "en", qualifier="about") == "~300"
    assert short(Decimal(300), "persons", "en", qualifier="at-least") == "≥300"
    assert short(Decimal(10), "persons", "en", upper=Decimal(20)) == "10–20"


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(1995, 1995), "1995"),
        (Period(1995, 1995, printed="1995"), "1995"),
        (Period(1995, 1995, printed="April 1995"), "1995-as-april-1995"),
        (Period(2001, 2005), "2001-2005"),
        (Period(2006, 2006, fiscal=True), "2006-fy"),
        (Period(None, 1995, printed="~1995"), "to-1995-as-1995"),
        (Period(1995, None), "from-1995"),
        (Period(), "undated"),
    ],
)
def test_a_period_has_one_name_in_addresses(period, code):
    assert code_of(period) == code
