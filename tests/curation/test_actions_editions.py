"""Closing an edition and saying what is wrong in a closed one: by whom, when not, and in which words."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import NotAllowed, Refused, Stale
from policyatlas.editions.models import Edition, Erratum
from policyatlas.editions.writing import edition_digest

pytestmark = pytest.mark.django_db


# --- Closing


def test_closing_an_edition_opens_the_next_and_is_logged(kenji):
    opened = Edition.objects.open().number
    edition = actions.close_edition(by=kenji, label="2099.1", notes="For the test.")
    assert (edition.number, edition.label, edition.notes) == (opened, "2099.1", "For the test.")
    assert Edition.objects.open().number == opened + 1
    event = Event.objects.first()
    assert (event.action, event.noun, event.slug, event.by) == ("close", "edition", "2099.1", kenji)


def test_an_edition_is_closed_once_and_only_by_those_who_may(kenji, hanako):
    with pytest.raises(NotAllowed, match="You may not close editions"):
        actions.close_edition(by=hanako, label="2099.1")
    actions.close_edition(by=kenji, label="2099.1")
    with pytest.raises(Refused, match=r"There already is an edition 2099\.1"):
        actions.close_edition(by=kenji, label="2099.1")


@pytest.mark.parametrize("label", ["", "spring", "2099", "2099.1/..", "2099.1 ", "２０９９.1", "2099.12345"])
def test_a_label_can_stand_in_an_address(kenji, label):
    with pytest.raises(Refused, match="is no label: write the year"):
        actions.close_edition(by=kenji, label=label)
    assert not Edition.objects.filter(label=label, is_open=False).exists()


def test_what_was_printed_meanwhile_is_looked_at_first(desk, kenji):
    seen = edition_digest(Edition.objects.open())
    desk.publish(desk.a_policy())
    with pytest.raises(Stale, match="Something was printed after you opened this page"):
        actions.close_edition(by=kenji, label="2099.1", seen=seen)
    assert not Edition.objects.filter(label="2099.1").exists()
    now = edition_digest(Edition.objects.open())
    assert actions.close_edition(by=kenji, label="2099.1", seen=now).digest == now


# --- Errata


def test_an_erratum_stands_beside_an_edition_or_an_entry_of_it(desk, pinned):
    whole = desk.add_erratum(pinned.edition, "The figures are of 2005.\n")
    one = desk.add_erratum(pinned.edition, "It began in 1983.", "policy", "technopolis-law")
    assert list(pinned.edition.errata.all()) == [whole, one]
    assert (whole.text, whole.kind, whole.slug) == ("The figures are of 2005.", "", "")
    assert str(one) == "2026.1: It began in 1983."
    last, before = Event.objects.all()[:2]
    assert (last.action, last.noun, last.slug, last.by) == ("erratum", "edition", "2026.1", desk.publisher)
    assert last.reason == "policy:technopolis-law: It began in 1983."
    assert before.reason == "The figures are of 2005."
    assert edition_digest(pinned.edition) == pinned.edition.digest, "an erratum rewrites nothing"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " \n"}, "Say what is wrong and what is right"),
        ({"kind": "policy"}, "Name both the kind and the address"),
        ({"slug": "technopolis-law"}, "Name both the kind and the address"),
        ({"kind": "policy", "slug": "no-such"}, r"Edition 2026\.1 has no entry policy:no-such"),
    ],
)
def test_an_erratum_that_says_nothing_of_anything_is_refused(desk, pinned, given, sentence):
    with pytest.raises(Refused, match=sentence):
        desk.add_erratum(pinned.edition, **given)
    assert not Erratum.objects.exists()


def test_an_erratum_of_an_open_edition_or_by_others_is_refused(desk, pinned, hanako):
    with pytest.raises(Refused, match="This edition is still open: correct the record"):
        desk.add_erratum(Edition.objects.open())
    with pytest.raises(NotAllowed, match="You may not add errata"):
        actions.add_erratum(by=hanako, edition=pinned.edition, text="It was 12.")
