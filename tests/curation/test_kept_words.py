"""Words typed into a form whose session has ended wait for their person, for nobody else, until they are saved."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from policyatlas.curation import actions, kept_words
from policyatlas.curation.models import KeptWords
from policyatlas.editions.models import Erratum
from policyatlas.records.models import Evaluation, Policy, PolicyStage, Rating
from tests.curation.conflicting import again, clashes
from tests.curation.sending import fields, form_of, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db
ENDED = "Your session had ended. What you typed is below; it is not saved yet."


@pytest.fixture
def end_session(settings):
    """Ends the session of a browser, which keeps its other cookies."""

    def end(browser):
        del browser.cookies[settings.SESSION_COOKIE_NAME]

    return end


@pytest.fixture
def late(hanako_at_desk, end_session):
    """Sends Hanako's form after her session has ended, and lets her sign in again; the address she is led back to."""

    def send_late(address: str, sent: dict, person) -> str:
        end_session(hanako_at_desk)
        answer = hanako_at_desk.post(address, sent)
        assert answer.status_code == 302
        assert f"next={address}" in answer.url, "after signing in one is led to the form"
        hanako_at_desk.force_login(person)
        return address

    return send_late


def test_words_sent_after_the_session_has_ended_wait_in_the_form(hanako_at_desk, hanako, desk, late):
    policy = desk.a_policy()
    opened = form_of(hanako_at_desk, policy)
    address = page(policy, "change", policy.pk)
    typed = (
        opened | {"summary": "Half an hour of typing."} | row("stages", 0, slug="begun", title_en="Begun", year=1983)
    )
    late(address, typed | {"_publish": "on"}, hanako)
    answer = hanako_at_desk.get(address)
    assert ENDED in text(answer)
    for words in ("Half an hour of typing.", "Begun"):
        assert words in text(answer)
    assert (stored(policy).version, stored(policy).status) == (1, "draft"), "looking at them saves nothing"

    answer = hanako_at_desk.post(address, again(answer), follow=True)
    assert told(answer) == ["Saved as version 2."]
    assert (stored(policy).summary, policy.stages.get().title_en) == ("Half an hour of typing.", "Begun")
    assert not KeptWords.objects.exists()
    assert ENDED not in text(hanako_at_desk.get(address))


def test_words_for_a_new_record_wait_too(hanako_at_desk, hanako, late):
    address = page(Policy, "add")
    opened = fields(hanako_at_desk.get(address))
    late(address, opened | {"title_en": "New", "slug": "new", "kind": "law", "summary": "Typed."}, hanako)
    answer = hanako_at_desk.get(address)
    assert ENDED in text(answer)
    assert not Policy.objects.filter(slug="new").exists()
    hanako_at_desk.post(address, again(answer))
    assert Policy.objects.get(slug="new").summary == "Typed."
    assert not KeptWords.objects.exists()


def test_words_wait_until_they_can_be_saved(hanako_at_desk, hanako, desk, late):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    late(address, form_of(hanako_at_desk, policy) | {"summary": "Typed.", "start_year": "soon"}, hanako)
    answer = hanako_at_desk.post(address, again(hanako_at_desk.get(address)))
    assert "Enter a whole number." in text(answer)
    assert KeptWords.objects.count() == 1
    hanako_at_desk.post(address, again(answer) | {"start_year": "1983"})
    assert (stored(policy).summary, stored(policy).start_year) == ("Typed.", 1983)
    assert not KeptWords.objects.exists()


def test_words_that_were_overtaken_while_they_waited_are_brought_together(
    hanako_at_desk, kenji_at_desk, hanako, desk, late
):
    policy = desk.a_policy(title_en="A plan")
    address = page(policy, "change", policy.pk)
    late(address, form_of(hanako_at_desk, policy) | {"title_en": "Hanako's", "aims": "Hanako's aims."}, hanako)
    send(kenji_at_desk, policy, {"title_en": "Kenji's", "summary": "Kenji's summary."})
    answer = hanako_at_desk.get(address)
    assert ENDED in text(answer)
    assert clashes(answer) == {"title_en"}
    hanako_at_desk.post(address, again(answer, "mine"))
    now = stored(policy)
    assert (now.title_en, now.summary, now.aims) == ("Hanako's", "Kenji's summary.", "Hanako's aims.")


def test_words_for_a_draft_that_was_deleted_meanwhile_become_a_new_one(hanako_at_desk, hanako, desk, kenji, late):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    late(address, form_of(hanako_at_desk, policy) | {"summary": "Typed."}, hanako)
    actions.delete(stored(policy), by=kenji, expected_version=1)
    answer = hanako_at_desk.get(address)
    assert ENDED in text(answer)
    hanako_at_desk.post(page(Policy, "add"), again(answer))
    assert Policy.objects.get(slug=policy.slug).summary == "Typed."
    assert not KeptWords.objects.exists()


