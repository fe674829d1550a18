"""The pages that restore a version: what would change is told before, and nothing typed is lost."""

import re

import pytest
from django.test import Client

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.records.models import Passage
from tests.curation.sending import page, stored, text, told

pytestmark = pytest.mark.django_db


def test_restoring_shows_what_would_change_and_does_it_when_told(hanako_at_desk, law):
    address = page(law, "restore", law.pk, 1)
    answer = hanako_at_desk.get(address)
    assert 'it ended in <del class="marked">1999</del><ins class="marked">1998</ins>' in text(answer)
    assert '<span class="desk-how">removed</span>' in text(answer)
    assert stored(law).version == 3
    sent = {"seen": answer.context["form"]["seen"].value(), "reason": "It was 1998."}
    answer = hanako_at_desk.post(address, sent, follow=True)
    assert answer.redirect_chain == [(page(law, "change", law.pk), 302)]
    assert told(answer) == ["“The law” is what it was at version 1."]
    now = stored(law)
    assert (now.title_en, now.version, now.stages.count()) == ("The law", 4, 0)
    last = Event.objects.filter(noun="policy", record_id=law.pk).first()
    assert (last.action, last.by.username, last.reason) == ("restore", "hanako", "It was 1998.")


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(hanako_at_desk, desk, law):
    address = page(law, "restore", law.pk, 1)
    seen = hanako_at_desk.get(address).context["form"]["seen"].value()
    desk.edit(law, note="Meanwhile.")
    answer = hanako_at_desk.post(address, {"seen": seen, "reason": "It was 1998, on page 4."})
    assert "you saw version 3, it is now version 4" in told(answer)[0]
    assert "It was 1998, on page 4." in text(answer)
    assert (stored(law).version, stored(law).note) == (4, "Meanwhile.")
    # The page shows what would change now; pressing once more knows the newer version.
    assert "Meanwhile." in text(answer)
    assert stored(law).title_en == "The Technopolis Law"


def test_a_form_without_a_version_restores_nothing(hanako_at_desk, law):
    for seen in ("", "x", "3.0"):
        answer = hanako_at_desk.post(page(law, "restore", law.pk, 1), {"seen": seen})
        assert answer.status_code == 200
    assert stored(law).version == 3


def test_a_locked_record_says_what_to_press_first(hanako_at_desk, desk, law):
    desk.edit(law, note="Seen.")
    desk.submit(law)
    answer = hanako_at_desk.get(page(law, "restore", law.pk, 2))
    assert "press “Revise” to take it back" in text(answer)
    assert "<textarea" not in text(answer)
    answer = hanako_at_desk.post(page(law, "restore", law.pk, 2), {"seen": law.version, "reason": ""})
    assert "to restore it, it must be “draft” or “published, being revised”" in told(answer)[0]
    assert stored(law).version == law.version


def test_there_is_nothing_to_restore_where_nothing_would_change(hanako_at_desk, law):
    answer = hanako_at_desk.get(page(law, "restore", law.pk, 3))
    assert "It is what it was at version 3 already" in text(answer)
    assert "<textarea" not in text(answer)
    assert page(law, "restore", law.pk, 3) not in text(hanako_at_desk.get(page(law, "history", law.pk)))


def test_a_passage_is_restored_in_the_same_way(hanako_at_desk, hanako, a_passage):
    passage = a_passage(quote="As printed.")
    seen = actions.fingerprint(passage)
    passage.quote = "As printd."
    actions.edit_passage(passage, by=hanako, seen=seen)
    address = page(passage, "restore", passage.pk, 1)
    answer = hanako_at_desk.get(address)
    stale = hanako_at_desk.post(address, {"seen": seen, "reason": ""})
    assert "hanako changed this passage after you opened it" in told(stale)[0]
    hanako_at_desk.post(address, {"seen": answer.context["form"]["seen"].value(), "reason": ""})
    assert Passage.objects.get(pk=passage.pk).quote == "As printed."


def test_the_forms_can_be_sent_as_they_are(hanako, kenji, desk, law):
    """Browsers send only what stands in the form, its key included."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hanako)
    other = desk.a_policy()
    actions.delete(other, by=kenji, expected_version=1)
    for address in (page(law, "restore", law.pk, 1), page(other, "undelete", other.pk)):
        shown = text(browser.get(address)).partition("desk-past")[2]
        sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
        assert browser.post(address, sent).status_code == 302, address
    assert stored(law).version == 4
