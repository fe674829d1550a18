"""What entries are found by: made when they are written, made anew without touching what is printed."""

import pytest

from policyatlas.editions.models import Entry, Wording
from policyatlas.editions.reading import Reading
from policyatlas.editions.verifying import alterations
from policyatlas.editions.wordings import misworded, refold
from policyatlas.records.models import Place
from policyatlas.values.searching import terms

pytestmark = pytest.mark.django_db


def finds(query: str, record, reading: Reading | None = None) -> bool:
    """Whether readers find what `record` printed."""
    entries = (reading or Reading.now()).entries().with_terms(terms(query))
    return entries.filter(slug=record.slug).exists()


def test_every_entry_is_found_by_its_names(reading):
    assert not Entry.objects.filter(wording=None).exists()
    for entry in reading.entries().defer("payload"):
        for title in filter(None, (entry.title_en, entry.title_ja)):
            # A title in words that no question can ask (“‘Catch up’”) is asked without its signs.
            having = reading.entries().with_terms(terms(title))
            assert having.filter(pk=entry.pk).exists(), f"{entry} is not found by “{title}”: {terms(title)}"


def test_what_ships_is_made_by_the_rules_there_are():
    assert refold() == 0


def test_a_printing_is_found_at_once_and_what_went_is_not(desk):
    policy = desk.publish(desk.a_policy(title_en="Quokka Plan", title_ja="澤計画"))
    assert finds("quokka", policy)
    assert finds("沢計畫", policy)
    assert str(Wording.objects.get(entry__slug=policy.slug)).startswith("words of ")
    desk.publish(desk.edit(desk.revise(policy), title_en="Numbat Plan"))
    assert finds("numbat", policy)
    assert not finds("quokka", policy)
    desk.withdraw(policy)
    assert not finds("numbat", policy)
    assert Wording.objects.count() == Entry.objects.count()


def test_a_closed_edition_keeps_its_words(desk):
    policy = desk.publish(desk.a_policy(title_en="Quokka Plan"))
    edition = desk.close("2999.1")
    desk.publish(desk.edit(desk.revise(policy), title_en="Numbat Plan"))
    pinned = Reading(edition, pinned=True)
    assert finds("quokka", policy, pinned)
    assert not finds("numbat", policy, pinned)
    assert not finds("quokka", policy)


def test_making_anew_changes_no_edition(desk):
    before = list(Entry.objects.order_by("pk").values_list("pk", "text", "sha256"))
    some = Wording.objects.order_by("pk")[:3]
    Wording.objects.filter(pk=some[0].pk).update(words=" other ")
    Wording.objects.filter(pk=some[1].pk).delete()
    assert refold() == 2
    assert refold() == 0
    assert list(Entry.objects.order_by("pk").values_list("pk", "text", "sha256")) == before
    assert list(alterations()) == []


def test_a_place_that_is_printed_anew_is_found_by_its_new_name_with_what_lies_there(reading, desk):
    iwate = reading.entry("prefecture", "iwate")
    cluster = reading.entry("cluster", "kitakami-river-basin-technopolis")
    Wording.objects.filter(entry=cluster).update(words=" nothing ", names="")
    place = Place.objects.get(slug=iwate.slug)
    desk.publish(desk.edit(desk.revise(place), name_en="Quokka Land"))
    assert finds("quokka", cluster)
    assert finds("technopolis", cluster)


def test_years_and_other_names_are_words(reading):
    law = reading.entry("policy", "technopolis-law")
    for query in ("1983", "昭和58年", "平成10年度", "miti", "Technopolis"):
        assert finds(query, law), query
    # Nearly everything lies in Japan, so nothing is found by that alone: its text says “japanese”.
    assert not finds("アジア", law)


def test_the_order_of_loading_does_not_matter():
    """A place is named in either language, wherever a text has it."""
    found = Reading.now().entries("source").with_terms(terms("東北"))
    assert found.filter(slug="abe-2004").exists(), "Its English title has Tohoku."


def test_entries_that_are_found_by_other_words_than_their_own_are_named(reading):
    law, plan = reading.entries("policy").order_by("pk")[:2]
    assert list(misworded()) == []
    Wording.objects.filter(entry=law).update(words=" other ")
    Wording.objects.filter(entry=plan).update(names="\n other \n")
    assert list(misworded()) == [law, plan]
