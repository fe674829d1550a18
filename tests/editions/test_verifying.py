"""Verifying: whatever is done to a closed edition behind the back of the verbs is found and said."""

import pytest

from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.verifying import alterations

pytestmark = pytest.mark.django_db


def test_the_shipped_edition_was_not_altered():
    assert list(alterations()) == []


def test_without_a_closed_edition_there_is_nothing_to_verify():
    Entry.objects.all().delete()
    Edition.objects.closed().delete()
    assert list(alterations()) == []


def test_an_altered_entry_is_found(pinned):
    entry = pinned.entries("policy").first()
    entry.payload["summary"] = "Something else."
    entry.save()
    (sentence,) = alterations()
    assert f"The entry {entry} (printed in edition {pinned.edition.label}) was altered" in sentence


def test_a_removed_entry_is_found(pinned):
    pinned.entries("policy").first().delete()
    (sentence,) = alterations()
    assert f"Edition {pinned.edition.label} was altered" in sentence


def test_what_is_in_print_after_the_last_closed_edition_is_not_looked_at(desk):
    policy = desk.publish(desk.a_policy())
    Entry.objects.filter(slug=policy.slug).update(title_en="Something else")
    assert list(alterations()) == []
