"""Saving at the desk: one version and one event for each change, no word lost, nothing past the verbs."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Evaluation, Passage, Policy, PolicyCitation, PolicyStage, Term
from tests.curation.sending import fields, form_of, page, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanako_at_desk(hanako):
    """The curator's browser."""
    browser = Client()
    browser.force_login(hanako)
    return browser


@pytest.fixture
def kenji_at_desk(kenji):
    """The publisher's browser; he may delete drafts too."""
    deleting = Permission.objects.filter(content_type__app_label="records", codename__startswith="delete_")
    kenji.user_permissions.add(*deleting)
    browser = Client()
    browser.force_login(kenji)
    return browser


def send(browser, record, words: dict, button: str = "_save"):
    """Press `button` on the form of `record`, after typing `words` into it; the page one lands on."""
    sent = form_of(browser, record) | words | {button: "on"}
    return browser.post(page(record, "change", record.pk), sent, follow=True)


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def stored(record):
    return type(record).objects.get(pk=record.pk)


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


# --- The whole way


def test_a_policy_on_its_way_into_print(hanako_at_desk, kenji_at_desk, desk):
    source = desk.publish(desk.a_source())
    sent = fields(hanako_at_desk.get(page(Policy, "add"))) | {
        "title_en": "A law of 1983",
        "slug": "a-law-of-1983",
        "kind": "law",
        "_save": "on",
    }
    answer = hanako_at_desk.post(page(Policy, "add"), sent, follow=True)
    assert told(answer) == ["“A law of 1983” is saved as a draft."]
    policy = Policy.objects.get(slug="a-law-of-1983")
    assert "No citation: add at least one passage" in text(answer), "the form says at once what is missing"

    answer = send(kenji_at_desk, policy, {"summary": "It began in 1983."}, "_publish")
    assert told(answer)[0] == "Saved as version 2."
    assert told(answer)[1].startswith("No citation: add at least one passage")
    assert stored(policy).summary == "It began in 1983.", "what was typed is saved although publishing was refused"
    assert Reading.now().entry("policy", policy.slug) is None

    words = {"source": source.pk, "locator": "p. 3", "quote": "enacted in 1983", "_popup": "1"}
    popup = kenji_at_desk.post(page(Passage, "add") + "?_popup=1", words)
    assert "popup_response.js" in popup.content.decode()
    passage = Passage.objects.get(quote="enacted in 1983")

    answer = send(kenji_at_desk, policy, row("citations", 0, passage=passage.pk, supports="start_year"), "_publish")
    assert told(answer) == ["Saved as version 3.", "“A law of 1983” is in print: readers see it now."]
    entry = Reading.now().entry("policy", policy.slug)
    assert entry.payload["evidence"][0]["supports"] == "start_year"
    assert 'href="/policies/a-law-of-1983/"' in text(answer)
    assert [event.action for event in events_of(policy)] == ["publish", "edit", "edit", "create"]


def test_readers_see_a_change_only_when_it_is_published(kenji_at_desk, desk):
    policy = desk.publish(desk.a_policy(title_en="As printed"))
    revise = page(policy, "revise", policy.pk)
    answer = kenji_at_desk.post(revise, {"expected_version": policy.version}, follow=True)
    assert "is open for editing" in told(answer)[0]
    send(kenji_at_desk, policy, {"title_en": "Corrected"})
    assert stored(policy).title_en == "Corrected"
    assert Reading.now().entry("policy", policy.slug).title_en == "As printed"
    send(kenji_at_desk, policy, {}, "_publish")
    assert Reading.now().entry("policy", policy.slug).title_en == "Corrected"


# --- Versions and events


def test_a_new_record_and_its_parts_are_one_event(hanako_at_desk, desk):
    passage, organisation = desk.a_passage(), desk.an_organisation()
    sent = (
        fields(hanako_at_desk.get(page(Policy, "add")))
        | {"title_en": "New", "slug": "new", "kind": "law", "places": [desk.a_place().pk], "_addanother": "on"}
        | row("citations", 0, passage=passage.pk, supports="")
        | row("roles", 0, organisation=organisation.pk, role="lead", passage=passage.pk)
    )
    events = Event.objects.count()
    answer = hanako_at_desk.post(page(Policy, "add"), sent)
    assert answer.url == page(Policy, "add")
    policy = Policy.objects.get(slug="new")
    assert (policy.version, policy.status, policy.places.count(), policy.roles.count()) == (1, "draft", 1, 1)
    assert policy.created_by.username == "hanako"
    assert Event.objects.count() == events + 1


