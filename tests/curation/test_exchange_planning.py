"""The dry run: what becomes of each row, and everything that is wrong at once."""

import pytest
from django.db.models import CheckConstraint

from policyatlas.curation import actions
from policyatlas.curation.exchange.conditions import contradictions
from policyatlas.records.models import Cluster, Framework, Observation, Organisation, Place, Policy, Source
from tests.curation.tables import PASSAGE, a_row, file_of, mistakes, outcomes, planned, table
from tests.records.test_constraints import ALL, examples

pytestmark = pytest.mark.django_db


def test_rows_are_new_changed_unchanged_or_duplicates(desk):
    changed, same = desk.a_policy(title_en="Before"), desk.a_policy(title_en="The same")
    plan = planned(
        table(
            a_row("a-new-plan"),
            a_row(changed.slug, title_en="After"),
            a_row(same.slug, title_en="The same"),
            a_row("a-new-plan", title_en="Once more"),
            a_row("a-namesake", title_en="ＴＨＥ SAME"),
            a_row("another-namesake", title_en="The plan a-new-plan"),
        )
    )
    assert outcomes(plan) == [
        ("a-new-plan", "new"),
        (changed.slug, "changed"),
        (same.slug, "unchanged"),
        ("a-new-plan", "duplicate"),
        ("a-namesake", "duplicate"),
        ("another-namesake", "duplicate"),
    ]
    assert [(change.column, change.was, change.now) for change in plan.items[1].changes] == [
        ("title_en", "Before", "After")
    ]
    said = [item.remarks[0] for item in plan.items[3:]]
    assert "repeats “a-new-plan” of line 2" in said[0]
    assert f"the stored “{same.slug}”" in said[1]
    assert "“a-new-plan” of this file" in said[2]


def test_namesakes_that_something_tells_apart_are_new(desk):
    desk.a_policy(title_en="Plan", start_year=1990)
    plan = planned(table(a_row("x", title_en="Plan", start_year="1991"), a_row("y", title_en="Plan", kind="law")))
    assert plan.counts["new"] == 2


def test_all_mistakes_are_told_at_once_with_line_and_column(desk):
    place = desk.a_place(slug="iwate-test")
    plan = planned(
        table(
            a_row("one", kind="plam", start_yeer="1990", start_year="19x", places="iwate-tset"),
            a_row("two", title_en="", start_year="1990", end_year="1980", places=place.slug),
            a_row("Bad Slug", start_year="99999"),
            a_row("four", citations__source="no-such", citations__locator="p. 1", citations__quote="q" * 301),
            a_row("", title_en="Nobody"),
        )
    )
    told = {(line, column): sentence for line, column, sentence in mistakes(plan)}
    assert "There is no column “start_yeer”. Did you mean “start_year”?" in told[1, "start_yeer"]
    assert "law, plan, strategy" in told[2, "kind"]
    assert "no whole number" in told[2, "start_year"]
    assert "Did you mean “iwate-test”?" in told[2, "places"]
    assert "must not be empty" in told[3, "title_en"]
    assert "cannot end before it starts" in told[3, ""]
    assert "lower-case" in told[4, "slug"]
    assert "out of range" in told[4, "start_year"]
    assert "no source “no-such”" in told[5, "citations.source"]
    assert "no slug" in told[6, "slug"]
    assert plan.is_broken


def test_a_quotation_that_is_too_long_or_half_a_passage_is_told(desk):
    source = desk.a_source()
    words = {"citations__source": source.slug, "citations__locator": "p. 1"}
    plan = planned(table(a_row("one", **words, citations__quote="q" * 301), a_row("two", **words)))
    said = [sentence for _, _, sentence in mistakes(plan)]
    assert "301 characters" in said[0]
    assert "lacks its quote" in said[1]


def test_a_part_needs_the_columns_by_which_it_is_known(desk):
    plan = planned(table(a_row("one", stages__year="1990", citations__source="x")))
    columns = {column for line, column, _ in mistakes(plan) if line == 1}
    assert {"stages.slug", "citations.locator", "citations.quote"} <= columns


def test_an_absent_column_leaves_its_field_alone_and_an_empty_cell_empties_it(desk):
    policy = desk.a_policy(summary="Words", aims="Aims", start_year=1990)
    plan = planned(table({"slug": policy.slug, "summary": "", "start_year": ""}))
    assert [(change.column, change.now) for change in plan.items[0].changes] == [("start_year", ""), ("summary", "")]
    assert plan.items[0].wanted["fields"]["aims"] == "Aims"
    assert plan.items[0].wanted["parts"] == plan.items[0].stored.snapshot["parts"]


