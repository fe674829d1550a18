"""Two pairs of eyes: who may approve what, what returning says, and when the review begins anew."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.history import events_of
from policyatlas.curation.refusals import NotAllowed, Refused
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db


def test_nobody_approves_what_they_wrote(desk, yuki, sayaka):
    policy = desk.a_policy()
    actions.edit(policy, by=yuki, expected_version=policy.version)
    desk.submit(policy)
    with pytest.raises(NotAllowed, match="You have worked on “A plan” yourself: somebody else must approve it"):
        apply("approve", policy, yuki)
    assert "approve" not in actions.possible(policy, yuki)
    assert "approve" in actions.possible(policy, sayaka)
    assert apply("approve", policy, sayaka).status == "approved"


def test_nobody_approves_what_they_submitted(desk, yuki):
    policy = apply("submit", desk.a_policy(), yuki)
    with pytest.raises(NotAllowed):
        apply("approve", policy, yuki)


def test_in_a_team_of_one_they_do(desk, alone, sayaka):
    policy = apply("submit", desk.a_policy(), sayaka)
    assert "approve" in actions.possible(policy, sayaka)
    assert apply("approve", policy, sayaka).status == "approved"


def test_what_was_published_is_no_longer_anybodys_own(desk, yuki, hanako):
    policy = desk.a_policy()
    actions.edit(policy, by=hanako, expected_version=policy.version)
    desk.publish(policy)
    apply("revise", policy, yuki)
    desk.submit(policy)
    assert apply("approve", policy, yuki).status == "revision-approved"


@pytest.mark.parametrize("comment", ["", " \n"])
def test_returning_needs_a_comment(in_state, yuki, comment):
    policy = in_state("submitted")
    with pytest.raises(Refused, match="Say what is to be changed"):
        apply("return", policy, yuki, reason=comment)
    assert stored(policy).status == "submitted"
    apply("return", policy, yuki, reason="The year is wrong.")
    assert events_of(policy)[0].reason == "The year is wrong."


def test_who_takes_back_what_was_approved_must_have_it_approved_again(in_state, hanako, kenji):
    policy = in_state("approved")
    apply("revise", policy, hanako)
    assert "publish" not in actions.possible(policy, kenji)
    with pytest.raises(Refused, match="Somebody else must approve it before it can be published: submit it"):
        apply("publish", policy, kenji)


def test_a_passage_changed_after_the_approval_is_not_printed_unseen(desk, in_state, hanako, kenji):
    policy = in_state("approved")
    passage = policy.citations.get().passage
    seen = actions.fingerprint(passage)
    passage.quote = "Other words than those that were approved."
    actions.edit_passage(passage, by=hanako, seen=seen)
    with pytest.raises(Refused, match=f"hanako changed one of “{passage.source.slug}”"):
        apply("publish", policy, kenji)
    assert stored(policy).status == "approved"
    apply("revise", policy, hanako)
    assert desk.publish(policy).status == "published"


def test_in_a_team_of_one_a_passage_may_be_changed_until_it_is_printed(in_state, alone, sayaka):
    policy = in_state("approved")
    passage = policy.citations.get().passage
    seen = actions.fingerprint(passage)
    passage.quote = "Other words than those that were approved."
    actions.edit_passage(passage, by=sayaka, seen=seen)
    assert apply("publish", policy, sayaka).status == "published"
