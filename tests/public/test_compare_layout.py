"""How a comparison is laid out: rows chosen, ordered, folded, the table turned; all in the address."""

import re

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.public.compare.answering import answer
from policyatlas.public.compare.arranging import differs, has_figures
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.question import MOST_COLUMNS
from policyatlas.public.compare.subjects import MOST
from policyatlas.public.extracts.finding import extract_at
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU

pytestmark = pytest.mark.django_db

SIX = "&".join(f"s={slug}" for slug in TOHOKU)
TWO = f"s={INDUSTRIAL}&s={KNOWLEDGE}"


def answered(reading, noun: str, question: str):
    """The answer to a question, without a page."""
    return answer(NOUNS[noun], reading, QueryDict(question))


def page(visitor, noun: str, question: str) -> str:
    """The text of the page."""
    response = visitor.get(f"/compare/{noun}/?{question}")
    assert response.status_code == 200, question
    return " ".join(response.content.decode().split())


def codes(shown) -> list[str]:
    """The rows that are shown, in their order."""
    return list(shown.codes)


def all_prefectures(reading) -> list[str]:
    """The slugs of the 47."""
    return sorted(reading.entries("prefecture").values_list("slug", flat=True))


# --- Which rows


def test_only_rows_that_differ_are_those_in_which_not_all_say_the_same(reading):
    found = answered(reading, "prefectures", f"{SIX}&only=differ")
    usual = [row for group in found.laid_out.groups for row in group.rows]
    assert codes(found.shown) == [row.code for row in usual if differs(row) or row.code == "whole"]
    left_out = set(found.laid_out.codes) - set(codes(found.shown))
    assert "region" in left_out, "All six lie in Tohoku."
    assert "code" in codes(found.shown)


def test_only_rows_with_figures_have_a_number_with_its_unit(reading):
    found = answered(reading, "programmes", f"{TWO}&only=figures")
    for group in found.shown.groups:
        for row in group.rows:
            assert any(item.value is not None and item.unit for cell in row.cells for item in cell.items), row.label
            assert has_figures(row)
    assert "programme-annual-budget" in codes(found.shown)
    assert "aims" not in codes(found.shown)


def test_both_restrictions_together(reading):
    both = codes(answered(reading, "programmes", f"{TWO}&only=differ&only=figures").shown)
    differ = codes(answered(reading, "programmes", f"{TWO}&only=differ").shown)
    figures = codes(answered(reading, "programmes", f"{TWO}&only=figures").shown)
    assert both == [code for code in figures if code in differ]


def test_rows_are_shown_in_the_order_of_the_address_each_run_under_its_heading(reading):
    found = answered(reading, "prefectures", f"{SIX}&row=code&row=prefecture-st-policy-year&row=focus&row=region")
    assert codes(found.shown) == ["code", "prefecture-st-policy-year", "focus", "region"]
    assert [group.code for group in found.shown.groups] == ["standing", "st-policy", "standing"]


def test_statements_without_a_passage_of_their_own_bring_the_passages_for_the_whole(reading):
    assert codes(answered(reading, "programmes", f"{TWO}&row=phase").shown) == ["phase", "whole"]
    assert codes(answered(reading, "programmes", f"{TWO}&row=dates").shown) == ["dates"]


def test_where_no_row_is_left_the_page_says_what_to_do(visitor):
    text = page(visitor, "prefectures", "s=ehime&s=saga&only=figures&row=focus")
    assert "No row has a figure for these subjects." in text
    assert re.search(r'href="/compare/prefectures/\?s=ehime&amp;s=saga">Show all rows', text)


# --- Which way round


def test_up_to_ten_are_columns_and_more_are_rows(visitor, reading):
    slugs = all_prefectures(reading)
    for number, is_turned in ((MOST_COLUMNS, False), (MOST_COLUMNS + 1, True), (47, True)):
        text = page(visitor, "prefectures", "&".join(f"s={slug}" for slug in slugs[:number]))
        assert ("compare-turned" in text) == is_turned, number
        assert len(re.findall(r'class="compare-name"', text)) == number


def test_a_smaller_one_can_be_turned_and_has_the_same_cells(visitor, reading):
    upright, turned = page(visitor, "programmes", TWO), page(visitor, "programmes", f"{TWO}&turn=yes")
    assert "compare-turned" in turned
    cells = [re.findall(r'<td role="cell"[^>]*>(.*?)</td>', text) for text in (upright, turned)]
    # Long cells are folded where each subject has a line.
    said = [
        sorted(re.sub(r"<summary>Show all \d+</summary>|<[^>]+>|\s+", "", cell) for cell in found) for found in cells
    ]
    said = [[words for words in found if words] for found in said]
    assert said[0] == said[1]


