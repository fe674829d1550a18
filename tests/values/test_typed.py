"""Whole numbers as somebody types them, and what is none."""

import pytest

from policyatlas.values.typed import whole_number


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("12", 12), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(typed, number):
    assert whole_number(typed) == number


@pytest.mark.parametrize("typed", ["", " ", "-1", "+1", "1.0", "1_0", "abc", "²", "１２", "٣", "9" * 19, "9" * 5000])
def test_all_else_is_none(typed):
    assert whole_number(typed) is None


def test_fewer_digits_may_be_asked_for():
    assert whole_number("99999", digits=5) == 99_999
    assert whole_number("100000", digits=5) is None
