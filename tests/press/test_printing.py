"""Printing a record: its entries in the open edition, its address among them, and what it refers to."""

import pytest

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import SHAPES
from policyatlas.editions.reading import Reading
from policyatlas.press.printing import (
    merge_record,
    origin,
    print_record,
    rename_record,
    sheets,
    targets,
    unprinted_targets,
    withdraw_record,
)
from policyatlas.records.models import RECORDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_every_noun_prints_what_fits_its_shape(desk, model):
    record = next(record for record in desk.one_of_each() if isinstance(record, model))
    printed = sheets(record)
    assert printed[0].slug == record.slug, "The first entry of a record is its own."
    for sheet in printed:
        data = sheet.payload.model_dump(mode="json")
        assert type(sheet.payload) is SHAPES[sheet.kind]
        assert SHAPES[sheet.kind].model_validate(data) == sheet.payload
        assert data["name"] == {"en": sheet.title_en, "ja": sheet.title_ja}


def test_printing_and_withdrawing(desk):
    event = desk.an_event()
    print_record(event)
    assert Entry.objects.get(origin=origin(event)).slug == event.slug
    withdraw_record(event, "It was entered twice.")
    assert not Entry.objects.filter(origin=origin(event)).exists()
    assert Reading.now().withdrawal("event", event.slug).reason == "It was entered twice."


def test_what_is_renamed_or_merged_says_so_to_readers(desk):
    event, other = desk.publish(desk.an_event()), desk.publish(desk.an_event())
    event.title_en = "Never printed"
    rename_record(event, "test-renamed", "It was misspelt.")
    printed = Reading.now().entry("event", "test-renamed")
    assert printed.title_en == "An event"
    assert printed.reason == f"Event “{event.slug}” was renamed “test-renamed”: It was misspelt."
    event.slug = "test-renamed"
    merge_record(other, event, "Entered twice.")
    assert Reading.now().forwarding("event", other.slug) == ("event", event.slug)


def test_sheets_that_were_set_already_are_printed_as_they_are(desk):
    event = desk.an_event()
    printed = sheets(event)
    event.title_en = "Changed since"
    print_record(event, "New.", printed)
    assert Reading.now().entry("event", event.slug).title_en == "An event"
    assert unprinted_targets(event, []) == []


def test_the_origin_survives_a_change_of_address(desk):
    event = desk.an_event()
    before = origin(event)
    event.slug = "test-renamed"
    assert origin(event) == before == f"contextevent:{event.pk}"


def test_targets_leave_out_what_the_record_prints_itself(desk):
    evaluation = desk.an_evaluation(slug="test-evaluation")
    named = {kind for kind, _ in targets(sheets(evaluation))}
    assert named == {"policy", "source", "term"}, "Findings are printed with their evaluation."


def test_targets_that_are_not_in_print_are_found(desk):
    evaluation = desk.an_evaluation()
    finding = evaluation.findings.get()
    expected = [
        ("policy", evaluation.policy.slug),
        ("source", evaluation.source.slug),
        ("term", finding.dimension.slug),
    ]
    assert unprinted_targets(evaluation) == expected
    desk.publish(evaluation.policy)
    assert unprinted_targets(evaluation) == expected[1:]
