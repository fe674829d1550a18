"""Comparisons after renames: rows, derived rows, ready-made selections and charts are found by their other names."""

import pytest
from django.http import QueryDict

from policyatlas.editions.models import Edition
from policyatlas.editions.readdressing import merge_entries
from policyatlas.editions.reading import Reading
from policyatlas.press.printing import origin
from policyatlas.public.compare.answering import Answer, answer
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.records import models as records
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, address

pytestmark = pytest.mark.django_db

PROGRAMMES = f"s={INDUSTRIAL}&s={KNOWLEDGE}"
BUDGET = "programme-annual-budget"
_MODELS = {
    "indicator": records.Indicator,
    "term": records.Term,
    "policy": records.Policy,
    "cluster": records.Cluster,
    "prefecture": records.Place,
    "place": records.Place,
    "framework": records.Framework,
}


def answered(noun: str, question: str, label: str = "") -> Answer:
    """The answer to a comparison now, or in the edition `label`."""
    reading = Reading(Edition.objects.get(label=label), pinned=True) if label else Reading.now()
    return answer(NOUNS[noun], reading, QueryDict(question))


def rename(desk, kind: str, slug: str, to: str = "") -> str:
    """Renames a record; its new slug."""
    return desk.rename(_MODELS[kind].objects.get(slug=slug), to or f"{slug}-renamed").slug


def test_a_bookmarked_row_of_a_renamed_indicator_is_that_row(visitor, desk):
    question = f"{PROGRAMMES}&row={BUDGET}&fold=money"
    rename(desk, "indicator", BUDGET, "yearly-budget")
    found = answered("programmes", question)
    assert found.shown.codes == found.question.rows == ("yearly-budget",)
    assert found.question.folded == ("money",)
    assert found.notes == [f"“{BUDGET}” is “yearly-budget” here."]
    page = visitor.get(f"/compare/programmes/?{question}").content.decode()
    assert f"“{BUDGET}” is “yearly-budget” here." in page
    assert "There is no row" not in page


def test_a_row_is_found_by_any_name_it_ever_had_and_in_closed_editions_too(desk):
    rename(desk, "indicator", BUDGET, "yearly-budget")
    desk.close("2999.1")
    rename(desk, "indicator", "yearly-budget", "budget-a-year")
    for name in (BUDGET, "yearly-budget", "budget-a-year"):
        for label, there in (("", "budget-a-year"), ("2999.1", "yearly-budget"), ("2026.1", BUDGET)):
            assert answered("programmes", f"{PROGRAMMES}&row={name}", label).shown.codes == (there,), (name, label)


def test_a_bookmarked_row_of_a_renamed_dimension_is_that_row(desk):
    row = next(code for code in answered("programmes", PROGRAMMES).laid_out.codes if code.startswith("dimension-"))
    now = rename(desk, "term", row.removeprefix("dimension-"))
    found = answered("programmes", f"{PROGRAMMES}&row={row}")
    assert found.shown.codes == (f"dimension-{now}",)


def test_a_row_that_there_is_stays_though_something_of_its_name_was_renamed(desk):
    indicator = desk.publish(desk.an_indicator(slug="places"))
    desk.rename(indicator, "number-of-places")
    assert answered("programmes", f"{PROGRAMMES}&row=places").shown.codes[:1] == ("places",)
    assert answered("programmes", f"{PROGRAMMES}&row=places").notes == []


def test_the_old_and_the_new_name_of_a_row_are_one_row(desk):
    rename(desk, "indicator", BUDGET, "yearly-budget")
    assert answered("programmes", f"{PROGRAMMES}&row={BUDGET}&row=yearly-budget").shown.codes == ("yearly-budget",)


@pytest.mark.parametrize(
    ("noun", "question"),
    [
        ("programmes", PROGRAMMES),
        ("prefectures", "s=aomori&s=iwate&s=miyagi"),
        ("clusters", "&".join(f"s={slug}" for slug in (*CHARTED, "hamamatsu", "kitakyushu"))),
    ],
)
def test_no_row_is_lost_when_everything_the_code_names_is_renamed(desk, noun, question):
    before = answered(noun, question)
    for kind, slug in sorted(NOUNS[noun].named):
        rename(desk, kind, slug)
    after = answered(noun, question)
    assert _seen(after) == _seen(before)
    assert [one.label for one in after.choices.presets] == [one.label for one in before.choices.presets]
    assert _offered(after) == _offered(before)


def _seen(found: Answer) -> list[tuple]:
    """What readers see of a comparison, its addresses apart."""
    return [
        (group.label, row.label, column.title, [item.words for item in cell.items] or cell.absent)
        for group, row, column, cell in found.laid_out.cells()
    ]


def _offered(found: Answer) -> list[tuple]:
    """What can be chosen, group by group."""
    return [(group.label, [one.title for one in group.choices]) for group in found.choices.groups]


def test_a_bookmarked_chart_of_a_renamed_indicator_is_that_chart(visitor, desk):
    path = address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".svg") + f"&chart={BUDGET}"
    before = visitor.get(path)
    assert before.status_code == 200
    now = rename(desk, "indicator", BUDGET)
    assert visitor.get(path).content.replace(now.encode(), BUDGET.encode()) == before.content


def test_the_first_page_leads_to_comparisons_by_present_names(visitor, desk):
    rename(desk, "prefecture", "iwate", "iwate-ken")
    rename(desk, "policy", INDUSTRIAL, "industrial-clusters")
    page = visitor.get("/").content.decode()
    for path in (
        "/compare/prefectures/?s=aomori&amp;s=akita&amp;s=iwate-ken",
        f"?s=industrial-clusters&amp;s={KNOWLEDGE}",
    ):
        assert path in page.replace("&s=", "&amp;s="), path
    ways = visitor.get("/compare/").content.decode()
    assert "The two cluster programmes of METI and MEXT" in ways
    assert "The six Tohoku prefectures" in ways


def test_merged_indicators_have_one_row_and_no_ratio_of_one_by_itself(desk):
    """As if the verb had merged the two: it refuses where figures would contradict each other."""
    before = answered("programmes", PROGRAMMES).laid_out.codes
    merge_entries(
        origin(records.Indicator.objects.get(slug="programme-projects")), ("indicator", BUDGET), reason="", said=""
    )
    assert "derived-annual-budget-per-project" in before
    after = answered("programmes", PROGRAMMES).laid_out.codes
    assert set(before) - set(after) == {"programme-projects", "derived-annual-budget-per-project"}
    assert len(set(after)) == len(after)
