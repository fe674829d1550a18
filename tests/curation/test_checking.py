"""What `manage.py check_atlas` asks: an atlas that only verbs have changed is whole; whatever breaks it is named."""

import pytest
from django.db import connection

from policyatlas.curation import actions
from policyatlas.curation.checking.running import INVARIANTS
from policyatlas.curation.exchange.undoing import undo
from policyatlas.editions.models import Entry
from tests.curation.breaking import broken, found, imported, only, the

pytestmark = pytest.mark.django_db

LAW = "kind = 'policy' AND slug = 'technopolis-law'"
ENTRY = f"(SELECT id FROM editions_entry WHERE {LAW})"


# --- What is whole


@pytest.mark.slow
def test_the_shipped_atlas_is_whole():
    assert found() == {}


@pytest.mark.slow
def test_an_atlas_is_whole_after_every_verb(desk, sayaka):
    place, other = desk.publish(desk.a_place()), desk.publish(desk.a_place())
    plan = desk.publish(desk.a_policy(places=[place]))
    for record in desk.one_of_each():
        desk.publish(record)
    desk.close("2099.1")
    desk.republish(plan, "A year was wrong.", start_year=1990)
    desk.rename(plan, "another-address")
    merged = desk.merge(place, other)
    desk.withdraw(desk.publish(desk.a_policy()))
    actions.unmerge(merged, by=desk.publisher, expected_version=merged.version, reason="They are two.")
    draft = desk.edit(desk.a_policy(), aims="Aims.")
    actions.restore(draft, by=desk.curator, expected_version=draft.version, version=1)
    gone = desk.a_source()
    actions.delete(gone, by=sayaka, expected_version=gone.version)
    first, second = imported(sayaka, "imported-one"), imported(sayaka, "imported-two")
    undo(first, by=sayaka)
    assert second.state == "applied"
    desk.close("2099.2")
    assert found() == {}


def test_what_is_named_and_changed_afterwards_may_be_printed_otherwise(desk):
    place = desk.publish(desk.a_place(name_en="Old name"))
    desk.publish(desk.a_policy(places=[place]))
    desk.republish(place, name_en="New name")
    assert list(the("press").broken()) == []


def test_an_upgrade_may_give_shapes_more_keys():
    # Nothing is said of what a policy has none of; an older or newer press may have said that it is empty.
    entry = Entry.objects.filter(kind="policy", until=None).exclude(payload__has_key="target_groups").first()
    with broken():
        Entry.objects.filter(pk=entry.pk).update(payload=entry.payload | {"target_groups": []})
        assert list(the("press").broken()) == []


# --- What is broken, one thing at a time

BREAKING = {
    "migrations": ["DELETE FROM django_migrations WHERE app = 'curation' AND name LIKE '0001%'"],
    "rules": ["DROP INDEX edition_one_open"],
    "references": ["UPDATE curation_event SET change_set_id = 999999 WHERE id = (SELECT min(id) FROM curation_event)"],
    "one-open": ["UPDATE editions_edition SET is_open = false"],
    "editions": [f"UPDATE editions_entry SET sha256 = 'f' WHERE {LAW}"],
    "closed": [f"UPDATE editions_entry SET title_en = 'Another law' WHERE {LAW}"],
    "lives": [f"UPDATE editions_entry SET until_id = 99 WHERE {LAW}"],
    "stamps": [
        "INSERT INTO editions_stamp (number, token) VALUES (999999, 'later')",
        "INSERT INTO editions_movement (stamp_id, entry, gone) VALUES (999999, 999999, false)",
    ],
    "findable": [f"DELETE FROM editions_wording WHERE entry_id = {ENTRY}"],
    "wordings": [f"UPDATE editions_wording SET words = ' nothing ' WHERE entry_id = {ENTRY}"],
    "vanished": [f"UPDATE editions_entry SET until_id = 2 WHERE {LAW}"],
    "given-up": [
        (
            "INSERT INTO editions_withdrawal (kind, slug, title_en, title_ja, edition_id, reason) "
            "VALUES ('policy', 'technopolis-law', 'The law', '', 2, '')"
        )
    ],
    "forwardings": [
        (
            "INSERT INTO editions_forwarding (kind, slug, to_kind, to_slug, edition_id, reason) "
            "VALUES ('policy', 'an-old-law', 'policy', 'no-law', 2, '')"
        )
    ],
    "states": ["UPDATE records_policy SET status = 'withdrawn' WHERE slug = 'technopolis-law'"],
    "origins": [f"UPDATE editions_entry SET origin = 'policy:999999' WHERE {LAW}"],
    "press": ["UPDATE records_policy SET aims = 'Other aims.' WHERE slug = 'technopolis-law'"],
    "versions": ["UPDATE records_policy SET version = 99 WHERE slug = 'technopolis-law'"],
    "deletions": ["DELETE FROM records_contextevent WHERE id = (SELECT min(id) FROM records_contextevent)"],
    "log": ["UPDATE records_policy SET aims = 'Other aims.' WHERE slug = 'technopolis-law'"],
}


