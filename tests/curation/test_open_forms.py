"""Who else has a form open is said in it, and what was saved since; it keeps nobody from anything."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from policyatlas.curation import actions, open_forms
from policyatlas.curation.models import OpenForm
from tests.curation.sending import form_of, page, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat():
    """A sign of life of a form that a browser has open; what it is told."""

    def send_sign(browser, thing, **words):
        answer = browser.post(page(thing, "open", thing.pk), words)
        return answer.json() if answer.status_code == 200 else answer.status_code

    return send_sign


def test_the_second_is_told_who_has_the_form_open(hanako_at_desk, kenji_at_desk, desk):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    assert "has had this form open" not in text(kenji_at_desk.get(address))
    at = f"{timezone.localtime(OpenForm.objects.get().opened_at):%H:%M}"
    assert f"kenji has had this form open since {at}." in text(hanako_at_desk.get(address))
    assert "hanako has had this form open since" in text(kenji_at_desk.get(address))
    assert OpenForm.objects.count() == 2


def test_a_passage_says_so_too(hanako_at_desk, kenji_at_desk, a_passage):
    passage = a_passage()
    kenji_at_desk.get(page(passage, "change", passage.pk))
    assert "kenji has had this form open" in text(hanako_at_desk.get(page(passage, "change", passage.pk)))


def test_a_form_without_a_sign_of_life_for_two_minutes_is_forgotten(hanako_at_desk, kenji_at_desk, desk):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    kenji_at_desk.get(address)
    OpenForm.objects.update(seen_at=timezone.now() - open_forms.STALE + timedelta(seconds=10))
    assert "kenji has had this form open" in text(hanako_at_desk.get(address))
    OpenForm.objects.update(seen_at=timezone.now() - open_forms.STALE - timedelta(seconds=1))
    assert "kenji has had this form open" not in text(hanako_at_desk.get(address))
    assert OpenForm.objects.get().person.username == "hanako"


def test_a_beat_keeps_the_form_open_and_says_what_is_new(hanako_at_desk, kenji_at_desk, desk, beat):
    policy = desk.a_policy()
    kenji_at_desk.get(page(policy, "change", policy.pk))
    opened = OpenForm.objects.get()
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(seconds=90))
    assert beat(kenji_at_desk, policy, token="1") == {"sentences": []}
    again = OpenForm.objects.get()
    assert again.opened_at == opened.opened_at
    assert again.seen_at > timezone.now() - timedelta(seconds=60)
    assert beat(hanako_at_desk, policy, token="1")["sentences"][0].startswith("kenji has had this form open since ")

    send(kenji_at_desk, policy, {"summary": "New."})
    told = beat(hanako_at_desk, policy, token="1")["sentences"][-1]
    assert told.startswith("kenji saved version 2 at ")
    assert told.endswith("When you save, you will see both versions side by side.")
    assert not any("saved" in told for told in beat(hanako_at_desk, policy, token="2")["sentences"])


def test_a_beat_says_that_the_record_was_locked_or_deleted(hanako_at_desk, desk, kenji, beat):
    policy, other = desk.a_policy(), desk.a_policy()
    hanako_at_desk.get(page(policy, "change", policy.pk))
    desk.submit(policy)
    assert "It is locked now" in beat(hanako_at_desk, policy, token="1")["sentences"][-1]
    actions.delete(other, by=kenji, expected_version=1)
    assert "kenji deleted it at" in beat(hanako_at_desk, other, token="1")["sentences"][0]


def test_leaving_ends_it_but_not_a_form_opened_since(kenji_at_desk, desk, beat):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    left = kenji_at_desk.get(address).context["open_form"]["since"]
    assert beat(kenji_at_desk, policy, left=left) == {}
    assert not OpenForm.objects.exists()
    kenji_at_desk.get(address)
    assert beat(kenji_at_desk, policy, left=left) == {}
    assert OpenForm.objects.exists(), "the page that was left has closed the one that came after it"
    beat(kenji_at_desk, policy, left="nonsense")
    assert not OpenForm.objects.exists()


def test_a_page_that_is_loaded_again_stays_open_though_the_one_before_it_is_left(kenji_at_desk, desk, beat):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    first = kenji_at_desk.get(address).context["open_form"]["since"]
    again = kenji_at_desk.get(address).context["open_form"]["since"]
    beat(kenji_at_desk, policy, left=first)
    assert OpenForm.objects.exists(), "colleagues would not be told until the next beat"
    beat(kenji_at_desk, policy, left=again)
    assert not OpenForm.objects.exists()


def test_saving_into_another_page_ends_it(kenji_at_desk, desk):
    policy = desk.a_policy()
    sent = form_of(kenji_at_desk, policy) | {"summary": "New.", "_addanother": "on"}
    assert OpenForm.objects.exists()
    kenji_at_desk.post(page(policy, "change", policy.pk), sent)
    assert not OpenForm.objects.exists()


def test_a_form_that_only_shows_is_not_open(kenji_at_desk, desk):
    policy = desk.publish(desk.a_policy())
    answer = kenji_at_desk.get(page(policy, "change", policy.pk))
    assert answer.context["open_form"] is None
    assert not OpenForm.objects.exists()


def test_it_is_for_people_of_the_desk_alone(visitor, desk, mallory, beat):
    policy = desk.a_policy()
    assert beat(visitor, policy) == 302
    visitor.force_login(mallory)
    assert beat(visitor, policy) == 302
    assert not OpenForm.objects.exists()


def test_only_a_sign_that_is_sent_counts(hanako_at_desk, desk):
    policy = desk.a_policy()
    assert hanako_at_desk.get(page(policy, "open", policy.pk)).status_code == 405


def test_the_database_keeps_one_form_of_each_person(hanako, desk):
    policy = desk.a_policy()
    first = open_forms.open_form(policy, hanako)
    assert open_forms.open_form(policy, hanako) == first
    with pytest.raises(IntegrityError, match=r"openform_once_per_person|UNIQUE"), transaction.atomic():
        OpenForm.objects.create(
            noun="policy", record_id=policy.pk, person=hanako, opened_at=first.opened_at, seen_at=first.seen_at
        )