def test_saving_without_a_change_makes_no_version(hanako_at_desk, desk):
    policy = desk.a_policy(places=[desk.a_place()])
    events = Event.objects.count()
    answer = send(hanako_at_desk, policy, {})
    assert told(answer) == ["Nothing was changed, so there is nothing to save."]
    assert stored(policy).version == 1
    assert Event.objects.count() == events


@pytest.mark.parametrize("what", ["field", "link", "new part", "changed part", "deleted part", "everything"])
def test_any_change_makes_one_version_and_one_event(hanako_at_desk, desk, what):
    policy = desk.a_policy()
    changes = {
        "field": {"aims": "To catch up."},
        "link": {"places": [desk.a_place().pk]},
        "new part": row("stages", 0, slug="begun", title_en="Begun", year=1983),
        "changed part": {"citations-0-supports": "aims"},
        "deleted part": {"citations-0-DELETE": "on"},
    }
    words = {key: value for change in changes.values() for key, value in change.items()}
    events = Event.objects.count()
    send(hanako_at_desk, policy, words if what == "everything" else changes[what])
    assert stored(policy).version == 2
    assert stored(policy).updated_by.username == "hanako"
    assert Event.objects.count() == events + 1


def test_what_the_database_refuses_is_said_in_words_and_writes_nothing(hanako_at_desk, desk):
    policy = desk.a_policy()
    answer = send(hanako_at_desk, policy, {"start_year": 1998, "end_year": 1983, "summary": "Typed at length."})
    assert "A policy cannot end before it starts." in text(answer)
    assert "Typed at length." in text(answer)
    assert (stored(policy).version, stored(policy).summary) == (1, "")


def test_a_field_one_may_not_see_cannot_be_sent(hanako_at_desk, desk):
    policy = desk.a_policy()
    send(hanako_at_desk, policy, {"summary": "New", "status": "published", "version": 70, "created_by": ""})
    assert (stored(policy).status, stored(policy).version) == ("draft", 2)
    assert stored(policy).created_by.username == "hanako"


# --- Stale forms


def test_a_stale_form_is_refused_and_every_typed_word_is_kept(hanako_at_desk, desk, kenji):
    policy = desk.a_policy()
    opened = form_of(hanako_at_desk, policy)
    theirs = stored(policy)
    theirs.title_en = "Kenji's title"
    actions.edit(theirs, by=kenji, expected_version=1)
    theirs.citations.all().delete()

    typed = {"title_en": "Hanako's title", "summary": "Half an hour of typing.", "citations-0-supports": "aims"}
    typed |= row("stages", 0, slug="begun", title_en="Begun with care", year=1983)
    answer = hanako_at_desk.post(page(policy, "change", policy.pk), opened | typed | {"_save": "on"})
    assert answer.status_code == 200
    said = text(answer)
    assert "kenji changed “Kenji&#x27;s title” at " in said
    assert "Nothing was saved." in said
    assert 'target="_blank">open the newer version in a new tab</a>' in said
    for words in ("Hanako&#x27;s title", "Half an hour of typing.", "Begun with care"):
        assert words in said, f"“{words}” is lost"
    assert '<option value="aims" selected>' in said, "the row that Kenji deleted is lost"
    assert 'name="expected_version" value="1"' in said, "pressing the button again must not save over Kenji's work"
    assert (stored(policy).title_en, stored(policy).version) == ("Kenji's title", 2)
    assert not PolicyStage.objects.filter(slug="begun").exists()


def test_a_form_opened_before_the_record_was_published_is_refused_with_its_words(hanako_at_desk, desk):
    policy = desk.a_policy()
    opened = form_of(hanako_at_desk, policy)
    desk.publish(policy)
    answer = hanako_at_desk.post(page(policy, "change", policy.pk), opened | {"summary": "Typed.", "_save": "on"})
    assert answer.status_code == 200
    assert "Typed." in text(answer)
    assert "kenji changed “A plan” at " in text(answer)
    assert (stored(policy).summary, stored(policy).status) == ("", "published")


