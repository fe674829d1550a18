"""Ratios are exact until they are rounded, never claim more than their figures, and say why where there is none."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.quantities import Quantity
from policyatlas.values.ratios import DIGITS, NoRatio, Ratio, ratio
from policyatlas.values.vocabularies import MISSING, QUALIFIER

NUMBERS = st.decimals(min_value=0, max_value=10**13, places=3)
POSITIVE = st.decimals(min_value="0.001", max_value=10**9, places=3)
ONE_SIDED = ("at-least", "over", "nearly")


def quantity(value, upper=None, qualifier="exact", missing="") -> Quantity:
    """A quantity of some unit."""
    as_number = None if value is None else Decimal(value)
    return Quantity(as_number, "things", None if upper is None else Decimal(upper), qualifier, missing)


@st.composite
def quantities(draw, numbers=NUMBERS, qualifiers=QUALIFIER.codes):
    """Any quantity that has a value."""
    value = draw(numbers)
    more = draw(st.none() | POSITIVE)
    return quantity(value, None if more is None else value + more, draw(st.sampled_from(qualifiers)))


@pytest.mark.parametrize(
    ("numerator", "denominator", "times", "expected"),
    [
        (quantity(20), quantity(200), 100, Ratio(Decimal(10), None, "exact", False)),
        (quantity(20), quantity(198), 100, Ratio(Decimal("10.1"), None, "exact", True)),
        (quantity(0), quantity(7), 100, Ratio(Decimal(0), None, "exact", False)),
        (quantity(1), quantity(10**6), 1, Ratio(Decimal("0.000001"), None, "exact", False)),
        (quantity(5, qualifier="about"), quantity(2), 1, Ratio(Decimal("2.5"), None, "about", False)),
        (quantity(5), quantity(2, qualifier="about"), 1, Ratio(Decimal("2.5"), None, "about", False)),
        (quantity(20, qualifier="over"), quantity(3), 1, Ratio(Decimal("6.66"), None, "over", True)),
        (quantity(20, qualifier="nearly"), quantity(3), 1, Ratio(Decimal("6.67"), None, "nearly", True)),
        (quantity(10, 20), quantity(3), 1, Ratio(Decimal("3.33"), Decimal("6.67"), "exact", True)),
        (quantity(10, 20), quantity(2, 5), 1, Ratio(Decimal(2), Decimal(10), "exact", False)),
        (quantity(-4), quantity(2), 1, Ratio(Decimal(-2), None, "exact", False)),
        (quantity(1000, "1000.5", "over"), quantity(1), 1, Ratio(Decimal(1000), Decimal("1000.5"), "over", False, 5)),
    ],
)
def test_ratios(numerator, denominator, times, expected):
    assert ratio(numerator, denominator, times=times) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (quantity(1), quantity(0), NoRatio("zero", "not-applicable")),
        (quantity(1), quantity(0, 3, "about"), NoRatio("zero", "not-applicable")),
        (quantity(1), quantity(-2), NoRatio("negative", "not-applicable")),
        (quantity(1), quantity(13, qualifier="over"), NoRatio("turned", "unknown")),
        (quantity(1), quantity(13, qualifier="nearly"), NoRatio("turned", "unknown")),
        (quantity(1, qualifier="over"), quantity(13, qualifier="about"), NoRatio("mixed", "unknown")),
        (quantity(1, qualifier="at-least"), quantity(13, 15), NoRatio("mixed", "unknown")),
        (quantity(None, missing="not-reported"), quantity(2), NoRatio("missing", "not-reported")),
        (quantity(2), quantity(None, missing="none-found"), NoRatio("missing", "none-found")),
        (quantity(None, missing="unknown"), quantity(None, missing="none-found"), NoRatio("missing", "unknown")),
    ],
)
def test_why_there_is_no_ratio(numerator, denominator, expected):
    assert ratio(numerator, denominator) == expected


@given(
    quantities(), quantities(numbers=st.decimals(min_value=-5, max_value=10**9, places=2)), st.sampled_from([1, 100])
)
def test_a_ratio_is_a_quantity_that_claims_no_more_than_its_parts(numerator, denominator, times):
    found = ratio(numerator, denominator, times=times)
    if isinstance(found, NoRatio):
        assert found.missing in MISSING
        assert found.why != "missing", "Both parts have a value."
        return
    # Quantity refuses a range whose ends are one number.
    said = Quantity(found.value, "per cent", found.upper, found.qualifier)
    ends = [
        Fraction(above) * times / Fraction(below)
        for above in (numerator.value, numerator.upper)
        for below in (denominator.value, denominator.upper)
        if above is not None and below is not None
    ]
    if found.qualifier in ("over", "at-least"):
        assert Fraction(said.value) <= min(ends)
    elif found.qualifier == "nearly":
        assert Fraction(said.value) >= min(ends)
    elif said.upper is not None:
        assert Fraction(said.value) <= min(ends) < max(ends) <= Fraction(said.upper)
    assert (said.upper is None) == (min(ends) == max(ends)), "A range must stay a range, a number one number."


@given(quantities(), quantities(numbers=POSITIVE))
def test_no_qualifier_is_lost_or_made_up(numerator, denominator):
    found = ratio(numerator, denominator)
    if denominator.qualifier in ONE_SIDED:
        assert found == NoRatio("turned", "unknown")
    elif isinstance(found, Ratio):
        hedged = {numerator.qualifier, denominator.qualifier} - {"exact"}
        assert found.qualifier == (hedged.pop() if hedged else "exact")
        assert not hedged, "Two qualifiers became one."


@given(quantities(), quantities(numbers=POSITIVE))
def test_only_nothing_is_nothing(numerator, denominator):
    found = ratio(numerator, denominator)
    if isinstance(found, Ratio):
        assert (found.value == 0) == (numerator.value == 0)


@given(NUMBERS, POSITIVE)
def test_rounding_is_to_the_nearest_and_said(above, below):
    found = ratio(quantity(above), quantity(below))
    exact = Fraction(above) / Fraction(below)
    assert found.rounded == (Fraction(found.value) != exact)
    assert abs(Fraction(found.value) - exact) <= exact * Fraction(1, 2 * 10 ** (DIGITS - 1))
