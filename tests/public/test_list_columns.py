"""The columns of a list are chosen in its address: which are shown, what is left out and said, and what stays whole."""

import csv
import io
import re

import pytest

from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

from .listing import found

pytestmark = pytest.mark.django_db


def _headings(response) -> list[str]:
    return [heading.key for heading in response.context["headings"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_can_be_shown_alone_and_all_together(kind, open_list):
    every = [column.key for column in LISTS[kind].all_columns]
    response = open_list(kind, c=every, per_page=200)
    assert _headings(response) == every
    for row in response.context["rows"]:
        for heading, cell in row.cells:
            assert cell.words.strip(), f"{kind}: a cell of {heading.key} is empty."
    for key in every:
        assert set(_headings(open_list(kind, c=key))) == {"title", key}


def test_columns_stand_as_declared_however_they_are_asked_for(open_list):
    response = open_list("policy", c=["years", "summary", "kind"])
    assert _headings(response) == ["title", "kind", "years", "summary"]
    assert response.context["canonical"].endswith("/policies/?c=kind&c=summary&c=years")


def test_the_usual_columns_are_left_out_of_the_address(open_list):
    response = open_list("policy", c=LISTS["policy"].usual)
    assert response.context["canonical"].endswith("/policies/")
    assert _headings(response) == list(LISTS["policy"].usual) == _headings(open_list("policy"))


def test_the_title_alone_is_a_choice_of_its_own(open_list):
    response = open_list("policy", c="title")
    assert _headings(response) == ["title"]
    assert response.context["canonical"].endswith("/policies/?c=title")


def test_columns_that_do_not_exist_are_left_out_and_said(open_list):
    response = open_list("policy", c=["kind", "colour<b>"])
    assert _headings(response) == ["title", "kind"]
    assert "This list has no column “colour&lt;b&gt;”" in response.content.decode()
    nothing_left = open_list("policy", c="colour")
    assert _headings(nothing_left) == list(LISTS["policy"].usual), "Of an unknown column alone the usual ones are left."
    assert nothing_left.context["canonical"].endswith("/policies/")


def test_the_form_shows_what_is_chosen_and_keeps_it_with_the_question(open_list):
    text = open_list("policy", kind="law", c=["years", "aims"]).content.decode()
    form = text[text.index('<form class="filters"') :]
    boxes = dict(re.findall(r'name="c" value="(\w+)" id="[^"]*"( checked)?', form))
    assert {key for key, checked in boxes.items() if checked} == {"years", "aims"}
    assert set(boxes) == {column.key for column in LISTS["policy"].all_columns} - {"title"}
    assert '<input type="hidden" name="c" value="title">' in form, "With no box ticked the form must ask for the title."


def test_every_link_of_the_list_keeps_the_columns(open_list):
    response = open_list("finding", c=["verdict", "evidence"], verdict="positive", per_page=25)
    pager, pills = response.context["pager"], response.context["pills"]
    sorting = [heading.address for heading in response.context["headings"] if heading.address]
    links = [*sorting, *(link.address for link in pager if link.address), *(pill.address for pill in pills)]
    assert len(links) > 3
    for address in links:
        assert "c=evidence&c=verdict" in address, address


def test_a_list_can_be_sorted_by_a_column_that_is_not_shown(open_list):
    shown = open_list("policy", c="kind", sort="-years")
    usual = open_list("policy", sort="-years")
    first = [row.cells[0][1].words for row in shown.context["rows"]]
    assert first == [row.cells[0][1].words for row in usual.context["rows"]]
    assert "Order: Years, descending." in shown.content.decode()


def test_files_hold_all_columns_whichever_are_shown(open_list, taken):
    response = open_list("policy", kind="law", c="years")
    address = next(one.address for one in response.context["downloads"] if one.name == "CSV")
    rows = list(csv.reader(io.StringIO(taken(address).decode("utf-8-sig"))))
    whole = list(csv.reader(io.StringIO(taken("/policies.csv?kind=law").decode("utf-8-sig"))))
    headings, lines = _table(rows)
    assert (headings, lines) == _table(whole)
    assert {"level", "summary", "passages"} <= set(headings)
    assert len(lines) == found(response)


def _table(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    own = [row for row in rows if row and not row[0].startswith("#")]
    return own[0], own[1:]


def test_pinned_and_japanese_lists_keep_the_columns(visitor):
    for prefix in ("/2026.1", "/ja", "/ja/2026.1"):
        response = visitor.get(f"{prefix}/policies/?c=years")
        assert _headings(response) == ["title", "years"]
        assert response.context["canonical"].endswith(f"{prefix}/policies/?c=years")


def test_the_evidence_of_a_row_leads_to_its_sources(open_list, reading):
    response = open_list("policy", c="evidence", per_page=200)
    kinds = {entry.slug for entry in reading.entries("source")}
    for row in response.context["rows"]:
        for part in row.cells[1][1].parts:
            assert part.address.split("/")[-2] in kinds or part.look == "missing"
