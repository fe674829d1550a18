"""Rows of an import without a slug: what else is wrong with them is told as well."""

import pytest

from tests.curation.tables import a_row, mistakes, outcomes, planned, table

pytestmark = pytest.mark.django_db


def test_a_row_without_a_slug_is_looked_at_like_the_others():
    plan = planned(
        table(
            a_row("", kind="plan", start_year="abc", places="nowhere"),
            a_row("", title_en="", start_year="1990", end_year="1980"),
            a_row("", title_en="Nobody"),
            {"slug": "", "citations.source": "no-such", "citations.locator": "p. 1", "citations.quote": "Words"},
        )
    )
    assert [(line, column) for line, column, _ in mistakes(plan)] == [
        (2, "slug"),
        (2, "start_year"),
        (2, "places"),
        (3, "slug"),
        (3, "title_en"),
        (3, ""),
        (4, "slug"),
        (5, "slug"),
        (5, "citations.source"),
    ]
    assert {outcome for _, outcome in outcomes(plan)} == {"error"}, "none is a duplicate of another"
    assert plan.is_broken


def test_of_what_a_row_without_a_slug_leaves_out_nothing_is_said(desk):
    stored = desk.a_policy(start_year=1990)
    content = table({"slug": "", "end_year": "1980"}, {"slug": "", "end_year": "198x"})
    said = [(line, column) for line, column, _ in mistakes(planned(content))]
    assert said == [(2, "slug"), (3, "slug"), (3, "end_year")], "it may be a record that has a title and another start"
    assert planned(table({"slug": stored.slug, "end_year": "1980"})).is_broken
    json = b'[{"end_year": "198x", "stages": [{"slug": "begun", "year": 1}]}, {"slug": null, "places": ["nowhere"]}]'
    said = [(line, column) for line, column, _ in mistakes(planned(json, name="x.json"))]
    assert said == [(1, "slug"), (1, "end_year"), (2, "slug"), (2, "places")]