@pytest.mark.parametrize("name", BREAKING)
def test_whatever_breaks_an_invariant_is_named(name):
    # SQLite can be told to be lenient; see `broken`.
    seal = "ALTER TABLE editions_edition DROP CONSTRAINT edition_closed_is_sealed"
    before = [seal] if connection.vendor == "postgresql" and name == "one-open" else []
    with broken(*before, *BREAKING[name]):
        assert only(name)


def test_rows_that_break_a_rule_are_named():
    statements = ["UPDATE records_policy SET version = 0 WHERE slug = 'technopolis-law'"]
    if connection.vendor == "postgresql":
        statements = ["ALTER TABLE records_policy ADD CONSTRAINT never_looked_at CHECK (version > 1000) NOT VALID"]
    with broken(*statements):
        assert "records_policy" in only("file")
        assert "records_policy" in only("file-quickly")


def test_an_edition_after_the_open_one_is_named():
    with broken(
        "INSERT INTO editions_edition (number, label, is_open, closed_at, digest, notes) "
        "VALUES (9, '2099.9', false, '2099-01-01 00:00:00+00:00', 'f', '')"
    ):
        assert only("one-open") == "Edition 2 is open, but edition 9 comes after it."


def test_what_was_printed_since_the_last_edition_is_held_against_its_hash(desk):
    plan = desk.publish(desk.a_policy())
    with broken(f"UPDATE editions_entry SET text = 'Other words' WHERE slug = '{plan.slug}'"):
        assert f"policy:{plan.slug}" in only("open")


def test_two_entries_at_one_address_are_named(desk):
    plan = desk.publish(desk.a_policy())
    desk.close("2099.1")
    desk.republish(plan, title_en="Another title")
    with broken(
        "DROP INDEX entry_once_in_print", f"UPDATE editions_entry SET until_id = NULL WHERE slug = '{plan.slug}'"
    ):
        assert only("lives") == f"Two entries stand at policy:{plan.slug} in one edition."


def test_an_entry_that_is_said_to_be_gone_and_is_not_is_named():
    with broken(
        "INSERT INTO editions_stamp (number, token) VALUES (999999, 'later')",
        f"INSERT INTO editions_movement (stamp_id, entry, gone) SELECT 999999, {ENTRY}, true",
    ):
        assert only("stamps").endswith("is said to have gone out of print and is still there.")


def test_forwardings_in_a_circle_are_named():
    row = "('policy', '{}', 'policy', '{}', 2, '')"
    with broken(
        "INSERT INTO editions_forwarding (kind, slug, to_kind, to_slug, edition_id, reason) VALUES "
        + ", ".join(row.format(*pair) for pair in (("a", "b"), ("b", "c"), ("c", "b")))
    ):
        assert list(the("forwardings").broken()) == [
            "policy:b leads round in a circle.",
            "policy:c leads round in a circle.",
        ]


def test_a_record_that_says_it_is_in_print_and_is_not_is_named(desk):
    draft = desk.a_policy()
    with broken(f"UPDATE records_policy SET status = 'revising' WHERE id = {draft.pk}"):
        assert only("states") == f"Policy “{draft.slug}” is “revising”, and its entry is not in print."
        assert "the last that the log tells is “create”" in only("versions")


@pytest.mark.parametrize("origin", ["law:technopolis", "policy:technopolis", "policy:１", f"policy:{'9' * 30}"])
def test_an_origin_that_is_no_record_is_named(origin):
    with broken(f"UPDATE editions_entry SET origin = '{origin}' WHERE {LAW}"):
        assert origin in only("origins")


def test_a_lost_link_and_a_lost_part_are_named(desk):
    place = desk.publish(desk.a_place())
    plan = desk.a_policy(places=[place])
    with broken(f"DELETE FROM records_policy_places WHERE policy_id = {plan.pk}"):
        assert only("log") == f"policy {plan.pk} is not what the log last kept of it."
    with broken(f"DELETE FROM records_policycitation WHERE record_id = {plan.pk}"):
        assert only("log") == f"policy {plan.pk} is not what the log last kept of it."


def test_a_record_without_a_past_is_named(desk):
    draft = desk.a_policy()
    with broken(f"DELETE FROM curation_event WHERE noun = 'policy' AND record_id = {draft.pk}"):
        assert only("log") == f"policy {draft.pk} is there, and the log has never kept it."
        assert "the log knows it in version None" in only("versions")


def test_a_record_that_came_back_without_a_word_is_named(desk):
    draft = desk.a_source()
    with broken(f"UPDATE curation_event SET action = 'delete' WHERE noun = 'source' AND record_id = {draft.pk}"):
        assert "the last that the log tells is “delete”" in only("versions")


def test_every_invariant_is_broken_by_a_test():
    elsewhere = {"file", "file-quickly", "open", "plans", "written", "undone", "imports"}
    assert {invariant.name for invariant in INVARIANTS} == {*BREAKING} | elsewhere
