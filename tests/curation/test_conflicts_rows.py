"""Two people in the rows of one form: added, changed and removed by either, in every combination."""

import pytest

from tests.curation.conflicting import again, clashes, taken
from tests.curation.sending import form_of, row, send, stored, text, told

pytestmark = pytest.mark.django_db


def test_rows_that_they_added_and_removed_are_taken_over(a_staged_policy, hanako_at_desk, kenji_at_desk, desk, press):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    theirs = {"stages-0-DELETE": "on"} | row("stages", 2, slug="kenjis", title_en="Kenji's", year=1990)
    send(kenji_at_desk, policy, theirs)
    typed = row("stages", 2, slug="hanakos", title_en="Hanako's", year=1991) | {"citations-0-supports": "aims"}
    answer = press(policy, opened | typed)
    assert clashes(answer) == set()
    assert taken(answer) == ["Dated event “Begun (1983)” removed", "Dated event “Kenji's (1990)” added"] or taken(
        answer
    )
    press(policy, again(answer))
    assert {stage.title_en for stage in policy.stages.all()} == {"Ended", "Kenji's", "Hanako's"}
    assert policy.citations.get().supports == "aims"


def test_fields_of_one_row_go_together_or_are_picked(a_staged_policy, hanako_at_desk, kenji_at_desk, press):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"stages-0-title_en": "Kenji's", "stages-0-title_ja": "健二", "stages-0-year": 1984})
    answer = press(policy, opened | {"stages-0-title_en": "Hanako's", "stages-0-end_year": 1990})
    assert clashes(answer) == {"stages-0-title_en"}
    press(policy, again(answer, stages__0__title_en="mine"))
    stage = policy.stages.get(title_ja="健二")
    assert (stage.title_en, stage.year, stage.end_year) == ("Hanako's", 1984, 1990)


@pytest.mark.parametrize("pick", ["mine", "theirs"])
def test_a_row_that_they_removed_and_i_changed(a_staged_policy, hanako_at_desk, kenji_at_desk, press, pick):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"stages-0-DELETE": "on"})
    answer = press(policy, opened | {"stages-0-title_en": "Begun with care"})
    assert clashes(answer) == {"stages-1"}, "it stands behind the rows that are stored"
    assert "Begun with care" in text(answer)
    assert "Kenji removed it, and you changed it:" in text(answer)
    answer = press(policy, again(answer))
    assert clashes(answer) == {"stages-1"}
    assert "Begun with care" in text(answer)
    answer = press(policy, again(answer, pick), follow=True)
    assert told(answer) == (["Saved as version 4."] if pick == "mine" else told(answer))
    titles = {stage.title_en for stage in policy.stages.all()}
    assert titles == ({"Begun with care", "Ended"} if pick == "mine" else {"Ended"})


@pytest.mark.parametrize("pick", ["mine", "theirs"])
def test_a_row_that_i_removed_and_they_changed(a_staged_policy, hanako_at_desk, kenji_at_desk, press, pick):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"stages-0-title_en": "Kenji's"})
    answer = press(policy, opened | {"stages-0-DELETE": "on"})
    assert clashes(answer) == {"stages-0"}
    assert "You removed it, and kenji changed it:" in text(answer)
    press(policy, again(answer, pick))
    titles = {stage.title_en for stage in policy.stages.all()}
    assert titles == ({"Ended"} if pick == "mine" else {"Kenji's", "Ended"})


def test_the_same_row_added_by_both_is_there_once(hanako_at_desk, kenji_at_desk, desk, press):
    policy, passage = desk.a_policy(), desk.a_passage()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, row("citations", 1, passage=passage.pk, supports="aims"))
    answer = press(policy, opened | row("citations", 1, passage=passage.pk, supports="aims") | {"aims": "Typed."})
    answer = press(policy, again(answer), follow=True)
    assert told(answer) == ["Saved as version 3."]
    assert policy.citations.count() == 2


def test_a_row_that_both_removed_is_gone(a_staged_policy, hanako_at_desk, kenji_at_desk, press):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"stages-0-DELETE": "on"})
    answer = press(policy, opened | {"stages-0-DELETE": "on", "summary": "Typed."})
    assert clashes(answer) == set()
    press(policy, again(answer))
    assert [stage.title_en for stage in policy.stages.all()] == ["Ended"]
    assert stored(policy).summary == "Typed."


def test_a_passage_that_is_being_typed_is_kept_beside_what_they_saved(
    a_staged_policy, hanako_at_desk, kenji_at_desk, desk, press
):
    policy, passage = a_staged_policy(), desk.a_passage()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"stages-0-passage": passage.pk, "stages-1-DELETE": "on"})
    typed = {
        "stages-1-passage_source": passage.source_id,
        "stages-1-passage_locator": "p. 7",
        "stages-1-passage_quote": "It ended in 1998.",
    }
    answer = press(policy, opened | typed)
    assert "It ended in 1998." in text(answer)
    assert clashes(answer) == {"stages-1"}, "a row into which only a passage was typed is one that I changed"
    answer = press(policy, again(answer, "mine"), follow=True)
    assert "Saved as version 4." in told(answer)
    assert {stage.passage and stage.passage.quote for stage in policy.stages.all()} == {
        passage.quote,
        "It ended in 1998.",
    }
