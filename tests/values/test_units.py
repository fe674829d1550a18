"""Units have a Japanese name, by themselves and behind a number."""

import csv
from pathlib import Path

import pytest

from policyatlas.values.units import COUNTERS, in_japanese, unit_label

INDICATORS = Path(__file__).resolve().parents[2] / "fixtures" / "indicators.csv"


def test_every_unit_in_use_has_a_japanese_name():
    with INDICATORS.open(encoding="utf-8", newline="") as lines:
        units = {row["unit"] for row in csv.DictReader(lines)}
    unnamed = sorted(unit for unit in units if in_japanese(unit) is None)
    assert not unnamed, f"Give these units their Japanese counter in policyatlas/values/units.py: {unnamed}"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("companies", "社"),
        ("JPY", "円"),
        ("JPY per region per year", "円（1地域・1年当たり）"),
        ("JPY per person", "円（1人当たり）"),
        ("per cent", "%"),
        ("per cent of GDP", "%（対GDP比）"),
        ("SMEs", "社（中小企業）"),
        ("year", "年（西暦）"),
        ("rank", "位（順位）"),
        ("moons", "moons"),
        ("companies per moon", "companies per moon"),
    ],
)
def test_a_unit_by_itself(unit, said):
    assert unit_label(unit, "ja") == said
    assert unit_label(unit) == unit


def test_counters_are_not_english():
    assert {unit for unit, counter in COUNTERS.items() if counter.isascii()} == {"km", "per cent", "per cent of GDP"}