def test_more_than_ten_cannot_be_turned_back_and_that_is_said(reading):
    eleven = "&".join(f"s={slug}" for slug in all_prefectures(reading)[:11])
    found = answered(reading, "prefectures", f"{eleven}&turn=no")
    assert found.question.turned
    assert found.notes == ["More than 10 cannot stand side by side, so each of them has a row."]
    assert found.question.query() == eleven


# --- Folds


def test_a_folded_group_hides_its_rows_and_says_how_many(visitor, reading):
    text = page(visitor, "prefectures", f"{SIX}&fold=standing")
    assert "3 rows folded" in text
    assert "JIS X 0401 code" not in re.sub(r"<details.*?</details>", "", text)
    assert f'href="/compare/prefectures/?{SIX.replace("&", "&amp;")}#group-standing"' in text, "No link unfolds it."


def test_folds_and_turns_change_no_data(reading):
    plain, folded = (
        extract_at("compare/prefectures", reading, QueryDict(question))
        for question in (SIX, f"{SIX}&fold=standing&turn=yes")
    )
    assert plain.fingerprint == folded.fingerprint
    assert (plain.query, folded.query) == (SIX, f"{SIX}&turn=yes&fold=standing")


# --- The address


def test_the_extract_has_just_the_rows_of_the_page(reading):
    question = f"{SIX}&row=focus&row=code&only=differ"
    found = answered(reading, "prefectures", question)
    extract = extract_at("compare/prefectures", reading, QueryDict(question))
    assert {line.cells[1] for line in extract.lines} == {
        row.label for group in found.shown.groups for row in group.rows
    }
    assert extract.asked == ("Rows: Focus areas; JIS X 0401 code", "Only rows that differ")


def test_all_rows_in_their_usual_order_need_not_be_named(reading):
    usual = answered(reading, "clusters", "&".join(f"s={slug}" for slug in CHARTED)).laid_out.codes
    named = "&".join([*(f"s={slug}" for slug in CHARTED), *(f"row={code}" for code in usual)])
    assert "row=" not in answered(reading, "clusters", named).question.query()
    assert "row=" in answered(reading, "clusters", named.removesuffix(f"&row={usual[-1]}")).question.query()


def test_what_cannot_be_followed_is_said(visitor):
    text = page(visitor, "prefectures", f"{SIX}&row=no-such&only=mine&fold=x&turn=left&order=1&utm_source=%3Cb%3E")
    for said in (
        "There is no row “no-such” in this comparison.",
        "Rows can be shown only if they differ or have figures, not “mine”.",
        "There is no group of rows “x” in this comparison.",
        "The table can be turned with “yes”, not with “left”.",
        "Left out, because a comparison cannot be asked such things: “order”, “utm_source”.",
    ):
        assert said in text
    assert "<b>" not in text.split("notice")[1][:600]


def test_the_canonical_address_has_one_order(visitor):
    text = page(visitor, "prefectures", "fold=standing&turn=yes&only=figures&only=differ&s=iwate&row=code&s=aomori")
    wanted = "s=iwate&amp;s=aomori&amp;row=code&amp;only=differ&amp;only=figures&amp;turn=yes&amp;fold=standing"
    assert f'<link rel="canonical" href="http://testserver/compare/prefectures/?{wanted}">' in text


def test_a_subject_can_be_added_and_everything_else_is_kept(visitor):
    text = page(visitor, "prefectures", f"{SIX}&only=differ&fold=standing")
    form = re.search(r'<form class="compare-add".*?</form>', text)[0]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form)
    assert hidden == [*(("s", slug) for slug in TOHOKU), ("only", "differ"), ("fold", "standing")]
    assert '<option value="tokyo">Tokyo</option>' in form
    assert '<option value="iwate">' not in form


def test_no_subject_is_offered_where_there_is_no_room_for_it(visitor, reading):
    slugs = sorted(reading.entries("policy").values_list("slug", flat=True))
    asked = [f"s={slug}" for slug in slugs[:MOST]]
    assert 'class="compare-add"' in page(visitor, "programmes", "&".join(asked[:-1]))
    assert 'class="compare-add"' not in page(visitor, "programmes", "&".join(asked))


def test_rows_are_moved_by_links(visitor):
    text = page(visitor, "prefectures", "s=iwate&s=aomori&row=focus&row=code&row=region")
    for rows in (
        "row=code&amp;row=focus&amp;row=region",
        "row=focus&amp;row=region",
        "row=focus&amp;row=region&amp;row=code",
    ):
        assert f'href="/compare/prefectures/?s=iwate&amp;s=aomori&amp;{rows}#rows"' in text, rows


