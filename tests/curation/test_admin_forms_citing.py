"""Citing at the desk: a passage is chosen, or typed into the row; it is added once, with the record, or not at all."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.records.models import Evaluation, Passage, Policy
from tests.curation.sending import fields, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(desk):
    """A report that somebody reads."""
    return desk.a_source(heading="The report")


def typed(source, quote="enacted in 1983", locator="p. 3", prefix="citations", number=0, **more) -> dict:
    """What a row sends into which a new passage was typed."""
    words = {"passage_source": source.pk if source else "", "passage_locator": locator, "passage_quote": quote}
    return row(prefix, number, passage="", **words, **more)


@pytest.fixture
def bare(desk):
    """A policy without a citation."""
    return desk.create(Policy(slug="bare", title_en="Bare", kind="law"))


def mistakes(answer) -> list[tuple[str, str]]:
    """Where the page says that something is wrong, and what."""
    return [(one.anchor, one.sentence) for one in answer.context["mistakes"]]


def test_a_passage_typed_into_a_citation_is_added_with_the_record(hanako_at_desk, bare, source, hanako):
    before = Event.objects.count()
    answer = send(hanako_at_desk, bare, typed(source, supports="start_year"))
    assert told(answer) == ["Saved as version 2."]
    citation = stored(bare).citations.get()
    passage = citation.passage
    assert (passage.source, passage.locator, passage.quote) == (source, "p. 3", "enacted in 1983")
    assert citation.supports == "start_year"
    added, edited = Event.objects.order_by("pk")[before:]
    assert (added.action, added.noun, added.by) == ("create", "passage", hanako), "it is added by the verb"
    assert (edited.action, edited.noun) == ("edit", "policy")
    assert edited.snapshot["parts"]["citations"][0]["passage"] == passage.pk


def test_it_is_added_with_a_new_record_too(hanako_at_desk, source):
    sent = fields(hanako_at_desk.get(page(Policy, "add"))) | {"title_en": "New", "slug": "new", "kind": "law"}
    hanako_at_desk.post(page(Policy, "add"), sent | typed(source))
    assert Policy.objects.get(slug="new").citations.get().passage.quote == "enacted in 1983"


def test_every_part_that_rests_on_a_passage_takes_typed_ones(hanako_at_desk, desk, source):
    policy = desk.a_policy()
    rows = {"slug": "begun", "title_en": "Begun", "year": 1983}
    role = {"organisation": desk.an_organisation().pk, "role": "lead"}
    sent = typed(source, "It began.", prefix="stages", **rows) | typed(source, "MITI led.", prefix="roles", **role)
    send(hanako_at_desk, policy, sent)
    assert policy.stages.get().passage.quote == "It began."
    assert policy.roles.get().passage.quote == "MITI led."
    evaluation = desk.an_evaluation(source=source)
    send(hanako_at_desk, evaluation, {"findings-0-passage_locator": "p. 9", "findings-0-passage_quote": "It failed."})
    assert Evaluation.objects.get(pk=evaluation.pk).findings.get().passage.quote == "It failed.", "it takes its place"


def test_the_same_words_in_two_rows_are_one_passage(hanako_at_desk, bare, source):
    stage = {"slug": "begun", "title_en": "Begun", "year": 1983}
    send(hanako_at_desk, bare, typed(source) | typed(source, prefix="stages", **stage))
    assert stored(bare).citations.get().passage == stored(bare).stages.get().passage
    assert Passage.objects.filter(quote="enacted in 1983").count() == 1


def test_a_passage_that_exists_is_chosen_and_the_page_says_so(hanako_at_desk, bare, desk, source):
    passage = desk.a_passage(source, locator="p. 3", quote="enacted in 1983")
    answer = send(hanako_at_desk, bare, typed(source))
    assert stored(bare).citations.get().passage == passage
    assert any("was there already: it is not added twice" in said for said in told(answer))
    answer = send(hanako_at_desk, bare, typed(source, number=1))
    assert "Please correct the duplicate" in text(answer)
    assert stored(bare).citations.count() == 1


@pytest.mark.parametrize(
    ("words", "anchor", "sentence"),
    [
        ({"locator": ""}, "passage_locator", "Say where in the source it stands"),
        ({"quote": ""}, "passage_quote", "a passage needs its quotation"),
        ({"source": None}, "passage_source", "Choose the source in which you read it."),
        (
            {"quote": "word " * 63 + "final"},
            "passage_quote",
            "The quotation has 320 characters; at most 300 are printed",
        ),
        ({"quote": "", "locator": ""}, "passage", "Choose a passage of “The report”, or type a new one."),
    ],
    ids=["no locator", "no quotation", "no source", "too long", "nothing but a source"],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    hanako_at_desk, bare, source, words, anchor, sentence
):
    before = Passage.objects.count()
    given = {"source": source, "locator": "p. 3", "quote": "enacted in 1983"} | words
    sent = typed(given["source"], given["quote"], given["locator"], supports="aims")
    answer = send(hanako_at_desk, bare, sent | {"summary": "Typed at length."})
    ((found, said),) = mistakes(answer)
    assert found == f"id_citations-0-{anchor}"
    assert sentence in said
    assert f'id="{found}"' in text(answer)
    for kept in (given["quote"], given["locator"], "Typed at length."):
        assert kept in text(answer)
    assert (Passage.objects.count(), stored(bare).version) == (before, 1)


def test_a_row_without_anything_asks_for_a_passage(hanako_at_desk, bare):
    answer = send(hanako_at_desk, bare, row("citations", 0, passage="", supports="aims"))
    assert mistakes(answer) == [("id_citations-0-passage", "Choose a passage, or type a new one.")]


def test_a_stored_row_whose_passage_or_organisation_is_taken_out_comes_back_with_what_is_typed(
    hanako_at_desk, desk, source
):
    policy = desk.a_policy()
    role = {"organisation": desk.an_organisation().pk, "role": "lead"}
    send(hanako_at_desk, policy, typed(source, "MITI led.", prefix="roles", **role))
    emptied = {"citations-0-passage": "", "citations-0-passage_locator": "p. 7", "roles-0-organisation": ""}
    answer = send(hanako_at_desk, policy, {"title_en": "Typed"} | emptied)
    assert ("id_citations-0-passage_quote", "Copy the words of the source: a passage needs its quotation.") in mistakes(
        answer
    )
    assert fields(answer)["title_en"] == "Typed"
    assert fields(answer)["citations-0-passage_locator"] == "p. 7"
    names = [one.name for section in answer.context["sections"] for one in section.rows if not one.is_empty]
    assert names == [str(policy.citations.get()), str(policy.roles.get())], "rows are called what is stored"


def test_choosing_one_and_typing_another_is_refused(hanako_at_desk, bare, desk, source):
    chosen = desk.a_passage(source)
    answer = send(hanako_at_desk, bare, typed(source) | {"citations-0-passage": chosen.pk})
    assert "One passage is chosen and another one is typed: keep one of the two." in text(answer)
    assert "enacted in 1983" in text(answer)


def test_a_passage_of_another_source_than_the_one_just_chosen_is_refused(hanako_at_desk, desk, source):
    policy = desk.a_policy()
    answer = send(hanako_at_desk, policy, {"citations-0-passage_source": source.pk})
    assert "This passage is of “A report”: choose one of “The report”, or type a new one." in text(answer)
    other = desk.a_passage(source)
    send(hanako_at_desk, policy, {"citations-0-passage": other.pk})
    assert policy.citations.get().passage == other, "a passage alone brings its source with it"


def test_two_rows_cannot_say_the_same_of_one_new_passage(hanako_at_desk, bare, source):
    answer = send(hanako_at_desk, bare, typed(source) | typed(source, number=1))
    assert mistakes(answer) == [("id_citations-1-passage_quote", "This passage is already cited for that.")]
    send(hanako_at_desk, bare, typed(source) | typed(source, number=1, supports="aims"))
    assert stored(bare).citations.count() == 2
    assert Passage.objects.filter(quote="enacted in 1983").count() == 1


def test_what_is_typed_into_a_row_that_is_deleted_is_not_added(hanako_at_desk, desk, source):
    policy = desk.a_policy()
    words = {"citations-0-passage_locator": "p. 3", "citations-0-passage_quote": "Not after all."}
    send(hanako_at_desk, policy, words | {"citations-0-DELETE": "on"})
    assert not policy.citations.exists()
    assert not Passage.objects.filter(quote="Not after all.").exists()


def test_a_stale_form_adds_no_passage_and_keeps_it(hanako_at_desk, desk, source, kenji):
    policy = desk.a_policy()
    sent = {"expected_version": 7} | typed(source, number=1)
    answer = send(hanako_at_desk, policy, sent)
    assert "enacted in 1983" in text(answer)
    assert not Passage.objects.filter(quote="enacted in 1983").exists()


def test_who_may_not_add_passages_chooses_one(hanako, hanako_at_desk, bare, source):
    hanako.groups.clear()
    allowed = Permission.objects.filter(codename__in=("view_policy", "change_policy", "view_passage", "view_source"))
    hanako.user_permissions.set(allowed)
    assert 'name="citations-__prefix__-passage_quote"' not in text(hanako_at_desk.get(page(bare, "change", bare.pk)))
    answer = send(hanako_at_desk, bare, typed(source))
    assert not Passage.objects.filter(quote="enacted in 1983").exists()
    assert "You may not add passages: choose one that is there." in [said for _, said in mistakes(answer)]


def test_the_source_narrows_the_passages_that_are_offered(hanako_at_desk, desk, source):
    mine, other = desk.a_passage(source, quote="Words of mine"), desk.a_passage(quote="Words of others")
    asked = {"app_label": "records", "model_name": "policycitation", "field_name": "passage", "term": "Words of"}

    def offered(**narrowed) -> list[dict]:
        return hanako_at_desk.get(reverse("admin:autocomplete"), asked | narrowed).json()["results"]

    assert {one["id"] for one in offered()} >= {str(mine.pk), str(other.pk)}
    (found,) = offered(source=source.pk)
    assert found["id"] == str(mine.pk)
    assert found["source"] == {"id": str(source.pk), "text": "The report · draft"}, "so that the row can show it"


def test_more_rows_ask_no_more_questions(hanako_at_desk, desk, source):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            hanako_at_desk.get(address)
        return len(queries)

    hanako_at_desk.get(address)
    few = cost()
    for number in range(5):
        send(hanako_at_desk, policy, typed(source, f"Words {number}", number=number + 1))
    assert policy.citations.count() == 6
    assert cost() <= few, "each row asked for its passage and its source"


# --- Quotations held against the text of their source


@pytest.fixture
def read(source, hanako):
    """The report, whose text is stored."""
    actions.set_text(source, by=hanako, text="The law was enacted in 1983 by the Diet.", file_name="", seen="")
    return source


def test_words_that_the_text_of_the_source_has_are_added(hanako_at_desk, bare, read):
    send(hanako_at_desk, bare, typed(read))
    assert stored(bare).citations.get().passage.quote == "enacted in 1983"


def test_words_that_it_does_not_have_are_held_back_until_somebody_confirms_just_these(hanako_at_desk, bare, read):
    assert 'type="checkbox" name="citations-__prefix__-passage_confirmed"' not in text(
        hanako_at_desk.get(page(bare, "change", bare.pk))
    )
    answer = send(hanako_at_desk, bare, typed(read, "enacted in 1984"))
    ((anchor, sentence),) = mistakes(answer)
    assert anchor == "id_citations-0-passage_quote"
    assert "does not have this quotation" in sentence
    assert "enacted in 1984" in text(answer)
    box = re.search(r'<input[^>]*name="citations-0-passage_confirmed"[^>]*>', text(answer)).group()
    assert 'type="checkbox"' in box
    assert "checked" not in box
    tick = {"citations-0-passage_confirmed": re.search(r'value="([^"]+)"', box).group(1)}

    answer = send(hanako_at_desk, bare, typed(read, "enacted in 1985") | tick)
    assert "does not have this quotation" in text(answer), "other words were not confirmed"
    assert not bare.citations.exists()
    send(hanako_at_desk, bare, typed(read, "enacted in 1984") | tick)
    assert stored(bare).citations.get().passage.quote == "enacted in 1984"
    assert Event.objects.filter(noun="passage").first().reason == "The print says exactly this."
