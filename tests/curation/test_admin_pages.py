"""Every page of the desk opens, for every noun, in few queries; its searches find; its log cannot be changed."""

import pytest
from django.urls import reverse

from policyatlas.curation.models import Event
from policyatlas.editions.models import Edition
from policyatlas.records.models import RECORDS, Passage

NOUNS = [model._meta.model_name for model in RECORDS]
OURS = [*RECORDS, Passage, Event, Edition]


@pytest.fixture
def at_desk(client, kenji):
    """Kenji's browser, signed in."""
    client.force_login(kenji)
    return client


@pytest.fixture
def one_of_each(desk):
    """A draft of every noun, by the name of its model."""
    return {record._meta.model_name: record for record in desk.one_of_each()}


def page(thing, name: str, *args) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=args)


@pytest.mark.parametrize("noun", NOUNS)
def test_the_form_of_a_draft_opens(at_desk, one_of_each, noun):
    record = one_of_each[noun]
    answer = at_desk.get(page(record, "change", record.pk))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "A draft: readers do not see it." in text
    assert 'name="_publish"' in text
    assert "[no such variable: desk" not in text
