"""The verbs for the texts of sources, and what a stored text means for passages."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.actions.texts import TEXT_LENGTH
from policyatlas.curation.models import Event
from policyatlas.curation.quotations import CONFIRMED, misses, text_of
from policyatlas.curation.refusals import NotAllowed, Refused, Stale, Unconfirmed
from policyatlas.records.models import Passage, Source, SourceText

pytestmark = pytest.mark.django_db

TEXT = "By 1990, 26 cities had been established. Three of them failed."


@pytest.fixture
def source(desk):
    """A report without a text."""
    return desk.a_source(heading="The report")


@pytest.fixture
def with_text(source, hanako):
    """The report with its text."""
    actions.set_text(source, by=hanako, text=TEXT, seen="")
    return source


def stamp(source) -> str:
    return actions.text_stamp(text_of(source))


# --- Storing and removing


def test_a_text_is_stored_replaced_and_removed_with_one_event_each(source, hanako, kenji):
    actions.set_text(source, by=hanako, text=TEXT, file_name="report.txt", seen="")
    actions.set_text(source, by=kenji, text=TEXT + " More.", seen=stamp(source))
    kept = SourceText.objects.get()
    assert (kept.text, kept.file_name, kept.added_by) == (TEXT + " More.", "", kenji)
    assert text_of(source).length == len(TEXT) + 6
    actions.remove_text(source, by=hanako, seen=stamp(source))
    assert text_of(source) is None
    told = Event.objects.filter(noun="source", record_id=source.pk).order_by("pk").values_list("action", "by__username")
    assert list(told)[1:] == [("text", "hanako"), ("text", "kenji"), ("text-off", "hanako")]
    reasons = Event.objects.filter(action="text").order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == [f"{len(TEXT)} characters of report.txt", f"{len(TEXT) + 6} characters"]


@pytest.mark.parametrize("state", ["published", "revising", "withdrawn"])
def test_a_text_is_no_part_of_the_record(desk, source, hanako, state):
    desk.publish(source)
    if state == "revising":
        desk.revise(source)
    if state == "withdrawn":
        desk.withdraw(source)
    version = source.version
    actions.set_text(source, by=hanako, text=TEXT, seen="")
    actions.remove_text(source, by=hanako, seen=stamp(source))
    stored = Source.objects.get(pk=source.pk)
    assert (stored.version, stored.status) == (version, state)
    assert set(Event.objects.filter(action__startswith="text").values_list("version", flat=True)) == {None}


def test_only_who_may_change_sources_may_change_their_texts(with_text, mallory):
    with pytest.raises(NotAllowed):
        actions.set_text(with_text, by=mallory, text="Mine.", seen=stamp(with_text))
    with pytest.raises(NotAllowed):
        actions.remove_text(with_text, by=mallory, seen=stamp(with_text))
    assert SourceText.objects.get().text == TEXT


def test_nobody_overwrites_a_text_they_have_not_seen(with_text, hanako, kenji):
    with pytest.raises(Stale, match="hanako stored another text of “The report” after you opened the page"):
        actions.set_text(with_text, by=kenji, text="Mine.", seen="")
    seen = stamp(with_text)
    actions.remove_text(with_text, by=hanako, seen=seen)
    with pytest.raises(Stale, match="Somebody removed the text"):
        actions.set_text(with_text, by=kenji, text="Mine.", seen=seen)
    with pytest.raises(Refused, match="there is nothing to remove"):
        actions.remove_text(with_text, by=kenji, seen="")
    assert not SourceText.objects.exists()


@pytest.mark.parametrize(("text", "sentence"), [(" \n ", "no word"), ("x" * (TEXT_LENGTH + 1), "at most 5,000,000")])
def test_an_empty_or_endless_text_is_refused(source, hanako, text, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.set_text(source, by=hanako, text=text, seen="")


def test_the_log_keeps_no_copy_of_the_text(desk, with_text, hanako):
    desk.edit(with_text, heading="The report, second edition")
    actions.remove_text(with_text, by=hanako, seen=stamp(with_text))
    kept = Event.objects.filter(noun="source", record_id=with_text.pk).values_list("snapshot", "reason")
    assert len(kept) == 4
    assert "26 cities" not in str(list(kept))


def test_a_draft_is_deleted_with_its_text(with_text, hanako):
    actions.delete(with_text, by=hanako, expected_version=with_text.version)
    assert not SourceText.objects.exists()


# --- Quotations


def test_without_a_text_nothing_is_asked(desk, source):
    assert desk.a_passage(source, quote="By 1990, 27 cities had been established.").pk


def test_words_of_the_text_are_saved_as_ever(desk, with_text, hanako):
    passage = desk.a_passage(with_text, quote="26 cities … failed")
    seen = actions.fingerprint(passage)
    passage.quote = "By 1990, 26 cities"
    actions.edit_passage(passage, by=hanako, seen=seen)
    assert not Event.objects.filter(noun="passage", record_id=passage.pk).exclude(reason="").exists()


def test_other_words_are_refused_with_the_nearest_until_confirmed(desk, with_text, hanako):
    words = Passage(source=with_text, locator="p. 1", quote="By 1990, 27 cities had been established.")
    with pytest.raises(Unconfirmed) as refused:
        actions.add_passage(words, by=hanako)
    assert str(refused.value) == (
        "The text of “The report” does not have this quotation. "
        "The nearest words there: “By 1990, 26 cities had been established”."
    )
    assert not Passage.objects.filter(source=with_text).exists()
    actions.add_passage(words, by=hanako, confirmed=True)
    assert Event.objects.get(noun="passage", record_id=words.pk).reason == CONFIRMED


def test_changed_words_are_refused_until_confirmed(desk, with_text, hanako):
    passage = desk.a_passage(with_text, quote="Three of them failed.")
    seen = actions.fingerprint(passage)
    passage.quote = "Nothing of that sort at all"
    with pytest.raises(Unconfirmed, match="Nothing in it is like it: look whether it is from another source"):
        actions.edit_passage(passage, by=hanako, seen=seen)
    assert Passage.objects.get(pk=passage.pk).quote == "Three of them failed."
    actions.edit_passage(passage, by=hanako, seen=seen, confirmed=True)
    assert Event.objects.filter(noun="passage", record_id=passage.pk).first().reason == CONFIRMED


def test_a_passage_moved_to_another_source_is_asked_about(desk, with_text, hanako):
    passage = desk.a_passage(quote="Somewhere else.")
    seen = actions.fingerprint(passage)
    passage.source = with_text
    with pytest.raises(Unconfirmed):
        actions.edit_passage(passage, by=hanako, seen=seen)


def test_a_quotation_that_was_there_before_is_not_asked_about_again(desk, source, hanako):
    passage = desk.a_passage(source, quote="By 1990, 27 cities")
    actions.set_text(source, by=hanako, text=TEXT, seen="")
    seen = actions.fingerprint(passage)
    passage.confidence = "low"
    actions.edit_passage(passage, by=hanako, seen=seen)
    assert [(miss.passage, miss.confirmed) for miss in misses([passage])] == [(passage, False)]


def test_what_was_confirmed_is_known(desk, with_text, hanako):
    words = Passage(source=with_text, locator="p. 1", quote="By 1990, 27 cities had been established.")
    actions.add_passage(words, by=hanako, confirmed=True)
    held = desk.a_passage(with_text, quote="Three of them failed.")
    other = desk.a_passage(quote="Of a source without a text.")
    assert [(miss.passage, miss.confirmed) for miss in misses([words, held, other])] == [(words, True)]


def test_what_is_not_needed_to_be_confirmed_is_not_logged_so(desk, with_text, hanako):
    words = Passage(source=with_text, locator="p. 1", quote="26 cities")
    actions.add_passage(words, by=hanako, confirmed=True)
    assert Event.objects.get(noun="passage", record_id=words.pk).reason == ""