def test_they_can_be_forgotten(hanako_at_desk, kenji_at_desk, hanako, desk, late):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    late(address, form_of(hanako_at_desk, policy) | {"summary": "Typed."}, hanako)
    forget = re.search(r'formaction="([^"]+)"', hanako_at_desk.get(address).content.decode()).group(1)
    assert hanako_at_desk.get(forget).status_code == 405
    kenji_at_desk.post(forget)
    assert KeptWords.objects.count() == 1, "Kenji has made Hanako's words forgotten"
    answer = hanako_at_desk.post(forget, follow=True)
    assert told(answer) == ["What you had typed is forgotten."]
    assert "Typed." not in text(answer)
    assert not KeptWords.objects.exists()


def test_nobody_else_ever_sees_them(hanako_at_desk, kenji_at_desk, kenji, desk, late):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    late(address, form_of(hanako_at_desk, policy) | {"summary": "For Hanako alone."}, kenji)
    for browser in (hanako_at_desk, kenji_at_desk):
        assert "For Hanako alone." not in text(browser.get(address)), "Kenji sees what Hanako typed"
    assert KeptWords.objects.get().person.username == "hanako"


@pytest.mark.parametrize("cookie", [None, "1", "1:1abc:forged", "x" * 3000])
def test_of_a_stranger_nothing_is_kept(desk, cookie):
    policy = desk.a_policy()
    browser = Client()
    if cookie:
        browser.cookies[kept_words.COOKIE] = cookie
    browser.post(page(policy, "change", policy.pk), {"summary": "Planted."})
    assert not KeptWords.objects.exists()


