"""Texts for spreadsheets: guarded where they would run, and had back exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.spreadsheets import bare, bare_number, escaped, safe_cell, unescaped


@given(st.text())
def test_every_text_comes_back(text):
    assert bare(safe_cell(text)) == text
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", " =1", "\t=1", "\r", "\nx", "'x"])
def test_what_could_run_is_guarded(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "'90s", "plain", ""])
def test_an_apostrophe_that_guards_nothing_stays(text):
    assert bare(text) == text


def test_only_texts_are_guarded():
    assert safe_cell(-1) == -1


@pytest.mark.parametrize(
    ("number", "text"),
    [(5, "5"), (5.0, "5"), (Decimal("12.500000"), "12.5"), (-0.0, "0"), (Decimal("1E+3"), "1000"), (100, "100")],
)
def test_numbers_are_plain(number, text):
    assert bare_number(number) == text
