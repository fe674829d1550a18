"""The page that renames, and the reasons that readers are told: nothing typed is lost."""

import pytest

from policyatlas.curation.history import events_of
from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Policy
from tests.curation.sending import ask, page, send, stored, text, told

pytestmark = pytest.mark.django_db


# --- Renaming


def test_a_record_in_print_is_renamed_at_the_desk(kenji_at_desk, policy):
    address = page(policy, "rename", policy.pk)
    assert address in text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    said = text(kenji_at_desk.get(address))
    assert 'value="old-plan"' in said
    assert "1 entry in print refers to it and will refer to the new address" in said
    assert "Disagreement: Two dates" in said
    answer = ask(kenji_at_desk, policy, "rename", slug="new-plan", reason="It was misspelt.")
    assert told(answer) == ["“A named plan” has its new address: the old one leads to it."]
    assert stored(policy).slug == "new-plan"
    assert 'href="/policies/new-plan/"' in text(answer)
    assert Reading.now().forwarding("policy", "old-plan") == ("policy", "new-plan")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"slug": "No slug"}, "Use lower-case letters"),
        ({"slug": ""}, "This field cannot be blank."),
        ({"slug": "technopolis-law"}, "choose another slug"),
        ({"slug": "new-plan", "expected_version": 1}, "changed “A named plan”"),
    ],
)
def test_a_refused_new_name_keeps_its_words(kenji_at_desk, policy, words, said):
    answer = ask(kenji_at_desk, policy, "rename", reason="Typed at length.", **words)
    assert said in " ".join(told(answer))
    assert "Typed at length." in text(answer)
    assert f'value="{words["slug"]}"' in text(answer) or not words["slug"]
    assert stored(policy).slug == "old-plan"


def test_who_may_not_publish_is_not_offered_to_rename(hanako_at_desk, policy):
    said = text(hanako_at_desk.get(page(policy, "change", policy.pk)))
    assert page(policy, "rename", policy.pk) not in said
    assert page(policy, "merge", policy.pk) not in said
    answer = ask(hanako_at_desk, policy, "rename", slug="new-plan", reason="Mine.")
    assert told(answer)[0].startswith("You may not rename policies.")


def test_the_form_still_refuses_another_slug(kenji_at_desk, policy, desk):
    desk.revise(policy)
    send(kenji_at_desk, policy, {"slug": "typed-over", "summary": "Typed."})
    assert (stored(policy).slug, stored(policy).summary) == ("old-plan", "Typed.")


# --- Reasons


def test_whoever_publishes_again_says_what_changed_and_why(alone, kenji_at_desk, desk, policy):
    assert 'name="reason"' not in text(kenji_at_desk.get(page(policy, "change", policy.pk))), "it is not being revised"
    desk.revise(policy)
    assert '<textarea name="reason"' in text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    send(kenji_at_desk, policy, {"summary": "Corrected.", "reason": "The summary was wrong."}, "_publish")
    assert Reading.now().entry("policy", "old-plan").reason == "The summary was wrong."
    assert (events_of(policy)[0].action, events_of(policy)[0].reason) == ("publish", "The summary was wrong.")


def test_a_reason_that_was_not_used_is_kept(alone, kenji_at_desk, desk, policy):
    desk.revise(policy)
    answer = send(kenji_at_desk, policy, {"summary": "Corrected.", "reason": "Typed at length."})
    assert "Typed at length.</textarea>" in text(answer), "saving alone keeps it"
    policy.citations.all().delete()
    answer = send(kenji_at_desk, policy, {"reason": "Typed once more."}, "_publish")
    assert "Typed once more.</textarea>" in text(answer), "and so does a refusal to publish"
    answer = send(kenji_at_desk, policy, {"title_en": "", "reason": "Typed a third time."})
    assert "Typed a third time.</textarea>" in text(answer), "and a form that is refused"
    answer = send(kenji_at_desk, policy, {"reason": ""})
    assert "Typed" not in text(answer).partition("<textarea name=")[2].partition("</textarea>")[0]


def test_a_new_record_needs_no_reason_for_readers(alone, kenji_at_desk, desk):
    draft = desk.a_policy()
    assert 'name="reason"' not in text(kenji_at_desk.get(page(draft, "change", draft.pk)))


def test_the_button_that_publishes_sends_its_reason_and_keeps_it_if_refused(alone, kenji_at_desk, desk, policy):
    desk.edit(desk.revise(policy), summary="Corrected.")
    stale = {"expected_version": 1, "reason": "Typed at length."}
    answer = kenji_at_desk.post(page(policy, "publish", policy.pk), stale, follow=True)
    assert "Typed at length.</textarea>" in text(answer)
    ask(kenji_at_desk, policy, "publish", reason="Typed at length.")
    assert Reading.now().entry("policy", "old-plan").reason == "Typed at length."
    desk.revise(stored(policy))
    assert "Typed at length.</textarea>" not in text(kenji_at_desk.get(page(policy, "change", policy.pk)))


def test_several_are_published_for_one_reason(alone, kenji_at_desk, desk):
    both = [desk.publish(desk.a_policy()) for _ in range(2)]
    for number, policy in enumerate(both):
        desk.edit(desk.revise(policy), summary=f"Corrected {number}.")
    sent = {
        "action": "publish_selected",
        "_selected_action": [policy.pk for policy in both],
        "reason": "All summaries were wrong.",
    }
    assert 'name="reason"' in text(kenji_at_desk.get(page(Policy, "changelist")))
    assert told(kenji_at_desk.post(page(Policy, "changelist"), sent, follow=True)) == ["Published: 2."]
    slugs = [policy.slug for policy in both]
    assert set(Entry.objects.filter(slug__in=slugs, until=None).values_list("reason", flat=True)) == {
        "All summaries were wrong."
    }