def test_parts_are_known_again_and_those_left_out_go(desk):
    policy = desk.a_policy()
    source = policy.citations.get().passage.source
    more = table({"slug": policy.slug} | dict(zip(PASSAGE, (source.slug, "p. 9", "More words", ""), strict=True)))
    first = planned(more).items[0]
    assert {(change.was == "", change.now == "") for change in first.changes} == {(True, False), (False, True)}


def test_lines_filled_down_are_further_parts(desk):
    source = desk.a_source()
    words = [
        {"citations__source": source.slug, "citations__locator": f"p. {page}", "citations__quote": f"Words {page}"}
        for page in (1, 2)
    ]
    plan = planned(table(a_row("one", **words[0]), a_row("one", **words[1])))
    assert outcomes(plan) == [("one", "new")]
    assert len(plan.items[0].wanted["parts"]["citations"]) == len(plan.passages) == 2


def test_a_passage_of_two_rows_is_added_once(desk):
    source = desk.a_source()
    words = {"citations__source": source.slug, "citations__locator": "p. 1", "citations__quote": "The same words"}
    plan = planned(table(a_row("one", **words), a_row("two", **words)))
    assert plan.passages == [(source.slug, "p. 1", "The same words")]


def test_parts_that_repeat_each_other_are_told(desk):
    source = desk.a_source()
    words = {"citations__source": source.slug, "citations__locator": "p. 1", "citations__quote": "Words"}
    plan = planned(table(a_row("one", **words), {"slug": "one", "title_en": ""} | a_row("one", **words) | {"kind": ""}))
    assert plan.counts["duplicate"] + plan.counts["error"] == 1


@pytest.mark.parametrize("state", ["submitted", "approved", "withdrawn", "revision-submitted", "revision-approved"])
def test_what_is_reviewed_or_withdrawn_cannot_be_changed(desk, state):
    policy = desk.a_policy()
    if state.startswith("revision") or state == "withdrawn":
        desk.publish(policy)
        desk.withdraw(policy) if state == "withdrawn" else desk.revise(policy)
    if "submitted" in state:
        desk.submit(policy)
    if "approved" in state:
        desk.approve(policy)
    assert policy.status == state
    assert planned(file_of(policy)).counts["unchanged"] == 1
    plan = planned(table(a_row(policy.slug, title_en="Other words")))
    assert ("It is withdrawn" if state == "withdrawn" else "It is being reviewed") in mistakes(plan)[0][2]


def test_codes_and_slugs_of_parts_are_there_only_once(desk):
    desk.a_place(kind="city")
    places = [{"slug": slug, "kind": "prefecture", "code": "03", "name_en": slug} for slug in ("one", "two")]
    said = mistakes(planned(table(*places), model=Place))
    assert {line for line, _, _ in said} == {2, 3}, "Iwate has that code already."
    stage = {"stages__slug": "technopolis-law-enacted", "stages__title_en": "It began", "stages__year": "1990"}
    taken = planned(table(a_row("one", **stage), a_row("two", **stage | {"stages__slug": "fresh"})))
    other = planned(table(a_row("one", **stage | {"stages__slug": "x"}), a_row("two", **stage | {"stages__slug": "x"})))
    assert [line for line, _, _ in mistakes(other)] == [3]
    exists = Policy._meta.get_field("stages").related_model.objects.filter(slug="technopolis-law-enacted").exists()
    assert bool(mistakes(taken)) == exists


def test_a_file_may_bring_what_its_rows_refer_to(desk):
    rows = [
        {"slug": "the-old-one", "name_en": "Old", "kind": "firm", "successor": "the-new-one"},
        {"slug": "the-new-one", "name_en": "New", "kind": "firm", "successor": ""},
    ]
    kind = Organisation._meta.get_field("kind").choices[0][0]
    assert planned(table(*({**row, "kind": kind} for row in rows)), model=Organisation).counts["new"] == 2


def test_an_address_that_was_another_ones_is_refused(desk):
    policy = desk.publish(desk.a_policy())
    old = policy.slug
    desk.rename(policy, "another-address")
    assert "researchers may have cited it" in mistakes(planned(table(a_row(old))))[0][2]


def test_a_term_of_another_list_is_refused(desk):
    term = desk.a_term("instrument")
    plan = planned(table({"slug": "c", "name_en": "A cluster here", "fields": term.slug}), model=Cluster)
    assert "is no field" in mistakes(plan)[0][2]


def test_a_criterion_that_ratings_need_stays(desk):
    framework = Framework.objects.filter(criteria__ratings__isnull=False).distinct().first()
    criterion = framework.criteria.filter(ratings__isnull=False).first()
    rows = [
        {"slug": framework.slug, "criteria.number": str(each.number), "criteria.label": each.label}
        for each in framework.criteria.exclude(pk=criterion.pk)
    ]
    assert "is used by ratings" in mistakes(planned(table(*rows), model=Framework))[0][2]