def test_moving_a_row_keeps_those_that_a_restriction_hides(visitor):
    text = page(visitor, "prefectures", f"{SIX}&row=code&row=region&row=focus&only=differ")
    assert 'row=focus&amp;row=region&amp;row=code&amp;only=differ#rows"' in text, "Region, hidden for now, is lost."


def test_the_boxes_of_chosen_rows_come_first_in_their_order(visitor):
    text = page(visitor, "prefectures", "s=iwate&s=aomori&row=focus&row=code")
    boxes = re.findall(r'name="row" value="([^"]+)" id="[^"]+"( checked)?', text)
    assert [code for code, ticked in boxes if ticked] == ["focus", "code"]
    assert boxes[:2] == [("focus", " checked"), ("code", " checked")]


def test_rows_are_put_in_order_by_links_where_they_are_few_enough_to_be_named(visitor, reading):
    many = page(visitor, "programmes", TWO)
    assert "Choose at most 24 rows, and here they can be put in another order." in many
    few = "&".join(f"row={code}" for code in answered(reading, "programmes", TWO).laid_out.codes[:24])
    assert "Choose at most 24 rows" not in page(visitor, "programmes", f"{TWO}&{few}")


def test_a_single_subject_cannot_differ_and_keeps_its_rows(reading):
    found = answered(reading, "prefectures", "s=iwate&only=differ&utm=1")
    assert codes(found.shown) == list(found.laid_out.codes)
    assert "One subject alone cannot differ, so all its rows are shown." in found.notes


def test_what_is_repeated_is_said(reading):
    found = answered(reading, "prefectures", f"{SIX}&row=code&row=code&only=differ&only=differ&turn=no&turn=yes")
    assert found.notes == ["Named more than once and followed once: “code”, “differ”, “turn=yes”."]
    assert not found.question.turned


def test_figures_of_parts_differ_by_what_they_say_and_not_by_the_names_of_the_parts(reading):
    found = answered(reading, "prefectures", "s=akita&s=fukushima&only=differ")
    relocated = next(row for g in found.laid_out.groups for row in g.rows if row.code.endswith("research-institutes"))
    assert [item.words for cell in relocated.cells for item in cell.items] == ["0 institutes"] * 2
    assert relocated.code not in codes(found.shown)


def test_the_page_says_its_size(visitor, reading):
    found = answered(reading, "prefectures", SIX)
    number = len(codes(found.shown))
    lines = extract_at("compare/prefectures", reading, QueryDict(SIX)).lines
    said = f"{number} rows for 6 subjects: {6 * number} cells with {len(lines)} statements"
    assert said in page(visitor, "prefectures", SIX), "The page must count as its files do."


# --- Names that have changed


def test_a_renamed_subject_is_found_by_its_old_name_and_that_is_said(visitor, desk, reading):
    from policyatlas.records.models import Policy

    desk.rename(Policy.objects.get(slug=INDUSTRIAL), "industrial-cluster-programme")
    found = answered(reading, "programmes", TWO)
    assert found.question.slugs == ("industrial-cluster-programme", KNOWLEDGE)
    assert found.notes == [f"“{INDUSTRIAL}” is “industrial-cluster-programme” here."]
    assert "“industrial-cluster-project” is “industrial-cluster-programme” here." in page(visitor, "programmes", TWO)
    pinned = visitor.get(f"/2026.1/compare/programmes/?s=industrial-cluster-programme&s={KNOWLEDGE}")
    assert (
        f'<link rel="canonical" href="http://testserver/2026.1/compare/programmes/?{TWO.replace("&", "&amp;")}">'
        in (pinned.content.decode())
    )


SLUGS = st.sampled_from([*TOHOKU, "atlantis", ""])
NAMES = st.sampled_from(["s", "row", "only", "turn", "fold", "q", ""])
VALUES = st.one_of(
    SLUGS,
    st.sampled_from(["differ", "figures", "yes", "no", "code", "focus", "st-policy", "standing", "whole"]),
    st.text(max_size=8),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=14))
def test_whatever_is_asked_has_one_canonical_form_which_asks_the_same(visitor, reading, pairs):
    question = QueryDict(mutable=True)
    for name, value in [("s", "iwate"), ("s", "aomori"), *pairs]:
        question.appendlist(name, value)
    found = answered(reading, "prefectures", question.urlencode())
    again = answered(reading, "prefectures", found.question.query())
    assert again.question == found.question
    assert again.notes == []
    assert codes(again.shown) == codes(found.shown)
    assert visitor.get(f"/compare/prefectures/?{question.urlencode()}").status_code == 200
