"""Quantities say what the source says: number, unit, range and qualifier, or why there is none."""

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.quantities import Quantity, as_number, number_words, plain_number
from policyatlas.values.vocabularies import MISSING, QUALIFIER

UNITS = ("JPY", "JPY per year", "USD", "per cent", "per cent of GDP", "persons", "year", "rank", "years")
LANGUAGES = st.sampled_from(["en", "ja"])
VALUES = st.decimals(min_value=0, max_value=10**15, places=6)
QUALIFIERS = st.sampled_from([code for code in QUALIFIER.codes if code != "exact"])


@pytest.mark.parametrize(
    ("quantity", "en", "ja"),
    [
        (Quantity(Decimal("26"), "sites"), "26 sites", "26か所"),
        (Quantity(Decimal("0"), "institutes"), "0 institutes", "0機関"),
        (Quantity(Decimal("1"), "institutes"), "1 institute", "1機関"),
        (Quantity(Decimal("1"), "companies per region"), "1 company per region", "1社（1地域当たり）"),
        (Quantity(Decimal("1"), "persons", upper=Decimal("3")), "1–3 persons", "1〜3人"),
        (Quantity(Decimal("1500.50"), "persons"), "1,500.5 persons", "1,500.5人"),
        (Quantity(Decimal("680000000"), "JPY per year"), "JPY 680 million per year", "6億8,000万円（1年当たり）"),
        (Quantity(Decimal("24E12"), "JPY"), "JPY 24 trillion", "24兆円"),
        (Quantity(Decimal("999999"), "USD"), "USD 999,999", "99万9,999米ドル"),
        (Quantity(Decimal("9999"), "USD"), "USD 9,999", "9,999米ドル"),
        (
            Quantity(Decimal("500000000"), "JPY per region per year", upper=Decimal("1E9"), qualifier="about"),
            "about JPY 500 million–1 billion per region per year",
            "約5億〜10億円（1地域・1年当たり）",
        ),
        (Quantity(Decimal("120000000"), "JPY"), "JPY 120 million", "1億2,000万円"),
        (Quantity(Decimal("20055570000000"), "JPY"), "JPY 20.05557 trillion", "20兆555億7,000万円"),
        (Quantity(Decimal("1000000000001.5"), "JPY"), "JPY 1.0000000000015 trillion", "1兆1.5円"),
        (Quantity(Decimal("0.5"), "JPY"), "JPY 0.5", "0.5円"),
        (Quantity(Decimal("0"), "JPY"), "JPY 0", "0円"),
        (Quantity(Decimal("-23000"), "JPY per person"), "JPY -23,000 per person", "-2万3,000円（1人当たり）"),
        (Quantity(Decimal("200"), "SMEs", qualifier="over"), "over 200 SMEs", "200社超（中小企業）"),
        (Quantity(Decimal("7"), "moons", qualifier="nearly"), "nearly 7 moons", "7 moons近く"),
        (Quantity(Decimal("7"), "companies per moon"), "7 companies per moon", "7 companies per moon"),
        (Quantity(Decimal("2.3"), "per cent"), "2.3%", "2.3%"),
        (Quantity(Decimal("90"), "per cent", qualifier="over"), "over 90%", "90%超"),
        (Quantity(Decimal("50"), "per cent", qualifier="nearly"), "nearly 50%", "50%近く"),
        (Quantity(Decimal("1"), "per cent of GDP"), "1% of GDP", "1%（対GDP比）"),
        (
            Quantity(Decimal("10"), "years", upper=Decimal("15"), qualifier="at-least"),
            "at least 10–15 years",
            "少なくとも10〜15年",
        ),
        (Quantity(Decimal("1985.000000"), "year"), "1985", "1985年"),
        (Quantity(Decimal("1"), "rank"), "1st", "第1位"),
        (Quantity(Decimal("2"), "rank"), "2nd", "第2位"),
        (Quantity(Decimal("3"), "rank"), "3rd", "第3位"),
        (Quantity(Decimal("11"), "rank"), "11th", "第11位"),
        (Quantity(Decimal("112"), "rank"), "112th", "第112位"),
        (Quantity(Decimal("21"), "rank"), "21st", "第21位"),
        (Quantity(None, "persons", missing="not-reported"), "not reported", "記載なし"),
    ],
)
def test_the_words(quantity, en, ja):
    assert quantity.words() == en
    assert quantity.words("ja") == ja


@given(st.sampled_from(MISSING.codes), st.sampled_from(UNITS), LANGUAGES)
def test_what_is_missing_is_said_in_words_and_never_as_a_number_or_a_blank(missing, unit, language):
    said = Quantity(None, unit, missing=missing).words(language)
    assert said == MISSING.label(missing, language)
    assert said.strip()
    assert not any(character.isdigit() for character in said)


@given(VALUES, st.sampled_from(UNITS), QUALIFIERS, LANGUAGES)
def test_a_qualifier_is_never_lost(value, unit, qualifier, language):
    said = Quantity(value, unit, qualifier=qualifier).words(language)
    word = QUALIFIER.label(qualifier, language)
    assert word in said
    assert Quantity(value, unit).words(language) == said.replace(word, "", 1).strip()


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6))
def test_japanese_groups_lose_nothing(value):
    sizes = {"兆": 10**12, "億": 10**8, "万": 10**4, "": 1}
    said = number_words(value, "JPY", "ja")
    groups = re.findall(r"([\d,.]+)([兆億万]?)", said)
    number = sum(Decimal(digits.replace(",", "")) * sizes[name] for digits, name in groups)
    assert (-number if said.startswith("-") else number) == value


@given(VALUES, st.decimals(min_value="0.000001", max_value=10**15, places=6), QUALIFIERS, LANGUAGES)
def test_a_range_says_both_its_ends(value, width, qualifier, language):
    unit, upper = "JPY per year", value + width
    said = Quantity(value, unit, upper=upper, qualifier=qualifier).words(language)
    to = "〜" if language == "ja" else "–"
    assert f"{number_words(value, unit, language)}{to}{number_words(upper, unit, language)}" in said


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6))
def test_plain_digits_lose_nothing(value):
    assert Decimal(plain_number(value).replace(",", "")) == value


@pytest.mark.parametrize("missing", ["", "unknown"])
def test_a_value_or_a_reason_never_both_and_never_neither(missing):
    value = Decimal(1) if missing else None
    with pytest.raises(ValueError, match="never both and never neither"):
        Quantity(value, "persons", missing=missing)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": Decimal(2), "upper": Decimal(2)},
        {"value": None, "upper": Decimal(2), "missing": "unknown"},
    ],
)
def test_a_range_goes_up_from_a_value(wrong):
    with pytest.raises(ValueError, match="greater than its value"):
        Quantity(unit="persons", **wrong)


@pytest.mark.parametrize(
    ("value", "said"), [("680000000.00", "680000000"), ("12.50", "12.5"), ("0", "0"), ("1E+15", "1000000000000000")]
)
def test_a_whole_number_stays_whole_in_data(value, said):
    assert json.dumps(as_number(Decimal(value))) == said
