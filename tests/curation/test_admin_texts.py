"""The text of a source at the desk, and the quotations that are checked against it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.records.models import Passage, Rating, SourceText
from tests.curation.sending import fields, form_of, page, stored, text, told

pytestmark = pytest.mark.django_db

WORDS = "By 1990, 26 cities had been established. Three of them failed."


@pytest.fixture
def source(desk):
    """A report without a text."""
    return desk.a_source(heading="The report")


@pytest.fixture
def with_text(source, hanako):
    """The report with its text."""
    actions.set_text(source, by=hanako, text=WORDS, seen="")
    return source


def address(source) -> str:
    return reverse("admin:records_source_text", args=[source.pk])


def upload(browser, source, content: bytes | None = None, button: str = "_save", **words):
    opened = browser.get(address(source))
    sent = {"seen": opened.context["seen"], button: "on"} | words
    if content is not None:
        sent["file"] = SimpleUploadedFile("report.txt", content, "text/plain")
    return browser.post(address(source), sent, follow=True)


# --- The page


def test_a_file_is_stored_and_the_quotations_in_it_are_counted(hanako_at_desk, desk, source):
    desk.a_passage(source, quote="26 cities")
    missed = desk.a_passage(source, locator="p. 7", quote="By 1991, 26 cities had been established")
    answer = upload(hanako_at_desk, source, WORDS.encode("utf-16"))
    assert SourceText.objects.get().text == WORDS
    said = text(answer)
    assert f"{len(WORDS)} characters (report.txt), stored by hanako" in said
    assert "Of the 2 passages of this source, 1 stands in it." in said
    assert page(missed, "change", missed.pk) in said
    assert "By 1990, 26 cities had been established" in said


def test_pasted_words_are_stored(hanako_at_desk, desk, source):
    desk.a_passage(source, quote="26 cities")
    answer = upload(hanako_at_desk, source, pasted=f"  {WORDS}\r\n")
    assert SourceText.objects.get().text == f"  {WORDS}\n"
    assert "All 1 passage of this source stands in it." in text(answer)


def test_a_text_is_replaced_and_removed(hanako_at_desk, with_text):
    assert "No passage of this source is at the desk yet." in text(hanako_at_desk.get(address(with_text)))
    upload(hanako_at_desk, with_text, b"Other words.")
    assert SourceText.objects.get().text == "Other words."
    answer = upload(hanako_at_desk, with_text, button="_remove")
    assert not SourceText.objects.exists()
    assert told(answer) == ["The text is removed. Quotations of this source are not checked any more."]


@pytest.mark.parametrize(
    ("content", "pasted", "sentence"),
    [
        (b"%PDF-1.7", "", "This is a PDF, not a text"),
        ("p\xf4le".encode("latin-1"), "", "The encoding of this file cannot be told"),
        (b"x" * 5_000_001, "", "The file is larger than 5 MB"),
        (b"Words.", "Words.", "give one of the two"),
        (b"", "", "The submitted file is empty"),
        (b" \n", "", "There is no word in this text"),
        (None, " ", "Choose a file or paste the text"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(hanako_at_desk, source, content, pasted, sentence):
    answer = upload(hanako_at_desk, source, content, pasted=pasted)
    assert sentence in text(answer)
    assert not SourceText.objects.exists()


def test_a_text_that_somebody_else_stored_meanwhile_is_not_overwritten(hanako_at_desk, source, kenji):
    opened = hanako_at_desk.get(address(source)).context["seen"]
    actions.set_text(source, by=kenji, text=WORDS, seen="")
    answer = hanako_at_desk.post(address(source), {"seen": opened, "pasted": "Hanako's words."})
    assert "stored another text of “The report” after you opened the page." in text(answer)
    assert "Hanako&#x27;s words." in text(answer), "no typed word is lost"
    assert SourceText.objects.get().text == WORDS


def test_the_form_of_a_source_leads_to_its_text(hanako_at_desk, desk, source, hanako):
    assert "None yet:" in text(hanako_at_desk.get(page(source, "change", source.pk)))
    desk.publish(source)
    actions.set_text(source, by=hanako, text=WORDS, seen="")
    answer = text(hanako_at_desk.get(page(source, "change", source.pk)))
    assert f"{len(WORDS)} characters, stored by hanako" in answer
    assert address(source) in answer
    assert WORDS not in answer


def test_nobody_else_sees_the_text(with_text, hanako, mallory, visitor):
    hanako.groups.clear()
    hanako.user_permissions.set(hanako.user_permissions.model.objects.filter(codename="view_source"))
    looker = Client()
    looker.force_login(hanako)
    assert "stored by" not in text(looker.get(page(with_text, "change", with_text.pk)))
    assert looker.get(address(with_text)).status_code == 403
    stranger = Client()
    stranger.force_login(mallory)
    for browser in (stranger, visitor):
        answer = browser.get(address(with_text))
        assert answer.status_code == 302
        assert "login" in answer["Location"]


# --- The form of a passage


def new(source, **words) -> dict:
    return {"source": source.pk, "locator": "p. 3", "quote": "By 1990, 27 cities"} | words


def box(answer) -> str:
    """The value of the check box that confirms the words; empty if there is none."""
    found = re.search(r'<input[^>]*type="checkbox"[^>]*name="confirmed"[^>]*>', text(answer))
    if found is None:
        return ""
    assert "checked" not in found[0]
    return re.search(r'value="(\w+)"', found[0])[1]


@pytest.mark.parametrize("window", ["page", "popup"])
def test_words_that_the_text_does_not_have_are_held_back_until_confirmed(hanako_at_desk, with_text, window):
    extra = {"_popup": "1"} if window == "popup" else {}
    target = page(Passage, "add") + ("?_popup=1" if window == "popup" else "")
    assert not box(hanako_at_desk.get(target))
    answer = hanako_at_desk.post(target, new(with_text) | extra)
    assert "does not have this quotation. The nearest words there: “By 1990, 26 cities”." in text(answer)
    assert "By 1990, 27 cities</textarea>" in text(answer)
    assert not Passage.objects.filter(source=with_text).exists()
    hanako_at_desk.post(target, new(with_text, confirmed=box(answer)) | extra)
    assert Passage.objects.get(source=with_text).quote == "By 1990, 27 cities"


def test_what_is_confirmed_are_these_words_and_no_others(hanako_at_desk, with_text):
    answer = hanako_at_desk.post(page(Passage, "add"), new(with_text))
    confirmed = box(answer)
    answer = hanako_at_desk.post(page(Passage, "add"), new(with_text, confirmed=confirmed, quote="By 1990, 28 cities"))
    assert box(answer) not in ("", confirmed)
    assert not Passage.objects.filter(source=with_text).exists()


def test_words_of_the_text_are_saved_without_a_question(hanako_at_desk, with_text):
    hanako_at_desk.post(page(Passage, "add"), new(with_text, quote="by 1990,  26 cities"))
    assert Passage.objects.filter(source=with_text).exists()


def test_changed_words_are_held_back_and_unchanged_ones_are_not(hanako_at_desk, desk, source, hanako):
    passage = desk.a_passage(source, quote="By 1990, 27 cities")
    actions.set_text(source, by=hanako, text=WORDS, seen="")
    opened = form_of(hanako_at_desk, passage)
    hanako_at_desk.post(page(passage, "change", passage.pk), opened | {"locator": "p. 9"})
    assert stored(passage).locator == "p. 9"
    opened = form_of(hanako_at_desk, passage)
    answer = hanako_at_desk.post(page(passage, "change", passage.pk), opened | {"quote": "By 1990, 28 cities"})
    assert stored(passage).quote == "By 1990, 27 cities"
    again = fields(answer) | {"confirmed": box(answer)}
    hanako_at_desk.post(page(passage, "change", passage.pk), again)
    assert stored(passage).quote == "By 1990, 28 cities"
    assert "(kept: the print says exactly this)" in text(hanako_at_desk.get(address(source)))


def test_a_passage_can_be_looked_at_by_somebody_who_may_not_change_it(with_text, desk, hanako):
    passage = desk.a_passage(with_text, quote="26 cities")
    hanako.groups.clear()
    hanako.user_permissions.set(hanako.user_permissions.model.objects.filter(codename="view_passage"))
    looker = Client()
    looker.force_login(hanako)
    answer = looker.get(page(passage, "change", passage.pk))
    assert answer.status_code == 200
    assert "26 cities" in text(answer)


# --- Changed figures


def ticked(answer) -> list[str]:
    """The keys of what the form asks to confirm."""
    return [key for key, _ in answer.context["adminform"].form.to_confirm]


def test_a_changed_figure_is_held_back_with_every_word(hanako_at_desk, desk):
    observation = desk.an_observation()
    opened = form_of(hanako_at_desk, observation)
    typed = {"value": "13", "remark": "Hanako read it again.", "note": "Doubtful."}
    change = page(observation, "change", observation.pk)
    answer = hanako_at_desk.post(change, opened | typed | {"_save": "on"}, follow=True)
    said = text(answer)
    assert "The figure was changed from 12 to 13, and rests on the same passages as before" in said
    assert "The figure: 13. The quotation still gives this figure" in said
    assert "Hanako read it again." in said
    assert stored(observation).value == 12
    again = fields(answer) | {"confirmed": ticked(answer), "_save": "on"}
    answer = hanako_at_desk.post(change, again, follow=True)
    assert told(answer) == ["Saved as version 2."]
    assert (stored(observation).value, stored(observation).remark) == (13, "Hanako read it again.")


def test_a_figure_changed_once_more_is_asked_about_once_more(hanako_at_desk, desk):
    observation = desk.an_observation()
    opened = form_of(hanako_at_desk, observation)
    change = page(observation, "change", observation.pk)
    answer = hanako_at_desk.post(change, opened | {"value": "13", "_save": "on"})
    answer = hanako_at_desk.post(change, opened | {"value": "14", "confirmed": ticked(answer), "_save": "on"})
    assert ticked(answer)
    assert stored(observation).value == 12


def test_what_else_is_changed_is_saved_without_a_question(hanako_at_desk, desk):
    observation = desk.an_observation()
    opened = form_of(hanako_at_desk, observation)
    answer = hanako_at_desk.post(
        page(observation, "change", observation.pk), opened | {"remark": "More.", "_save": "on"}, follow=True
    )
    assert told(answer) == ["Saved as version 2."]


def test_a_changed_rating_is_held_back(hanako_at_desk, desk):
    evaluation = desk.an_evaluation()
    criterion = desk.a_framework().criteria.get()
    Rating.objects.create(
        evaluation=evaluation, criterion=criterion, aspect="unmarked", stars=2, passage=desk.a_passage()
    )
    change = page(evaluation, "change", evaluation.pk)
    opened = form_of(hanako_at_desk, evaluation)
    answer = hanako_at_desk.post(change, opened | {"ratings-0-stars": "3", "_save": "on"})
    assert evaluation.ratings.get().stars == 2
    again = fields(answer) | {"confirmed": ticked(answer), "_save": "on"}
    assert again["ratings-0-stars"] == "3"
    hanako_at_desk.post(change, again)
    assert evaluation.ratings.get().stars == 3