@pytest.mark.parametrize("version", ["right", "none", "nonsense"])
def test_a_raw_post_to_a_published_record_changes_nothing(kenji_at_desk, desk, version):
    policy = desk.a_policy()
    opened = form_of(kenji_at_desk, policy)
    desk.publish(policy)
    opened["expected_version"] = {"right": policy.version, "none": "", "nonsense": "x"}[version]
    before = Event.objects.count()
    raw = opened | {"title_en": "Slipped in", "citations-0-DELETE": "on", "_publish": "on"}
    answer = kenji_at_desk.post(page(policy, "change", policy.pk), raw)
    said = text(answer)
    assert ("Press “Revise” first" if version == "right" else "does not say which version you saw") in said
    assert (stored(policy).title_en, stored(policy).version, policy.citations.count()) == ("A plan", policy.version, 1)
    assert Reading.now().entry("policy", policy.slug).title_en == "A plan"
    assert Event.objects.count() == before


def test_a_refused_form_still_says_the_stored_state(hanako_at_desk, desk):
    policy = desk.a_policy()
    answer = send(hanako_at_desk, policy, {"title_en": ""})
    assert "This field is required." in text(answer)
    assert "<strong>Draft</strong>, version 1." in text(answer)


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


def test_when_the_press_breaks_down_the_words_are_saved_all_the_same(kenji_at_desk, desk, monkeypatch):
    policy = desk.a_policy()
    desk.publish(policy.citations.get().passage.source)

    def jam(record):
        raise RuntimeError("The press has jammed.")

    monkeypatch.setattr(actions, "print_record", jam)
    with pytest.raises(RuntimeError):
        send(kenji_at_desk, policy, {"summary": "Typed."}, "_publish")
    assert (stored(policy).summary, stored(policy).status) == ("Typed.", "draft")


def test_a_publisher_who_may_not_edit_has_a_button_to_publish(kenji, kenji_at_desk, desk):
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


def test_several_records_are_published_in_whichever_order_they_need(kenji_at_desk, desk):
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


def test_the_list_offers_only_what_the_person_may_do(hanako_at_desk, kenji_at_desk):
    for browser, publishes in ((hanako_at_desk, False), (kenji_at_desk, True)):
        offered = text(browser.get(page(Policy, "changelist")))
        assert ('value="publish_selected"' in offered) is publishes
        assert 'value="revise_selected"' in offered
        assert 'value="delete_selected"' not in offered, "drafts are deleted one at a time, on purpose"
    assert 'value="delete_selected"' not in text(kenji_at_desk.get(page(Passage, "changelist")))


# --- Addresses


def test_the_slug_of_a_printed_record_cannot_be_sent(kenji_at_desk, desk):
    policy = desk.revise(desk.publish(desk.a_policy()))
    send(kenji_at_desk, policy, {"slug": "another", "summary": "Typed."})
    assert (stored(policy).slug, stored(policy).summary) == (policy.slug, "Typed.")


def test_the_address_of_a_place_in_print_is_kept_and_the_form_says_so(kenji_at_desk, desk):
    place = desk.revise(desk.publish(desk.a_place(kind="area")))
    answer = send(kenji_at_desk, place, {"kind": "prefecture", "remark": "Typed."})
    assert "is permanent, because it has been in print" in text(answer)
    assert "Typed." in text(answer)
    assert stored(place).kind == "area"


@pytest.mark.parametrize("printed", [True, False])
def test_the_slug_of_a_part_is_permanent_once_printed(kenji_at_desk, desk, printed):
    evaluation = desk.an_evaluation()
    finding = evaluation.findings.get()
    if printed:
        evaluation = desk.revise(desk.publish(evaluation))
    answer = send(kenji_at_desk, evaluation, {"findings-0-slug": "renamed"})
    finding.refresh_from_db()
    if printed:
        assert f"“{finding.slug}” is permanent" in text(answer)
    assert (finding.slug == "renamed") is not printed


def test_the_slug_of_a_dated_event_is_one_too(kenji_at_desk, desk):
    policy = desk.a_policy()
    PolicyStage.objects.create(policy=policy, slug="begun", title_en="Begun", year=1, passage=desk.a_passage())
    policy = desk.revise(desk.publish(policy))
    assert "“begun” is permanent" in text(send(kenji_at_desk, policy, {"stages-0-slug": "renamed"}))
    answer = send(kenji_at_desk, policy, row("stages", 1, slug="Not A Slug", title_en="X", year=2))
    assert "Enter a valid “slug”" in text(answer)
    answer = send(kenji_at_desk, policy, row("stages", 1, slug="Upper", title_en="X", year=2))
    assert "Use lower-case letters a–z" in text(answer)


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
    for kept, browser in ((printed, kenji_at_desk), (again, kenji_at_desk), (draft, hanako_at_desk)):
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
    assert hanako_at_desk.post(page(Term, "add"), words).status_code == 302
    assert Term.objects.get(slug="field-optics").created_by == hanako


