"""Clusters side by side show the charts of NISTEP as they are printed, doubts included."""

import pytest

from tests.fixtures.shipped import rows
from tests.public.comparing import CHARTED, address, cell, compared, words

pytestmark = pytest.mark.django_db

NISTEP = "nistep-conditions-of-success"


@pytest.fixture
def charted(reading):
    return compared(reading, "clusters", *CHARTED)


def test_each_condition_of_the_four_charts_has_its_marks(charted):
    for rating in rows("ratings"):
        if not rating["evaluation_slug"].startswith("nistep-2004-chart-"):
            continue
        slug = rating["evaluation_slug"].removeprefix("nistep-2004-chart-")
        stars = [i.stars for i in cell(charted, f"rating-{NISTEP}-{rating['criterion_number']}", slug).items]
        assert int(rating["stars"] or 0) in stars, f"{slug}, condition {rating['criterion_number']}"


def test_a_doubtful_mark_says_so_and_a_sure_one_does_not(charted):
    doubtful = cell(charted, f"rating-{NISTEP}-1", "sapporo-it").items[0]
    assert doubtful.remark.startswith("Doubtful (confidence medium)")
    assert cell(charted, f"rating-{NISTEP}-5", "sapporo-it").items[0].remark == ""


def test_no_mark_is_not_a_mark_of_zero(charted):
    item = cell(charted, f"rating-{NISTEP}-4", "kobe-bio").items[0]
    assert (item.stars, item.value, item.words) == (0, None, "Printed without a mark")


def test_a_cluster_without_a_chart_is_not_yet_researched(reading):
    comparison = compared(reading, "clusters", "kobe-bio", "toyohashi")
    assert cell(comparison, f"rating-{NISTEP}-6", "toyohashi").absent == "not yet researched"


def test_all_fifteen_conditions_stand_in_the_order_of_the_framework(charted):
    criteria = [r for r in rows("criteria") if r["framework_slug"] == "nistep-conditions-of-success"]
    expected = [f"{r['number']}. {r['label']}" for r in sorted(criteria, key=lambda r: int(r["number"]))]
    assert len(expected) == 15
    (group,) = [group for group in charted.groups if group.code == f"ratings-{NISTEP}"]
    assert [row.label for row in group.rows] == expected


def test_strength_at_formation_and_promotion_proposal_stand_apart(charted):
    fukui = cell(charted, f"rating-{NISTEP}-10", "fukui-nano")
    assert [(slot.aspect, slot.mark.stars) for slot in fukui.slots] == [
        ("strength-at-formation", 1),
        ("promotion-proposal", 3),
    ]
    kagawa = cell(charted, f"rating-{NISTEP}-2", "kagawa-rare-sugar")
    assert [slot.mark and slot.mark.detail for slot in kagawa.slots] == [
        "Mass Production Technology of Rare Sugar",
        None,
    ]


def test_every_mark_is_in_a_slot_and_no_unmarked_condition_has_one(charted):
    for _, row, column, one in charted.cells():
        if row.code.startswith("rating-"):
            marked = [item for item in one.items if item.stars]
            assert [slot.mark for slot in one.slots if slot.mark] == marked, f"{row.label}, {column.title}"
            assert bool(one.slots) == bool(marked)


def test_the_page_tints_by_stars_and_says_stars_in_words(visitor):
    page = " ".join(visitor.get(address("clusters", *CHARTED, "toyohashi")).content.decode().split())
    assert '<div class="heat-slot heat-strength-at-formation heat-3"> <dt>Strength at formation</dt>' in page
    assert '<span aria-hidden="true">★★★</span><span class="visually-hidden">3 of 3 stars:</span>' in page
    assert '<dt>Promotion proposal</dt> <dd> <span class="missing">no mark printed</span>' in page
    assert "ambiguous, confidence medium" in page
    assert "Confidence in the reading: high" in page
    unmarked, unresearched = '<span class="compare-said quiet">Printed without a mark</span>', "not yet researched"
    assert unmarked in page
    assert f'<span class="missing">{unresearched}</span>' in page


def test_figures_of_technopolis_areas(reading):
    comparison = compared(reading, "clusters", "aomori-technopolis", "kitakami-river-basin-technopolis")
    assert words(comparison, "technopolis-invited-companies") == [["198 companies"], ["not reported"]]


def test_codes_of_ratings_do_not_depend_on_what_stands_beside_them(reading, desk):
    from policyatlas.records.models import Cluster, Criterion, Evaluation, Rating

    other = desk.publish(desk.a_framework(slug="another-framework"))
    source = desk.a_source()
    evaluation = Evaluation(
        slug="other-chart",
        title_en="Other",
        evaluator="E",
        framework=other,
        source=source,
        cluster=Cluster.objects.get(slug="toyohashi"),
    )
    rating = Rating(
        evaluation=evaluation,
        criterion=Criterion.objects.get(framework=other),
        aspect="strength-at-formation",
        stars=2,
        passage=desk.a_passage(source),
    )
    desk.publish(desk.create(evaluation, rating))
    for slugs in (("toyohashi", "kobe-bio"), ("kobe-bio", "toyohashi")):
        codes = compared(reading, "clusters", *slugs).codes
        assert {f"rating-{NISTEP}-1", "rating-another-framework-1"} <= set(codes)
