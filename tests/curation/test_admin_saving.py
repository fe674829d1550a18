"""Saving at the desk: one version and one event for each change, no word lost, nothing past the verbs."""

import re

import pytest

from policyatlas.curation.history import events_of
from policyatlas.curation.models import Event
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Passage, Policy, PolicyStage
from tests.curation.sending import fields, form_of, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db


# --- The whole way


def test_a_policy_on_its_way_into_print(alone, hanako_at_desk, kenji_at_desk, desk):
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


def test_readers_see_a_change_only_when_it_is_published(alone, kenji_at_desk, desk):
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


# --- Forms that come too late (see test_conflicts.py)


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


def test_a_refused_form_lists_its_mistakes_with_their_fields(hanako_at_desk, desk):
    policy = desk.a_policy()
    bad = {"title_en": "", "start_year": "soon"} | row("stages", 0, slug="Not A Slug", title_en="", year=1983)
    answer = send(hanako_at_desk, policy, bad)
    listed = text(answer).partition('<ul class="errorlist desk-mistakes">')[2].partition("</ul>")[0]
    found = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', listed))
    assert found == {
        "id_title_en": "Title (English)",
        "id_start_year": "Start year",
        "id_stages-0-slug": "Dated event 1, Slug",
        "id_stages-0-title_en": "Dated event 1, Event (English)",
    }
    assert "Dated event 1, Event (English)</a>: This field is required." in listed
    for anchor in found:
        assert f'id="{anchor}"' in text(answer), f"nothing on the page is called {anchor}"
    assert "desk-mistakes" not in text(hanako_at_desk.get(page(policy, "change", policy.pk)))


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


def test_a_slug_that_another_record_has_is_refused_with_what_to_do(hanako_at_desk, desk):
    desk.a_policy(slug="taken")
    sent = fields(hanako_at_desk.get(page(Policy, "add"))) | {"title_en": "New", "slug": "taken", "kind": "law"}
    answer = hanako_at_desk.post(page(Policy, "add"), sent)
    (mistake,) = answer.context["mistakes"]
    assert mistake.sentence.startswith("Another policy has this slug. If it is about the same thing, work on that one")
