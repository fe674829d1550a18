"""Passages at the desk."""

import re

import pytest

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.records.models import Passage
from tests.curation.sending import form_of, page, send, stored, text

pytestmark = pytest.mark.django_db


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
    assert "kenji saved it at" in text(answer)
    assert "Hanako&#x27;s reading." in text(answer)
    assert stored(passage).locator == "p. 99"


def test_the_same_passage_is_not_added_twice(hanako_at_desk, a_passage):
    passage = a_passage()
    words = {"source": passage.source_id, "locator": passage.locator, "quote": passage.quote}
    answer = hanako_at_desk.post(page(Passage, "add"), words)
    assert "This passage is already there; choose it instead of adding it again." in text(answer)


def test_no_field_of_the_desk_cuts_what_is_pasted(hanako_at_desk, desk):
    evaluation = desk.an_evaluation()
    for address in (page(Passage, "add"), page(evaluation, "add"), page(evaluation, "change", evaluation.pk)):
        cut = re.findall(r"<[^>]*maxlength[^>]*>", hanako_at_desk.get(address).content.decode())
        assert not cut, f"{address}: browsers drop the end of what is too long for these, and say nothing: {cut}"


@pytest.mark.parametrize("window", ["page", "popup"])
def test_a_quotation_that_is_too_long_is_counted_and_kept(hanako_at_desk, a_passage, window):
    quote = "word " * 63 + "final"
    words = {"source": a_passage().source_id, "locator": "p. 3", "quote": quote}
    if window == "popup":
        words["_popup"] = "1"
    answer = hanako_at_desk.post(page(Passage, "add") + ("?_popup=1" if window == "popup" else ""), words)
    assert (
        "The quotation has 320 characters; at most 300 are printed: shorten it to the words that matter, "
        "mark the gap with …"
    ) in text(answer)
    assert quote in text(answer), "every word typed is still there to be shortened"
    assert not Passage.objects.filter(locator="p. 3", quote__startswith="word word").exists()


def test_an_unused_passage_can_be_deleted_and_a_used_one_not(kenji_at_desk, desk):
    unused, used = desk.a_passage(), desk.a_policy().citations.get().passage
    kenji_at_desk.post(page(unused, "delete", unused.pk), {"post": "yes"})
    assert not Passage.objects.filter(pk=unused.pk).exists()
    assert Event.objects.first().action == "delete"
    kenji_at_desk.post(page(used, "delete", used.pk), {"post": "yes"})
    assert Passage.objects.filter(pk=used.pk).exists()


def test_how_sure_we_are_of_a_passage_is_said_at_the_desk(hanako_at_desk, a_passage, kenji):
    passage = a_passage()
    opened = form_of(hanako_at_desk, passage)
    send(hanako_at_desk, passage, {"confidence": "low"})
    assert stored(passage).confidence == "low"
    answer = hanako_at_desk.post(page(passage, "change", passage.pk), opened | {"locator": "p. 2"})
    assert "hanako saved it at" in text(answer)
