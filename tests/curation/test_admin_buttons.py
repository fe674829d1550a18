"""The buttons of the desk: publish, withdraw and delete, one record or several, with the answer in words."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from policyatlas.curation import actions
from policyatlas.curation.actions import publishing
from policyatlas.curation.admin import verbs
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Evaluation, Passage, Policy, PolicyCitation, Source, Term
from tests.curation.sending import form_of, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db
NO_CITATION = (
    "No citation: add at least one passage that supports this record. Nothing goes into print without a source."
)


# --- Publishing


def test_who_may_not_publish_is_told_and_loses_nothing(hanako_at_desk, desk):
    policy = desk.a_policy()
    assert 'name="_publish"' not in text(hanako_at_desk.get(page(policy, "change", policy.pk)))
    answer = send(hanako_at_desk, policy, {"summary": "Typed."}, "_publish")
    assert told(answer)[0] == "Saved as version 2."
    assert told(answer)[1].startswith("You may not publish policies.")
    assert (stored(policy).summary, stored(policy).status) == ("Typed.", "draft")
    answer = hanako_at_desk.post(page(policy, "publish", policy.pk), {"expected_version": 2}, follow=True)
    assert told(answer)[0].startswith("You may not publish policies.")
    assert stored(policy).status == "draft"


def test_when_the_press_breaks_down_the_words_are_saved_all_the_same(alone, kenji_at_desk, desk, monkeypatch):
    policy = desk.a_policy()
    desk.publish(policy.citations.get().passage.source)

    def jam(printed, reason):
        raise RuntimeError("The press has jammed.")

    monkeypatch.setattr(publishing, "print_records", jam)
    with pytest.raises(RuntimeError):
        send(kenji_at_desk, policy, {"summary": "Typed."}, "_publish")
    assert (stored(policy).summary, stored(policy).status) == ("Typed.", "draft")


def test_a_publisher_who_may_not_edit_has_a_button_to_publish(alone, kenji, kenji_at_desk, desk):
    policy = desk.a_policy()
    desk.publish(policy.citations.get().passage.source)
    kenji.groups.clear()
    kenji.user_permissions.set(Permission.objects.filter(codename__in=("view_policy", "publish_records")))
    said = text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    assert 'name="_save"' not in said
    assert page(policy, "publish", policy.pk) in said
    answer = kenji_at_desk.post(page(policy, "publish", policy.pk), {"expected_version": 1}, follow=True)
    assert told(answer) == ["“A plan” is in print: readers see it now."]


def test_a_button_of_a_stale_page_does_nothing(kenji_at_desk, desk):
    policy = desk.a_policy()
    desk.edit(policy, title_en="Newer")
    answer = kenji_at_desk.post(page(policy, "publish", policy.pk), {"expected_version": 1}, follow=True)
    assert told(answer)[0].startswith("hanako changed “Newer” at ")
    answer = kenji_at_desk.post(page(policy, "publish", policy.pk), {}, follow=True)
    assert told(answer) == ["The button did not say which version you saw. Press it again."]
    assert stored(policy).status == "draft"


def test_verbs_want_a_button_a_token_and_a_record_one_may_see(kenji_at_desk, kenji, mallory, desk):
    policy = desk.publish(desk.a_policy())
    address, version = page(policy, "revise", policy.pk), {"expected_version": policy.version}
    assert kenji_at_desk.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(kenji)
    assert strict.post(address, version).status_code == 403
    assert kenji_at_desk.post(page(policy, "revise", 10**9), version).status_code == 404
    mallory.is_staff = True
    mallory.save()
    inside = Client()
    inside.force_login(mallory)
    assert inside.post(address, version).status_code == 403
    assert stored(policy).status == "published"


# --- Several at once


def test_several_records_are_published_in_whichever_order_they_need(alone, kenji_at_desk, desk):
    source = desk.publish(desk.a_source())
    passage = desk.a_passage(source)
    first = desk.a_policy(title_en="A refers to B")
    second = desk.a_policy(title_en="B")
    for policy in (first, second):
        PolicyCitation.objects.filter(record=policy).update(passage=passage)
    first.relations.create(relation="replaces", other=second, passage=passage)
    bare = desk.create(Policy(slug="bare", title_en="Bare", kind="law"))
    sent = {"action": "publish_selected", "_selected_action": [first.pk, second.pk, bare.pk]}
    answer = kenji_at_desk.post(page(Policy, "changelist"), sent, follow=True)
    refused, done = told(answer)
    assert refused.startswith("“Bare”: No citation: add at least one passage")
    assert done == "Published: 2."
    assert [stored(policy).status for policy in (first, second, bare)] == ["published", "published", "draft"]
    sent = {"action": "revise_selected", "_selected_action": [first.pk, bare.pk]}
    refused, done = told(kenji_at_desk.post(page(Policy, "changelist"), sent, follow=True))
    assert refused.startswith("“Bare”: “Bare” is “draft”; to revise it")
    assert done == "Opened for revision: 1."


def test_when_all_are_published_nothing_is_said_of_refusals_and_the_reverse(alone, kenji_at_desk, desk):
    source = desk.a_source()
    bare = desk.create(Policy(slug="bare", title_en="Bare", kind="law"))
    for record, said in ((source, ["Published: 1."]), (bare, [f"“Bare”: {NO_CITATION}"])):
        sent = {"action": "publish_selected", "_selected_action": [record.pk]}
        assert told(kenji_at_desk.post(page(record, "changelist"), sent, follow=True)) == said


def test_of_more_than_a_person_can_wait_for_nothing_is_done_and_the_way_is_said(kenji_at_desk, desk, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_AT_ONCE", 1)
    sources = [desk.approve(desk.a_source()) for _ in range(2)]
    sent = {"action": "publish_selected", "_selected_action": [source.pk for source in sources]}
    (said,) = told(kenji_at_desk.post(page(Source, "changelist"), sent, follow=True))
    assert said.startswith("2 records are chosen, and nothing was done: 1 is the most at once.")
    assert "manage.py publish_records" in said
    assert {stored(source).status for source in sources} == {"approved"}
    (said,) = told(kenji_at_desk.post(page(Source, "changelist"), sent | {"action": "look_over_selected"}, follow=True))
    assert said.endswith("Narrow the list with a filter.")


@pytest.mark.parametrize("listed", ["as it was", "nonsense", "2026-11-25"])
def test_nothing_is_done_from_a_list_to_what_a_colleague_has_changed_since(kenji_at_desk, hanako, desk, listed):
    source = desk.publish(desk.a_source())
    address = page(source, "changelist")
    shown = kenji_at_desk.get(address).context["action_form"]["listed"].value()
    desk.edit(desk.revise(source), title="Another title")
    desk.approve(source)
    sent = {"action": "publish_selected", "_selected_action": [source.pk]}
    sent["listed"] = shown if listed == "as it was" else listed
    said = told(kenji_at_desk.post(address, sent, follow=True))
    if listed == "as it was":
        assert said == [f"“{source}”: yuki changed it after this list was shown: look at it first."]
    assert stored(source).status == ("revision-approved" if listed == "as it was" else "published")


def test_the_list_offers_only_what_the_person_may_do(hanako_at_desk, kenji_at_desk):
    for browser, publishes in ((hanako_at_desk, False), (kenji_at_desk, True)):
        offered = text(browser.get(page(Policy, "changelist")))
        assert ('value="publish_selected"' in offered) is publishes
        assert 'value="revise_selected"' in offered
        assert 'value="delete_selected"' not in offered, "drafts are deleted one at a time, on purpose"
    assert 'value="delete_selected"' not in text(kenji_at_desk.get(page(Passage, "changelist")))


# --- Withdrawing and deleting


def test_withdrawing_asks_for_a_reason_and_says_what_refers_to_it(kenji_at_desk, desk):
    policy = desk.a_policy(title_en="Doubtful")
    desk.publish(desk.a_disagreement(topic_en="Two dates", policies=[policy]))
    policy.refresh_from_db()
    address = page(policy, "withdraw", policy.pk)
    said = text(kenji_at_desk.get(address))
    assert "1 entry in print refers to it" in said
    assert "Disagreement: Two dates" in said
    version = {"expected_version": policy.version}
    answer = kenji_at_desk.post(address, version | {"reason": " "}, follow=True)
    assert told(answer)[0].startswith("Give a reason")
    assert stored(policy).status == "published"
    answer = kenji_at_desk.post(address, {"expected_version": 1, "reason": "A reason typed at length."}, follow=True)
    assert "A reason typed at length." in text(answer), "a stale page keeps the reason"
    answer = kenji_at_desk.post(address, {"reason": "Without a version."})
    assert "Without a version." in text(answer)
    answer = kenji_at_desk.post(address, version | {"reason": "It never existed."}, follow=True)
    assert "is out of print" in told(answer)[0]
    assert stored(policy).status == "withdrawn"
    assert Reading.now().entry("policy", policy.slug) is None
    assert events_of(policy)[0].reason == "It never existed."


def test_withdrawing_while_revising_saves_first(kenji_at_desk, desk):
    policy = desk.revise(desk.publish(desk.a_policy()))
    answer = send(kenji_at_desk, policy, {"summary": "Typed."}, "_withdraw")
    assert answer.redirect_chain[0][0] == page(policy, "withdraw", policy.pk)
    assert (stored(policy).summary, stored(policy).status) == ("Typed.", "revising")


def test_only_drafts_that_were_never_in_print_can_be_deleted(kenji_at_desk, hanako_at_desk, desk):
    draft, printed = desk.a_policy(), desk.publish(desk.a_policy())
    again = desk.revise(desk.withdraw(desk.publish(desk.a_policy())))
    assert page(draft, "delete", draft.pk) in text(kenji_at_desk.get(page(draft, "change", draft.pk)))
    for kept, browser in ((printed, kenji_at_desk), (again, kenji_at_desk), (again, hanako_at_desk)):
        assert page(kept, "delete", kept.pk) not in text(browser.get(page(kept, "change", kept.pk)))
        assert browser.post(page(kept, "delete", kept.pk), {"post": "yes"}).status_code == 403
        assert Policy.objects.filter(pk=kept.pk).exists()
    assert kenji_at_desk.post(page(draft, "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert not Policy.objects.filter(pk=draft.pk).exists()
    assert Event.objects.first().action == "delete"


def test_what_is_referred_to_is_not_deleted(kenji_at_desk, desk):
    term = desk.a_term("instrument")
    desk.a_policy(instruments=[term])
    narrower = desk.a_term("instrument", parent=term)
    answer = kenji_at_desk.post(page(term, "delete", term.pk), {"post": "yes"})
    assert "would require deleting the following protected related objects" in text(answer)
    assert str(narrower) in text(answer)


def test_a_refusal_to_delete_is_told(kenji_at_desk, desk, monkeypatch):
    def refuse(*args, **kwargs):
        raise Refused("Somebody published it a moment ago.")

    monkeypatch.setattr(actions, "delete", refuse)
    policy = desk.a_policy()
    answer = kenji_at_desk.post(page(policy, "delete", policy.pk), {"post": "yes"}, follow=True)
    assert told(answer) == ["Somebody published it a moment ago."]
    assert answer.redirect_chain[-1][0] == page(policy, "change", policy.pk)


# --- Popups, and people with few rights


def test_in_a_popup_there_is_only_the_button_to_save(kenji_at_desk, desk):
    policy = desk.a_policy()
    said = text(kenji_at_desk.get(page(policy, "change", policy.pk) + "?_popup=1"))
    assert 'name="_save"' in said
    assert "_publish" not in said
    answer = kenji_at_desk.post(
        page(policy, "change", policy.pk) + "?_popup=1",
        form_of(kenji_at_desk, policy) | {"title_en": "Changed in a popup", "_popup": "1"},
    )
    assert "popup_response.js" in text(answer)
    assert stored(policy).title_en == "Changed in a popup"


def test_who_may_only_add_adds(hanako, hanako_at_desk):
    hanako.groups.clear()
    hanako.user_permissions.set(Permission.objects.filter(codename="add_term"))
    words = {"scheme": "field", "label_en": "Optics", "code": "optics", "slug": "field-optics", "_save": "on"}
    words |= {"citations-TOTAL_FORMS": "0", "citations-INITIAL_FORMS": "0"}
    assert hanako_at_desk.post(page(Term, "add"), words).status_code == 302
    assert Term.objects.get(slug="field-optics").created_by == hanako


def test_ratings_are_by_the_criteria_of_their_framework(kenji_at_desk, desk):
    framework = desk.a_framework(name_en="Ours")
    evaluation = desk.an_evaluation(framework=framework)
    words = row("ratings", 0, criterion=framework.criteria.get().pk, aspect="unmarked", stars=2, confidence="high")
    send(kenji_at_desk, evaluation, words)
    assert Evaluation.objects.get(pk=evaluation.pk).ratings.get().stars == 2
