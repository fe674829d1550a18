"""Indicators and figures in print, in full: a real zero stays zero, and what is missing stays in words."""

from decimal import Decimal

import pytest

from policyatlas.press.printing import sheets
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


def test_an_indicator(desk):
    indicator = desk.an_indicator(
        slug="test-budget",
        name_en="Budget",
        name_ja="予算",
        unit="JPY per year",
        definition="Planned.",
        direction="higher-better",
    )
    passage = first_passage(indicator)
    (sheet,) = sheets(indicator)
    assert payload(sheet) == {
        "name": {"en": "Budget", "ja": "予算"},
        "unit": "JPY per year",
        "definition": "Planned.",
        "direction": "higher-better",
        "evidence": [evidence(passage)],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "indicator",
        "slug": "test-budget",
        "title_en": "Budget",
        "title_ja": "予算",
        "year_from": None,
        "year_to": None,
        "number": None,
        "text": "budget 予算 planned. jpy per year",
        "facets": {"unit": ["JPY per year"], "source": sources(passage)},
    }


def test_a_figure(desk):
    japan = desk.a_place(slug="test-japan", kind="economy", name_en="Japan")
    observation = desk.an_observation(
        slug="test-figure",
        indicator=desk.an_indicator(slug="test-budget", name_en="Budget", name_ja="予算", unit="JPY"),
        place=desk.a_place(slug="test-sapporo", name_en="Sapporo", name_ja="札幌市", parent=japan),
        period_start=2002,
        period_end=2004,
        fiscal_year=True,
        value=Decimal("500000000"),
        upper_value=Decimal("1000000000.5"),
        qualifier="about",
        rank="preferred",
        remark="Printed “500m”.",
    )
    passage = first_passage(observation)
    observation.citations.update(supports="value")
    (sheet,) = sheets(observation)
    assert payload(sheet) == {
        "name": {"en": "Budget: Sapporo (FY 2002–2004)", "ja": "予算：札幌市（2002〜2004年度）"},
        "indicator": ref("indicator", "test-budget"),
        "subject": ref("place", "test-sapporo"),
        "unit": "JPY",
        "value": 500000000,
        "upper_value": 1000000000.5,
        "qualifier": "about",
        "value_missing": "",
        "period_start": 2002,
        "period_end": 2004,
        "fiscal": True,
        "period_printed": "",
        "rank": "preferred",
        "remark": "Printed “500m”.",
        "evidence": [evidence(passage, "value")],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "observation",
        "slug": "test-figure",
        "title_en": "Budget: Sapporo (FY 2002–2004)",
        "title_ja": "予算：札幌市（2002〜2004年度）",
        "year_from": 2002,
        "year_to": 2004,
        "number": Decimal("500000000"),
        "text": "budget 予算 sapporo printed “500m”.",
        "facets": {
            "indicator": ["indicator:test-budget"],
            "subject": ["place:test-sapporo"],
            "subject_kind": ["place"],
            "place": ["place:test-japan", "place:test-sapporo"],
            "value_missing": ["given"],
            "source": sources(passage),
        },
    }


def test_a_real_zero_is_a_zero(desk):
    (sheet,) = sheets(desk.an_observation(value=Decimal(0)))
    assert payload(sheet)["value"] == 0
    assert payload(sheet)["value_missing"] == ""
    assert payload(sheet)["qualifier"] == "exact"
    assert sheet.number == 0
    assert sheet.facets["value_missing"] == ["given"]
    assert sheet.facets["place"] == []


def test_a_missing_figure_is_neither_zero_nor_blank(desk):
    (sheet,) = sheets(desk.an_observation(missing="none-found", period_printed="~1995"))
    found = payload(sheet)
    assert (found["value"], found["upper_value"], found["qualifier"]) == (None, None, "")
    assert found["value_missing"] == "none-found"
    assert sheet.number is None
    assert sheet.facets["value_missing"] == ["none-found"]
    assert found["name"]["en"].endswith("(~1995)")
    assert found["missing"] == {"period_end": "not-reported", "period_start": "not-reported"}


def test_a_figure_is_not_called_by_what_nobody_has_approved(desk):
    indicator, place = (
        desk.an_indicator(name_en="Staff", name_ja="職員"),
        desk.a_place(name_en="A city", name_ja="ある市"),
    )
    figure = desk.an_observation(indicator=indicator, place=place)
    desk.publish(figure)
    indicator.refresh_from_db()
    place.refresh_from_db()
    for record, words in (
        (indicator, {"name_en": "Draft staff", "name_ja": "草案", "unit": "cats"}),
        (place, {"name_en": "Draft city", "name_ja": "案の市"}),
    ):
        desk.edit(desk.revise(record), **words)
    figure.refresh_from_db()
    (sheet,) = sheets(figure)
    assert sheet.title_en.startswith("Staff: A city (")
    assert sheet.title_ja.startswith("職員：ある市（")
    assert sheet.payload.unit == "persons"
    assert "職員" in sheet.text
    assert not any(word in sheet.text for word in ("draft", "草案"))
    desk.publish(indicator)
    figure.refresh_from_db()
    assert sheets(figure)[0].payload.unit == "cats"


def test_a_figure_of_something_without_a_japanese_name_has_none_either(desk):
    indicator = desk.an_indicator(name_en="Staff", name_ja="職員")
    (sheet,) = sheets(desk.an_observation(indicator=indicator, place=desk.a_place(name_en="A city", name_ja="")))
    assert (sheet.title_ja, sheet.payload.name.ja) == ("", "")
