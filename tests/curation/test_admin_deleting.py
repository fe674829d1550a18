"""Deleting drafts at the desk, the lists of what was deleted, and bringing it back."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.records.models import Passage, Policy, Source
from tests.curation.sending import page, stored, text, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(desk, kenji) -> Policy:
    """A policy that was deleted as a draft."""
    policy = desk.a_policy(title_en="The lost law", slug="lost-law")
    actions.delete(policy, by=kenji, expected_version=1, reason="Entered twice.")
    return policy


def test_deleting_asks_why_and_says_that_it_can_be_undone(kenji_at_desk, a_policy):
    policy = a_policy()
    asked = kenji_at_desk.get(page(policy, "delete", policy.pk))
    assert "It stays in the log, and can be brought back from “Deleted”." in text(asked)
    assert '<textarea name="reason"' in text(asked)
    kenji_at_desk.post(page(policy, "delete", policy.pk), {"post": "yes", "reason": " Entered twice. "})
    event = Event.objects.get(noun="policy", record_id=policy.pk, action="delete")
    assert (event.reason, event.by.username) == ("Entered twice.", "kenji")
    assert not Policy.objects.filter(pk=policy.pk).exists()


def test_what_was_changed_since_one_was_asked_is_not_deleted(kenji_at_desk, desk, a_policy):
    policy = a_policy()
    asked = text(kenji_at_desk.get(page(policy, "delete", policy.pk)))
    assert '<input type="hidden" name="expected_version" value="1">' in asked
    sent = {"post": "yes", "expected_version": "1"}
    desk.edit(policy, title_en="Changed meanwhile")
    answer = kenji_at_desk.post(page(policy, "delete", policy.pk), sent, follow=True)
    assert "changed “Changed meanwhile”" in text(answer)
    assert Policy.objects.filter(pk=policy.pk).exists()


def test_deleting_needs_no_reason(kenji_at_desk, a_passage):
    passage = a_passage()
    assert "can be brought back" in text(kenji_at_desk.get(page(passage, "delete", passage.pk)))
    kenji_at_desk.post(page(passage, "delete", passage.pk), {"post": "yes"})
    assert Event.objects.get(noun="passage", record_id=passage.pk, action="delete").reason == ""


def test_what_was_deleted_is_listed_with_who_when_and_why(hanako_at_desk, gone):
    assert page(gone, "deleted") in text(hanako_at_desk.get(page(gone, "changelist")))
    listed = text(hanako_at_desk.get(page(gone, "deleted")))
    assert "The lost law" in listed
    assert "kenji deleted it on" in listed
    assert "“Entered twice.”" in listed
    assert page(gone, "undelete", gone.pk) in listed
    assert "Nothing is deleted." in text(hanako_at_desk.get(page(Source, "deleted")))


def test_a_list_of_many_costs_the_same(hanako_at_desk, desk, kenji, django_assert_max_num_queries):
    for _ in range(12):
        actions.delete(desk.a_policy(places=[desk.a_place()]), by=kenji, expected_version=1)
    hanako_at_desk.get(page(Policy, "deleted"))
    with django_assert_max_num_queries(12):
        assert len(hanako_at_desk.get(page(Policy, "deleted")).context["rows"]) == 12


def test_the_history_of_a_deleted_draft_can_still_be_read(hanako_at_desk, gone):
    log = text(hanako_at_desk.get(page(Event, "changelist")))
    assert f'<a href="{page(gone, "history", gone.pk)}">lost-law</a>' in log
    answer = hanako_at_desk.get(page(gone, "history", gone.pk))
    assert [step.event.action for step in answer.context["steps"]] == ["delete", "create"]
    assert "History of “The lost law”" in text(answer)
    assert page(gone, "undelete", gone.pk) in text(answer)
    assert page(gone, "change", gone.pk) not in text(answer)
    assert "<dd>The lost law</dd>" in text(hanako_at_desk.get(page(gone, "version", gone.pk, 1)))
    answer = hanako_at_desk.get(page(gone, "compare", gone.pk) + "?from=1&to=1")
    assert "Nothing differs" in text(answer)
    assert hanako_at_desk.get(page(gone, "restore", gone.pk, 1)).url == page(gone, "undelete", gone.pk)


def test_it_is_brought_back_from_a_page_that_shows_it(hanako_at_desk, gone):
    address = page(gone, "undelete", gone.pk)
    shown = hanako_at_desk.get(address)
    assert "<dd>The lost law</dd>" in text(shown)
    assert "kenji deleted it on" in text(shown)
    sent = {"seen": shown.context["form"]["seen"].value(), "reason": "It was another one."}
    answer = hanako_at_desk.post(address, sent, follow=True)
    assert answer.redirect_chain == [(page(gone, "change", gone.pk), 302)]
    assert told(answer) == ["“The lost law” is back as a draft."]
    assert stored(gone).status == "draft"
    assert Event.objects.filter(noun="policy", record_id=gone.pk).first().reason == "It was another one."
    answer = hanako_at_desk.post(address, sent, follow=True)
    assert told(answer) == ["“The lost law” is not deleted: somebody may have brought it back already."]
    assert "Nothing is deleted." in text(hanako_at_desk.get(page(gone, "deleted")))


def test_a_refusal_is_told_and_keeps_the_reason(hanako_at_desk, desk, gone):
    other = desk.a_policy(slug="lost-law")
    sent = {"seen": "1", "reason": "Needed after all."}
    answer = hanako_at_desk.post(page(gone, "undelete", gone.pk), sent)
    assert f"“{other}” has the slug “lost-law” now." in told(answer)[0]
    assert "Needed after all." in text(answer)
    assert not Policy.objects.filter(pk=gone.pk).exists()


def test_a_deleted_passage_is_brought_back_too(hanako_at_desk, kenji, a_passage):
    passage = stored(a_passage(quote="As printed."))
    actions.delete_passage(stored(passage), by=kenji)
    listed = text(hanako_at_desk.get(page(Passage, "deleted")))
    assert "Deleted passages" in listed
    assert page(passage, "undelete", passage.pk) in listed
    hanako_at_desk.post(page(passage, "undelete", passage.pk), {"seen": "1"})
    assert Passage.objects.get(pk=passage.pk).quote == "As printed."


def test_what_was_deleted_before_the_log_kept_it_is_only_named(hanako_at_desk, gone):
    Event.objects.filter(noun="policy", record_id=gone.pk).update(snapshot=None)
    listed = text(hanako_at_desk.get(page(gone, "deleted")))
    assert "lost-law" in listed
    assert page(gone, "undelete", gone.pk) not in listed
    assert "The log keeps only its name" in text(hanako_at_desk.get(page(gone, "undelete", gone.pk)))
    answer = hanako_at_desk.post(page(gone, "undelete", gone.pk), {"seen": "1"})
    assert "There is no deleted policy to bring back" in told(answer)[0]


def test_several_are_never_deleted_at_once(kenji_at_desk, a_policy):
    policy = a_policy()
    answer = kenji_at_desk.get(page(policy, "changelist"))
    assert "delete_selected" not in text(answer)
