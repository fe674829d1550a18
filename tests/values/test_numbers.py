"""The numbers that a text names."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.numbers import names, numbers
from tests.house.tree import ROOT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The government designated 26 sites", "26"),
        ("２６ヶ所", "26"),
        ("twenty-six sites", "26"),
        ("Twenty six sites", "26"),
        ("nineteen", "19"),
        ("a hundred towns", "100"),
        ("one hundred thousand", "100000"),
        ("two dozen", "24"),
        ("second place", "2"),
        ("the 26th", "26"),
        ("twenty-first", "21"),
        ("1,985,198 persons", "1985198"),
        ("198 20 0", "198 20 0"),
        ("1985,198", "1985 198"),
        ("20\u2009000 persons", "20000"),
        ("12.5%", "12.5"),
        ("-3.2 per cent", "-3.2 3.2"),
        ("1996-2000", "1996 2000"),
        ("(~1995)", "1995"),
        ("FY2004", "2004"),
        ("680 million yen", "680000000"),
        ("Apprx.500m JPY", "500 500000000"),
        ("¥1.2bn", "1200000000"),
        ("10k", "10 10000"),
        ("2.5 billions", "2500000000"),
        ("ten thousand million", "10000000000"),
        ("5–10 million", "5 5000000 10000000"),
        ("between JPY 5 and JPY 10 billion", "5 5000000000 10000000000"),
        ("500 million to 1 billion", "500000000 1000000000"),
        ("6億8,000万円", "680000000"),
        ("4,600百万円", "4600000000"),
        ("41.5億円", "4150000000"),
        ("3兆5千億円", "3500000000000"),
        ("1万2千人", "12000"),
        ("1万2000人", "12000"),
        ("二十六地域", "26"),
        ("百五", "105"),
        ("万", "10000"),
        ("84年に9地区", "84 1984 2084 9"),
        ("20,055,570 百万円", "1000000 20055570 20055570000000"),
        ("2463 千円", "1000 2463 2463000"),
        ("一九九五", "1995"),
        ("第三次", "3"),
        ("昭和59年", "59 1984"),
        ("平成元年", "1989"),
        ("平成二十四年", "24 2012"),
        ("’95", "95"),
        ("in tens and someone often", ""),
        ("no number at all", ""),
        ("", ""),
    ],
)
def test_numbers_are_read(text, expected):
    assert numbers(text) == {Decimal(number) for number in expected.split()}


def test_a_part_of_a_number_is_not_named():
    assert not names("1,985 of 126 at 12.5", Decimal(26))
    assert not any(names("1,985 of 126 at 12.5", Decimal(number)) for number in (1, 985, 12, 5))
    assert not names("’95", Decimal(1995))
    assert names("12.500", Decimal("12.500000"))


@given(st.integers(0, 10**15))
def test_whole_numbers_are_read_as_they_are_written(number):
    assert names(f"some {number} there", Decimal(number))
    assert names(f"({number:,})", Decimal(number))
    assert names(f"約{number}人", Decimal(number))


@given(st.decimals(0, 10**6, places=3), st.sampled_from([("million", 10**6), ("billion", 10**9), ("億円", 10**8)]))
def test_scales_are_multiplied_without_loss(number, scale):
    word, size = scale
    assert names(f"{number:f} {word}" if word.isascii() else f"{number:f}{word}", number * size)


@given(st.integers(1, 10**15))
def test_japanese_numbers_are_put_together(number):
    left, said = number, ""
    for size, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        count, left = divmod(left, size)
        said += f"{count:,}{name}" if count else ""
    assert names(f"総額{said}円", Decimal(number))


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(isinstance(number, Decimal) for number in numbers(text))


def test_every_figure_that_ships_stands_in_its_quotation():
    with (ROOT / "fixtures" / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    absent = [
        (row["slug"], row[name])
        for row in rows
        for name in ("value", "value_max")
        if row[name] and not names(row["quote"], Decimal(row[name]))
    ]
    assert len(rows) > 50
    assert absent == []