def test_the_cookie_lets_nobody_in_and_is_kept_from_scripts_and_other_sites(hanako_at_desk, desk, end_session):
    policy = desk.a_policy()
    form_of(hanako_at_desk, policy)
    cookie = hanako_at_desk.cookies[kept_words.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/admin/")
    end_session(hanako_at_desk)
    assert hanako_at_desk.get(page(policy, "change", policy.pk)).status_code == 302


def test_of_somebody_who_left_the_desk_nothing_is_kept(hanako_at_desk, hanako, desk, end_session):
    policy = desk.a_policy()
    sent = form_of(hanako_at_desk, policy)
    hanako.is_active = False
    hanako.save()
    end_session(hanako_at_desk)
    hanako_at_desk.post(page(policy, "change", policy.pk), sent)
    assert not KeptWords.objects.exists()


def test_what_is_sent_twice_is_kept_once_and_at_most_twenty_are_kept(hanako_at_desk, desk, end_session):
    policy = desk.a_policy()
    sent = form_of(hanako_at_desk, policy)
    end_session(hanako_at_desk)
    address = page(policy, "change", policy.pk)
    for _ in range(2):
        hanako_at_desk.post(address, sent | {"summary": "Typed.\0"})
    assert KeptWords.objects.get().data["summary"] == ["Typed."]
    for number in range(kept_words.KEPT + 1):
        hanako_at_desk.post(address, sent | {"summary": f"Typed {number} times."})
    assert KeptWords.objects.count() == kept_words.KEPT
    assert KeptWords.objects.first().data["summary"] == [f"Typed {kept_words.KEPT} times."]


def test_what_was_typed_before_other_words_is_shown_after_them(hanako_at_desk, hanako, desk, end_session, late):
    address = page(Policy, "add")
    opened = fields(hanako_at_desk.get(address)) | {"kind": "law"}
    end_session(hanako_at_desk)
    hanako_at_desk.post(address, opened | {"title_en": "First", "slug": "first"})
    hanako_at_desk.force_login(hanako)
    late(address, opened | {"title_en": "Second", "slug": "second"}, hanako)
    for title in ("Second", "First"):
        answer = hanako_at_desk.get(address)
        assert fields(answer)["title_en"] == title
        hanako_at_desk.post(address, again(answer))
    assert Policy.objects.filter(slug__in=("first", "second")).count() == 2


def test_a_reason_for_a_verb_and_an_erratum_wait_too(kenji_at_desk, kenji, desk, end_session):
    policy = desk.publish(desk.a_policy())
    kenji_at_desk.get(page(policy, "change", policy.pk))
    edition = desk.close("2099.1")
    withdraw, erratum = page(policy, "withdraw", policy.pk), page(Erratum, "add")
    end_session(kenji_at_desk)
    kenji_at_desk.post(withdraw, {"expected_version": policy.version, "reason": "It was never adopted."})
    kenji_at_desk.post(erratum, {"edition": edition.pk, "text": "It was 12, not 13."})
    assert KeptWords.objects.count() == 2
    kenji_at_desk.force_login(kenji)
    answer = kenji_at_desk.get(withdraw)
    assert "It was never adopted.</textarea>" in text(answer)
    assert "Your session had ended." in text(answer)
    assert stored(policy).status == "published"
    sent = {
        "expected_version": policy.version,
        "reason": "It was never adopted.",
        "_kept": answer.context["kept"]["key"],
    }
    kenji_at_desk.post(withdraw, sent)
    assert stored(policy).status == "withdrawn"
    answer = kenji_at_desk.get(erratum)
    assert "It was 12, not 13.</textarea>" in text(answer)
    assert not Erratum.objects.exists()
    kenji_at_desk.post(erratum, again(answer))
    assert Erratum.objects.get().text == "It was 12, not 13."
    assert not KeptWords.objects.exists()


def test_no_password_is_ever_kept(kenji_at_desk, sayaka, end_session):
    sayakas = Client()
    sayakas.force_login(sayaka)
    sayakas.get(page(Policy, "add"))
    assert kept_words.COOKIE in sayakas.cookies
    end_session(sayakas)
    for address in (reverse("admin:auth_user_add"), reverse("admin:auth_user_password_change", args=[sayaka.pk])):
        sayakas.post(address, {"username": "new", "password1": "correct horse", "password2": "correct horse"})
    assert not KeptWords.objects.exists()


def test_every_form_of_the_desk_refuses_to_save_what_is_only_shown_again(hanako_at_desk, desk):
    for record in desk.one_of_each():
        sent = form_of(hanako_at_desk, record)
        answer = hanako_at_desk.post(page(record, "change", record.pk), sent | {"note": "x", "_not_saved": "session"})
        assert ENDED in text(answer), record._meta.model_name
        assert stored(record).version == 1
        answer = hanako_at_desk.post(page(record, "add"), sent | {"slug": "another", "_not_saved": "session"})
        assert ENDED in text(answer), record._meta.model_name
        assert not type(record).objects.filter(slug="another").exists()


# --- Forms that are refused for a mistake


def test_a_refused_form_keeps_what_was_searched_for_and_every_new_row(hanako_at_desk, desk):
    policy, place, organisation = desk.a_policy(), desk.a_place(), desk.an_organisation()
    passage = policy.citations.get().passage
    typed = (
        {"start_year": "soon", "places": [place.pk]}
        | row("citations", 1, passage=passage.pk, supports="start_year")
        | row("roles", 0, organisation=organisation.pk, role="lead", passage=passage.pk)
        | row("stages", 0, slug="begun", title_en="Begun", year="once upon a time")
    )
    answer = send(hanako_at_desk, policy, typed)
    assert stored(policy).version == 1
    shown = fields(answer)
    for name, value in typed.items():
        kept = shown[name] if isinstance(shown[name], list) else [shown[name]]
        assert [str(one) for one in kept] == [str(one) for one in (value if isinstance(value, list) else [value])], name
    for chosen in (place, organisation, passage):
        assert re.search(rf'<option value="{chosen.pk}" selected', answer.content.decode()), f"{chosen} is lost"


def test_a_form_far_larger_than_any_shipped_one_is_taken(hanako_at_desk, desk, settings):
    framework = desk.a_framework()
    evaluation = desk.an_evaluation(framework=framework)
    opened = form_of(hanako_at_desk, evaluation)
    rows = [
        Rating(evaluation=evaluation, criterion=framework.criteria.get(), aspect="result", words=f"Number {number}")
        for number in range(150)
    ]
    typed = {"ratings-TOTAL_FORMS": len(rows)}
    for number, rating in enumerate(rows):
        typed |= {
            f"ratings-{number}-{field.name}": getattr(rating, field.attname) or ""
            for field in Rating._meta.fields
            if field.name not in ("id", "evaluation")
        }
    assert len(opened | typed) > 1000
    answer = hanako_at_desk.post(page(evaluation, "change", evaluation.pk), opened | typed | {"_save": "on"})
    assert answer.status_code == 200
    assert "Number 149" in text(answer)


def test_every_record_and_passage_keeps_its_words():
    from policyatlas.curation.admin.keeping import KeepsWords
    from policyatlas.records.models import RECORDS, Passage

    for model in (*RECORDS, Passage, Erratum):
        assert isinstance(admin.site._registry[model], KeepsWords), f"Words typed into a {model.__name__} can be lost."
    assert Evaluation in RECORDS
    assert PolicyStage not in RECORDS
