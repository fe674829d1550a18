"""Clusters side by side show the charts of NISTEP as they are printed, doubts included."""

import pytest

from tests.fixtures.shipped import rows
from tests.public.comparing import CHARTED, cell, compared, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def charted(reading):
    return compared(reading, "clusters", *CHARTED)


def test_each_condition_of_the_four_charts_has_its_marks(charted):
    for rating in rows("ratings"):
        if not rating["evaluation_slug"].startswith("nistep-2004-chart-"):
            continue
        slug = rating["evaluation_slug"].removeprefix("nistep-2004-chart-")
        stars = [i.stars for i in cell(charted, f"rating-1-{rating['criterion_number']}", slug).items]
        assert int(rating["stars"] or 0) in stars, f"{slug}, condition {rating['criterion_number']}"


def test_a_doubtful_mark_says_so_and_a_sure_one_does_not(charted):
    doubtful = cell(charted, "rating-1-1", "sapporo-it").items[0]
    assert doubtful.remark.startswith("Doubtful (confidence medium)")
    assert cell(charted, "rating-1-5", "sapporo-it").items[0].remark == ""


def test_no_mark_is_not_a_mark_of_zero(charted):
    item = cell(charted, "rating-1-4", "kobe-bio").items[0]
    assert (item.stars, item.value, item.words) == (0, None, "Printed without a mark")


def test_a_cluster_without_a_chart_is_not_yet_researched(reading):
    comparison = compared(reading, "clusters", "kobe-bio", "toyohashi")
    assert cell(comparison, "rating-1-6", "toyohashi").absent == "not yet researched"


def test_figures_of_technopolis_areas(reading):
    comparison = compared(reading, "clusters", "aomori-technopolis", "kitakami-river-basin-technopolis")
    assert words(comparison, "technopolis-invited-companies") == [["198 companies"], ["not reported"]]
