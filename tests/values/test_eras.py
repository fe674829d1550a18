"""Years as they are written in Japan are the years of the common era in which they begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.eras import imperial_years_in, year_of, years_in


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2001", 2001),
        ("２００１", 2001),
        (" 2001 ", 2001),
        ("2001年", 2001),
        ("2001年度", 2001),
        ("２００１年度", 2001),
        ("FY2001", 2001),
        ("fy 2001", 2001),
        ("fiscal year 2001", 2001),
        ("2001FY", 2001),
        ("平成13", 2001),
        ("平成13年", 2001),
        ("平成１３年度", 2001),
        ("平成十三年度", 2001),
        ("平成 13 年度", 2001),
        ("H13", 2001),
        ("h13", 2001),
        ("H13年度", 2001),
        ("H.13", 2001),
        ("Heisei 13", 2001),
        ("Shōwa 58", 1983),
        ("昭和58年", 1983),
        ("昭和五十八年", 1983),
        ("S58", 1983),
        ("昭和二十年", 1945),
        ("昭和十年", 1935),
        ("平成三年", 1991),
        ("昭和64年", 1989),
        ("平成元年", 1989),
        ("平成31年", 2019),
        ("令和元年度", 2019),
        ("R6", 2024),
        ("明治元年", 1868),
        ("大正15年", 1926),
    ],
)
def test_one_year_however_it_is_written(typed, year):
    assert year_of(typed) == year


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "平成",
        "平成99年",
        "平成0年",
        "平成32年",
        "昭和65年",
        "平成二三年",
        "H0",
        "20011",
        "2001-2005",
        "12",
        "3000",
        "B13",
        "13年",
        "十",
    ],
)
def test_what_is_no_year(typed):
    assert year_of(typed) is None


def test_years_stand_in_texts():
    text = "テクノポリス法は昭和58年に、計画は平成13年度に。fy 2005 and 2006年度; h20 too"
    assert [written.year for written in years_in(text)] == [1983, 2001, 2005, 2006, 2008]
    assert imperial_years_in(text) == [1983, 2001]
    assert [text[one.start : one.end] for one in years_in(text)] == [
        "昭和58年",
        "平成13年度",
        "fy 2005",
        "2006年度",
        "h20",
    ]


def test_an_era_had_no_more_years_than_it_had():
    assert [written.year for written in years_in("平成99年、平成31年")] == [2019]


def test_a_letter_alone_is_no_sure_year():
    assert [written.sure for written in years_in("h13 平成13")] == [False, True]


def test_numbers_beside_letters_are_no_years():
    assert list(years_in("ch13 b13 h130 13s s5x 2001 12345")) == []


@given(st.text())
def test_no_text_makes_it_stumble(text):
    assert year_of(text) is None or 0 < year_of(text) < 3000
    assert all(0 <= one.start < one.end <= len(text) for one in years_in(text))


_PIECES = ["平成", "heisei", " ", "13", "2001", "元", "十", "二", "年", "年度", "fy", "h", "s.", "5", "."]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_years_in_a_text_do_not_overlap(text):
    found = list(years_in(text))
    assert all(one.end <= other.start for one, other in pairwise(found)), text


@given(st.integers(1, 31), st.sampled_from(["平成{}", "平成{}年", "平成{}年度", "H{}", "heisei {}"]))
def test_every_year_of_an_era(number, written):
    assert year_of(written.format(number)) == 1988 + number
