"""Two people in one form: the second sees both their words, picks, and saves; no word of either is lost."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from tests.curation.conflicting import again, clashes, taken
from tests.curation.sending import fields, form_of, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db


# --- Fields


def test_what_only_the_other_changed_is_taken_over_and_mine_stays(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    place = desk.a_place()
    send(kenji_at_desk, policy, {"title_en": "Kenji's title", "places": [place.pk], "start_year": 1983})
    answer = press(policy, opened | {"summary": "Half an hour of typing."})
    assert stored(policy).version == 2, "nothing is saved before Hanako has seen what Kenji saved"
    assert "Nothing is saved yet" in text(answer)
    assert "kenji saved version 2 at" in text(answer)
    assert clashes(answer) == set()
    assert taken(answer) == ["Title (English)", "Start year", "Places"]

    answer = press(policy, again(answer), follow=True)
    assert told(answer) == ["Saved as version 3."]
    now = stored(policy)
    assert (now.title_en, now.summary, now.start_year) == ("Kenji's title", "Half an hour of typing.", 1983)
    assert [*now.places.all()] == [place]
    assert [event.action for event in events_of(policy)] == ["edit", "edit", "create"]


def test_a_field_that_both_changed_shows_was_theirs_and_mine_and_waits_for_a_pick(
    hanako_at_desk, kenji_at_desk, desk, press
):
    policy = desk.a_policy(title_en="A plan for Iwate")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "A plan for Aomori"})
    answer = press(policy, opened | {"title_en": "A plan for Akita"})
    assert clashes(answer) == {"title_en"}
    said = text(answer)
    for words in ("A plan for Iwate", '<ins class="marked">Aomori</ins>', '<ins class="marked">Akita</ins>'):
        assert words in said
    assert "checked" not in said.partition("desk-clash")[2].partition("</fieldset>")[0], "one must pick oneself"

    answer = press(policy, again(answer))
    assert "pick whose words stand, then save again" in text(answer)
    assert clashes(answer) == {"title_en"}
    assert fields(answer)["title_en"] == "A plan for Akita"
    assert stored(policy).title_en == "A plan for Aomori"
    press(policy, again(answer, "mine"))
    assert (stored(policy).title_en, stored(policy).version) == ("A plan for Akita", 3)


def test_picking_theirs_saves_their_words(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's"})
    answer = press(policy, opened | {"title_en": "Hanako's", "summary": "Typed."})
    press(policy, again(answer, "theirs"))
    assert (stored(policy).title_en, stored(policy).summary) == ("Kenji's", "Typed.")


def test_mine_can_be_edited_once_more_before_it_is_picked(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's"})
    answer = press(policy, opened | {"title_en": "Hanako's"})
    press(policy, again(answer, "mine") | {"title_en": "Kenji's and Hanako's"})
    assert stored(policy).title_en == "Kenji's and Hanako's"


def test_my_words_stay_on_the_page_after_theirs_were_picked_and_something_else_was_wrong(
    hanako_at_desk, kenji_at_desk, desk, press
):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's"})
    answer = press(policy, opened | {"title_en": "Hanako's", "start_year": "soon"})
    answer = press(policy, again(answer, "theirs"))
    assert fields(answer)["title_en"] == "Kenji's"
    assert "Hanako&#x27;s" in text(answer)
    answer = press(policy, again(answer))
    assert "Hanako&#x27;s" in text(answer)
    press(policy, again(answer, "mine") | {"start_year": "1983"})
    assert (stored(policy).title_en, stored(policy).start_year) == ("Hanako's", 1983)


def test_the_same_change_by_both_is_no_conflict(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Both", "summary": "One line.\nAnother."})
    answer = press(policy, opened | {"title_en": " Both ", "summary": "One line.\r\nAnother."})
    assert clashes(answer) == set()


def test_choices_of_both_go_together(hanako_at_desk, kenji_at_desk, desk, press):
    kept, removed, theirs, mine = (desk.a_place() for _ in range(4))
    policy = desk.a_policy(places=[kept, removed])
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"places": [kept.pk, theirs.pk]})
    answer = press(policy, opened | {"places": [kept.pk, removed.pk, mine.pk]})
    assert clashes(answer) == set()
    press(policy, again(answer))
    assert {*stored(policy).places.all()} == {kept, theirs, mine}


def test_whoever_is_overtaken_twice_sees_both_versions(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan", summary="As it was.")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's first"})
    answer = press(policy, opened | {"title_en": "Hanako's", "aims": "Hanako's aims."})
    picked = again(answer, "theirs")
    send(kenji_at_desk, policy, {"title_en": "Kenji's second", "summary": "Kenji's summary."})
    answer = press(policy, picked)
    assert stored(policy).version == 3
    assert fields(answer)["title_en"] == "Kenji's second", "theirs was picked, and theirs is another one now"
    assert "Hanako&#x27;s" in text(answer)
    press(policy, again(answer))
    now = stored(policy)
    assert (now.title_en, now.summary, now.aims) == ("Kenji's second", "Kenji's summary.", "Hanako's aims.")


def test_what_i_picked_is_asked_again_if_they_change_it_again(hanako_at_desk, kenji_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's first"})
    picked = again(press(policy, opened | {"title_en": "Hanako's"}), "mine")
    send(kenji_at_desk, policy, {"title_en": "Kenji's second"})
    answer = press(policy, picked)
    assert clashes(answer) == {"title_en"}
    assert "_pick-title_en" not in again(answer)
    press(policy, again(answer, "mine"))
    assert (stored(policy).title_en, stored(policy).version) == ("Hanako's", 4)


def test_a_pick_that_nobody_offered_changes_nothing_past_the_verbs(hanako_at_desk, desk, press):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    for name in ("no-such", "stages-9-title_en", "stages-x", "title_en", "", "a-b-c-d"):
        answer = press(policy, opened | {"_conflict": name, "_since": "nonsense"})
        assert answer.status_code in (200, 302)
        assert stored(policy).version == 1


# --- Every noun


def test_a_form_that_was_only_opened_finds_no_change_of_its_own(hanako_at_desk, desk, kenji, press):
    for record in desk.one_of_each():
        opened = form_of(hanako_at_desk, record)
        theirs = stored(record)
        theirs.note = "Looked at."
        actions.edit(theirs, by=kenji, expected_version=1)
        answer = press(record, opened)
        assert (clashes(answer), taken(answer)) == (set(), ["Note for colleagues"]), record._meta.model_name
        answer = press(record, again(answer), follow=True)
        assert told(answer) == ["Nothing was changed, so there is nothing to save."], record._meta.model_name


# --- Passages


def test_a_passage_that_both_changed_is_brought_together(hanako_at_desk, kenji_at_desk, a_passage, press):
    passage = a_passage(quote="As it was.")
    opened = form_of(hanako_at_desk, passage)
    send(kenji_at_desk, passage, {"quote": "As Kenji read it.", "locator": "p. 99"})
    answer = press(passage, opened | {"quote": "As Hanako read it."})
    assert stored(passage).quote == "As Kenji read it."
    assert clashes(answer) == {"quote"}
    assert taken(answer) == ["Locator"]
    for words in ("As it was.", "As Hanako read it."):
        assert words in text(answer)
    press(passage, again(answer, "mine"))
    assert (stored(passage).quote, stored(passage).locator) == ("As Hanako read it.", "p. 99")


# --- Where nothing can be brought together


def test_without_the_log_all_that_differs_is_to_be_picked(hanako_at_desk, kenji_at_desk, a_staged_policy, desk, press):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    place = desk.a_place()
    send(kenji_at_desk, policy, {"title_en": "Kenji's", "stages-0-DELETE": "on", "places": [place.pk]})
    Event.objects.filter(record_id=policy.pk, noun="policy", version__lt=3).delete()
    answer = press(policy, opened | {"summary": "Typed.", "stages-1-DELETE": "on"})
    assert clashes(answer) == {"title_en", "summary", "places", "stages-0", "stages-1"}
    answer = press(policy, again(answer, "theirs") | {"_pick-summary": "mine"}, follow=True)
    assert told(answer) == ["Saved as version 4."]
    now = stored(policy)
    assert (now.title_en, now.summary, now.stages.get().title_en) == ("Kenji's", "Typed.", "Ended")
    assert now.places.get() == place


@pytest.mark.parametrize("verb", ["submit", "publish"])
def test_a_form_of_a_record_that_was_locked_meanwhile_keeps_its_words_until_it_is_open_again(
    hanako_at_desk, desk, press, verb
):
    policy = desk.a_policy()
    opened = form_of(hanako_at_desk, policy)
    getattr(desk, verb)(policy)
    answer = press(policy, opened | {"summary": "Typed at length."} | row("stages", 0, slug="b", title_en="Begun"))
    said = text(answer)
    assert "and locked." in said
    assert "press “Revise” there" in said
    assert "Typed at length." in said
    answer = press(policy, again(answer))
    assert "Typed at length." in text(answer)
    assert stored(policy).summary == ""
    waiting = again(answer) | {"stages-0-year": 1983}
    desk.revise(policy)
    answer = press(policy, waiting)
    press(policy, again(answer))
    assert (stored(policy).summary, policy.stages.get().title_en) == ("Typed at length.", "Begun")


def test_what_was_typed_into_a_deleted_draft_can_be_saved_as_a_new_one(
    a_staged_policy, hanako_at_desk, desk, kenji, press
):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    actions.delete(stored(policy), by=kenji, expected_version=2)
    answer = press(policy, opened | {"summary": "Typed at length.", "stages-0-title_en": "Begun with care"})
    said = text(answer)
    assert "Somebody deleted this after you opened it." in said
    assert "Typed at length." in said
    assert "Begun with care" in said
    assert f'action="{page(policy, "add")}"' in said
    assert not type(policy).objects.filter(pk=policy.pk).exists()
    answer = hanako_at_desk.post(page(policy, "add"), fields(answer) | {"_save": "on"}, follow=True)
    new = type(policy).objects.get(slug=policy.slug)
    assert (new.summary, new.stages.count(), new.citations.count()) == ("Typed at length.", 2, 1)


def test_what_waits_to_be_picked_is_neither_saved_nor_submitted_by_any_button(
    hanako_at_desk, kenji_at_desk, desk, press
):
    policy = desk.a_policy(title_en="A plan")
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"title_en": "Kenji's"})
    answer = press(policy, opened | {"title_en": "Hanako's"})
    for button in ("_submit", "_publish", "_addanother", "_withdraw", "_continue"):
        answer = press(policy, again(answer) | {button: "on"})
        assert (stored(policy).title_en, stored(policy).status) == ("Kenji's", "draft")
