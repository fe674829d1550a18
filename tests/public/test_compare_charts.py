"""The charts of comparisons: in the page and as files, with what they rest on; a wrong name is answered in words."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.public.compare.nouns import NOUNS
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU, address, compared

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
ASKED = {
    "prefectures": (*TOHOKU, "tokyo"),
    "programmes": (INDUSTRIAL, KNOWLEDGE, "technopolis-programme"),
    "clusters": (*CHARTED, "aomori-technopolis", "akita-technopolis"),
}


def picture(visitor, path: str, status: int = 200) -> ElementTree.Element:
    """A picture that is answered, read back."""
    response = visitor.get(path)
    assert response.status_code == status, f"{path} answers {response.status_code}."
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def words(svg: ElementTree.Element) -> str:
    """Everything written in a picture, its lines joined."""
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_chart_of_a_comparison_is_in_its_page_and_has_a_file(visitor, reading, noun):
    comparison = compared(reading, noun, *ASKED[noun])
    assert comparison.charts
    page = visitor.get(address(noun, *ASKED[noun])).content.decode()
    for code, chart in comparison.charts.items():
        assert f'id="chart-of-{code}"' in page
        assert chart.address.replace("&", "&amp;") in page
        svg = picture(visitor, chart.address)
        assert svg.find(f"{SVG}desc").text == chart.picture.description
        assert "Source: " in words(svg)
        assert "PolicyAtlas, open edition, which may still change, CC BY 4.0." in words(svg)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_figure_of_a_row_is_in_its_chart_and_no_missing_one_is_drawn(reading, noun):
    comparison = compared(reading, noun, *ASKED[noun])
    for row in (row for group in comparison.groups for row in group.rows if row.chart):
        figures = [item for cell in row.cells for item in cell.items if item.value is not None]
        assert len(row.chart.picture.marks) == len(figures), row.label
        for said in [item.words for cell in row.cells for item in cell.items] + [cell.absent for cell in row.cells]:
            assert said in row.chart.picture.description, f"{row.label}: the chart does not say {said}."


def test_rows_without_figures_enough_have_no_chart(reading):
    comparison = compared(reading, "prefectures", "aomori", "tokyo")
    assert "technopolis-invited-companies" not in comparison.charts, "Only Aomori has a figure."
    assert all(row.chart is None for group in comparison.groups for row in group.rows if not row.numeric)


def test_budgets_keep_qualifier_and_range_in_the_picture(visitor):
    path = address("programmes", *ASKED["programmes"], ending=".svg") + "&chart=programme-annual-budget-per-region"
    svg = picture(visitor, path)
    classes = [one.get("class") for one in svg.iter(f"{SVG}g")]
    assert classes == [
        *("chart-mark chart-about", "chart-mark chart-exact"),
        *("chart-mark chart-about", "chart-mark chart-about-range"),
    ]
    assert "about JPY 500 million–1 billion per region per year" in svg.find(f"{SVG}desc").text


def test_the_years_of_stages_are_drawn_with_open_ends(visitor):
    svg = picture(visitor, address("programmes", *ASKED["programmes"], ending=".svg") + "&chart=stages")
    said = svg.find(f"{SVG}desc").text
    assert "Industrial Cluster Project, 1st stage: 2001–2005" in said
    assert "As a whole: from 2001; end not reported" in said
    marks = {one.find(f"{SVG}title").text: one.get("class") for one in svg.iter(f"{SVG}g")}
    assert "chart-open-end" in marks["As a whole: from 2001; end not reported"]
    assert "chart-span" in marks["As a whole: 1983–1998"]
    assert "chart-event" in marks["Technopolis programme started: 1983"]


def test_a_pinned_picture_says_its_edition(visitor, pinned):
    label = pinned.edition.label
    path = f"/{label}{address('prefectures', *TOHOKU, ending='.svg')}&chart=technopolis-invited-companies"
    assert f"PolicyAtlas, edition {label}, CC BY 4.0." in words(picture(visitor, path))


@pytest.mark.parametrize("question", ["", "?chart=stages", "?s=aomori&s=akita", "?s=aomori&s=akita&chart=%00%3Cb%3E"])
def test_a_chart_that_there_is_not_is_a_sentence(visitor, question):
    svg = picture(visitor, f"/compare/prefectures.svg{question}", 404)
    said = "This comparison has no chart" if "chart=" in question else "Say which chart with “chart=”"
    assert said in words(svg)


def test_a_chart_says_where_sources_disagree(visitor):
    budgets = address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".svg") + "&chart=programme-annual-budget"
    svg = picture(visitor, budgets)
    assert "sources disagree" in words(svg)
    assert "periods differ" in words(svg), "The figures of one programme are of several years."


def test_the_sentence_names_the_charts_there_are(visitor):
    svg = picture(visitor, address("prefectures", "aomori", "akita", ending=".svg") + "&chart=no-such", 404)
    assert "technopolis-invited-companies" in "".join(words(svg).split())


@pytest.mark.parametrize("noun", NOUNS)
def test_a_picture_costs_no_more_than_a_page(visitor, reading, noun):
    chart = next(iter(compared(reading, noun, *ASKED[noun]).charts.values()))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        picture(visitor, chart.address)
    assert len(asked) <= 8


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    noun=st.sampled_from([*NOUNS]),
    slugs=st.lists(st.sampled_from([*TOHOKU, INDUSTRIAL, KNOWLEDGE, *CHARTED, "\x00", "é" * 300]), max_size=5),
    chart=st.one_of(st.text(max_size=80), st.sampled_from(["stages", "technopolis-invited-companies"])),
)
def test_no_question_breaks_a_picture(visitor, noun, slugs, chart):
    response = visitor.get(f"/compare/{noun}.svg", {"s": slugs, "chart": chart})
    assert response.status_code in (200, 404)
    ElementTree.fromstring(response.content)