def test_ratings_choose_among_the_criteria_of_their_framework(kenji_at_desk, desk):
    framework, other = desk.a_framework(name_en="Ours"), desk.a_framework(name_en="Theirs")
    evaluation = desk.an_evaluation()
    choice = rf'<option value="{other.criteria.get().pk}">Theirs: 1 A criterion'
    assert re.search(choice, text(kenji_at_desk.get(page(evaluation, "change", evaluation.pk))))
    desk.edit(evaluation, framework=framework)
    said = text(kenji_at_desk.get(page(evaluation, "change", evaluation.pk)))
    assert not re.search(choice, said)
    words = row("ratings", 0, criterion=framework.criteria.get().pk, aspect="unmarked", stars=2, confidence="high")
    send(kenji_at_desk, evaluation, words)
    assert Evaluation.objects.get(pk=evaluation.pk).ratings.get().stars == 2


# --- Passages


def test_a_passage_is_saved_by_the_verbs(hanako_at_desk, a_passage):
    passage = a_passage()
    events = Event.objects.count()
    send(hanako_at_desk, passage, {})
    assert Event.objects.count() == events, "saving without a change leaves no event"
    send(hanako_at_desk, passage, {"quote": "Read again, letter by letter."})
    assert stored(passage).quote == "Read again, letter by letter."
    assert Event.objects.count() == events + 1


def test_a_stale_passage_is_refused_with_its_words(hanako_at_desk, a_passage, kenji):
    passage = a_passage()
    opened = form_of(hanako_at_desk, passage)
    theirs = stored(passage)
    theirs.locator = "p. 99"
    actions.edit_passage(theirs, by=kenji, seen=actions.fingerprint(passage))
    answer = hanako_at_desk.post(page(passage, "change", passage.pk), opened | {"quote": "Hanako's reading."})
    assert "kenji changed this passage after you opened it" in text(answer)
    assert "Hanako&#x27;s reading." in text(answer)
    assert stored(passage).locator == "p. 99"


def test_the_same_passage_is_not_added_twice(hanako_at_desk, a_passage):
    passage = a_passage()
    words = {"source": passage.source_id, "locator": passage.locator, "quote": passage.quote}
    answer = hanako_at_desk.post(page(Passage, "add"), words)
    assert "This passage is already there; choose it instead of adding it again." in text(answer)


def test_an_unused_passage_can_be_deleted_and_a_used_one_not(kenji_at_desk, desk):
    unused, used = desk.a_passage(), desk.a_policy().citations.get().passage
    kenji_at_desk.post(page(unused, "delete", unused.pk), {"post": "yes"})
    assert not Passage.objects.filter(pk=unused.pk).exists()
    assert Event.objects.first().action == "delete"
    kenji_at_desk.post(page(used, "delete", used.pk), {"post": "yes"})
    assert Passage.objects.filter(pk=used.pk).exists()


# --- Editions


def test_an_edition_is_closed_at_the_desk(kenji_at_desk, hanako_at_desk):
    address, listed = reverse("admin:editions_edition_close"), page(Edition, "changelist")
    assert hanako_at_desk.get(address).status_code == 403
    assert address not in text(hanako_at_desk.get(listed))
    assert address in text(kenji_at_desk.get(listed))
    assert "entries in print now become an edition that never changes" in text(kenji_at_desk.get(address))
    opened = Edition.objects.open()
    answer = kenji_at_desk.post(address, {"label": "spring"})
    assert "such as 2026.1" in text(answer)
    taken = Edition.objects.closed().first().label
    assert f"There already is an edition {taken}" in text(kenji_at_desk.post(address, {"label": taken}))
    assert Edition.objects.open() == opened
    answer = kenji_at_desk.post(address, {"label": "2099.1", "notes": "New."}, follow=True)
    assert told(answer) == ["Edition 2099.1 is closed. It will never change."]
    assert Edition.objects.get(pk=opened.pk).label == "2099.1"