def test_a_place_in_print_stays_a_prefecture(desk):
    place = Place.objects.in_print().filter(kind="prefecture").first()
    plan = planned(table({"slug": place.slug, "kind": "city", "code": "", "name_en": place.name_en}), model=Place)
    assert "permanent" in mistakes(plan)[0][2]


def test_rights_are_asked_for_in_the_plan(hanako, mallory, desk):
    source = desk.a_source()
    words = {"citations__source": source.slug, "citations__locator": "p. 1", "citations__quote": "Words"}
    rows = table(a_row("one", **words), a_row(desk.a_policy().slug, title_en="Other"))
    assert not planned(rows, by=hanako).is_broken
    said = " ".join(sentence for _, _, sentence in mistakes(planned(rows, by=mallory)))
    assert all(words in said for words in ("may not add policies", "may not change policies", "may not add passages"))


def test_many_rows_cost_no_more_queries_than_few(desk, django_assert_max_num_queries):
    source = desk.a_source()

    def rows(count: int) -> bytes:
        return table(
            *(
                a_row(
                    f"plan-{number}",
                    places="iwate",
                    citations__source=source.slug,
                    citations__locator="p. 1",
                    citations__quote=f"Words {number}",
                )
                for number in range(count)
            )
        )

    with django_assert_max_num_queries(25):
        assert planned(rows(400)).counts["new"] == 400


def test_years_and_dates_that_are_none_are_told(desk):
    plan = planned(
        table({"slug": "s", "kind": "report", "heading": "A heading", "year": "x", "date_read": "1.2.2005"}),
        model=Source,
    )
    assert {column for _, column, _ in mistakes(plan)} == {"year", "date_read"}


# Those that look at one row alone.
OF_ONE_ROW = [(model, rule) for model, rule in ALL if isinstance(rule, CheckConstraint)]


@pytest.mark.parametrize(("model", "constraint"), OF_ONE_ROW, ids=[rule.name for _, rule in OF_ONE_ROW])
def test_rules_asked_in_python_are_those_of_the_database(desk, model, constraint):
    for row, changes in examples(desk, model, constraint.name):
        assert str(constraint.violation_error_message) not in contradictions(row)
        before = {name: getattr(row, name) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        assert str(constraint.violation_error_message) in contradictions(row)
        for name, value in before.items():
            setattr(row, name, value)


# --- What looks like a slip


def test_quotations_are_held_against_the_texts_of_their_sources(desk, hanako):
    source = desk.a_source()
    actions.set_text(source, by=hanako, text="The words that it has.", seen="")
    cells = {"citations__source": source.slug, "citations__locator": "p. 1"}
    rows = table(a_row("one", **cells, citations__quote="The words that"), a_row("two", **cells, citations__quote="No"))
    plan = planned(rows)
    assert outcomes(plan) == [("one", "new"), ("two", "error")]
    assert "does not have this quotation" in mistakes(plan)[0][2]
    assert planned(rows, confirmed=True).counts["new"] == 2


def test_a_figure_changed_without_its_quotation_is_held_back(desk):
    figure = desk.an_observation(value=12)
    rows = table({"slug": figure.slug, "value": "13"})
    assert "changed from 12 to 13" in mistakes(planned(rows, model=Observation))[0][2]
    assert planned(rows, model=Observation, confirmed=True).counts["changed"] == 1
    passage = desk.a_passage()
    cited = {"citations.source": passage.source.slug, "citations.locator": passage.locator}
    with_another = table({"slug": figure.slug, "value": "13", "citations.quote": passage.quote} | cited)
    assert planned(with_another, model=Observation).counts["changed"] == 1


def test_a_plan_is_the_same_in_another_process_and_on_another_database(desk):
    source, policy = desk.a_source(), desk.a_policy()
    words = {"citations__source": source.slug, "citations__locator": "p. 1", "citations__quote": "Words"}
    content = table(a_row("one", **words, summary="x"), a_row(policy.slug, **words), a_row("two", kind="x"))
    first = planned(content)
    again = planned(content)
    # Neither the seed of hashes nor a column of JSON keeps the order of names.
    for item in again.items:
        item.wanted = item.wanted and backwards(item.wanted)
    assert again.digest() == first.digest()
    assert planned(content.replace(b"summary", b"aims")).digest() != first.digest()


def backwards(value):
    """The same data with all names in the opposite order."""
    if isinstance(value, dict):
        return {name: backwards(one) for name, one in reversed(value.items())}
    return [backwards(one) for one in value] if isinstance(value, list) else value
