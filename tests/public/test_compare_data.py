"""A comparison as data says what the page says, and opens as it should in a spreadsheet."""

import json

import pytest

from policyatlas.public.compare.nouns import NOUNS
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU, address, compared
from tests.public.taken import rows_of

pytestmark = pytest.mark.django_db

ASKED = {"prefectures": TOHOKU, "programmes": (INDUSTRIAL, KNOWLEDGE), "clusters": CHARTED}


def lines(visitor, path: str) -> list[dict]:
    """The lines of a downloaded spreadsheet."""
    return rows_of(visitor.get(path))


def plain(text: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return text.removeprefix("'")


@pytest.mark.parametrize("noun", NOUNS)
def test_the_spreadsheet_says_what_the_page_says(visitor, reading, noun):
    comparison = compared(reading, noun, *ASKED[noun])
    expected = [
        (row.label, column.title, said, missing)
        for _, row, column, cell in comparison.cells()
        for said, missing in [(item.words, item.missing) for item in cell.items] or [(cell.absent, cell.missing)]
    ]
    found = lines(visitor, address(noun, *ASKED[noun], ending=".csv"))
    assert [(one["row"], one["subject"], plain(one["value_words"]), one["missing"]) for one in found] == expected


@pytest.mark.parametrize("noun", NOUNS)
def test_every_word_and_quotation_of_the_data_is_on_the_page(visitor, noun):
    from django.utils.html import escape

    page = visitor.get(address(noun, *ASKED[noun])).content.decode()
    data = json.loads(visitor.get(address(noun, *ASKED[noun], ending=".json")).content)
    for group in data["groups"]:
        for row in group["rows"]:
            for cell in row["cells"]:
                said = [statement["words"] for statement in cell["statements"]] or [cell["missing_words"]]
                said += [passage["quote"] for statement in cell["statements"] for passage in statement["evidence"]]
                for words in said:
                    assert escape(words) in page, f"{row['row']}, {cell['subject']}: the page does not say {words}"


def test_a_figure_in_the_spreadsheet_has_number_unit_period_and_source(visitor):
    found = lines(visitor, address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".csv"))
    budget = next(one for one in found if one["value_words"] == "JPY 680 million per year")
    assert budget["value_number"] == "680000000"
    assert (budget["unit"], budget["period"], budget["qualifier"]) == ("JPY per year", "FY 2004", "exact")
    assert budget["locator"] == "Footnote 12"
    assert "Industrial Cluster Project: annual budget" in budget["sources_disagree"]
    assert budget["url"] == ("http://testserver/observations/programme-annual-budget-industrial-cluster-project-2004/")


def test_a_zero_is_a_number_and_a_missing_figure_is_none(visitor):
    data = json.loads(visitor.get(address("prefectures", "aomori", "iwate", ending=".json")).content)
    rows = {row["code"]: row for group in data["groups"] for row in group["rows"]}
    aomori = rows["technopolis-relocated-research-institutes"]["cells"][0]["statements"][0]
    iwate = rows["technopolis-invited-companies"]["cells"][1]["statements"][0]
    assert (aomori["value"], aomori["missing"]) == (0, "")
    assert (iwate["value"], iwate["missing"], iwate["words"]) == (None, "not-reported", "not reported")


def test_no_line_can_run_as_a_formula(visitor, desk):
    name = '=HYPERLINK("http://evil.example")'
    desk.publish(desk.a_policy(slug="formula-programme", title_en=name, kind="programme"))
    found = lines(visitor, address("programmes", "formula-programme", INDUSTRIAL, ending=".csv"))
    assert f"'{name}" in {one["subject"] for one in found}
    for line in found:
        for value in line.values():
            assert value[:1] not in {"=", "+", "-", "@", "\t", "\r"}, f"A spreadsheet would run {value!r}."


def test_a_download_says_its_edition(visitor, pinned):
    label = pinned.edition.label
    response = visitor.get(f"/{label}{address('prefectures', *TOHOKU, ending='.json')}")
    data = json.loads(response.content)
    assert data["edition"] == label
    assert data["address"].startswith(f"http://testserver/{label}/compare/prefectures/?s=aomori")
    assert f"policyatlas-compare-prefectures-{label}.json" in response["Content-Disposition"]


def test_nothing_asked_for_is_an_empty_table_and_not_an_error(visitor):
    assert lines(visitor, address("prefectures", ending=".csv")) == []
    assert json.loads(visitor.get(address("prefectures", ending=".json")).content)["subjects"] == []
