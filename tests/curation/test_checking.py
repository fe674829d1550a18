"""What `manage.py check_atlas` asks: an atlas that only verbs have changed is whole; whatever breaks it is named."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from policyatlas.curation import actions
from policyatlas.curation.checking.running import INVARIANTS, findings
from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.running import finished
from policyatlas.curation.exchange.undoing import undo
from policyatlas.curation.models import ChangeSet, PlannedRow
from policyatlas.editions.models import Entry
from policyatlas.records.models import Policy

pytestmark = pytest.mark.django_db

LAW = "kind = 'policy' AND slug = 'technopolis-law'"
ENTRY = f"(SELECT id FROM editions_entry WHERE {LAW})"
SQLITE = "sqlite"


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def broken(*statements: str):
    """The database after raw statements that no verb would ever make; afterwards it is what it was."""
    lenient = connection.vendor == SQLITE
    with transaction.atomic():
        if lenient:
            execute("PRAGMA ignore_check_constraints = 1")
        try:
            execute(*statements)
            if lenient:
                # What it ignores it does not find either.
                execute("PRAGMA ignore_check_constraints = 0")
            yield
        finally:
            transaction.set_rollback(True)


def found(**options) -> dict[str, list[str]]:
    """The sentences of all findings, by the name of their invariant."""
    said: dict[str, list[str]] = {}
    for finding in findings(**options):
        said.setdefault(finding.invariant.name, []).append(finding.sentence)
    return said


def only(name: str) -> str:
    """The one sentence of an invariant; the others are not asked."""
    (sentence,) = next(invariant for invariant in INVARIANTS if invariant.name == name).broken()
    return sentence


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


def imported(by, slug: str) -> ChangeSet:
    """An import of one draft, written."""
    content = f"slug,title_en,kind\n{slug},A plan,plan\n".encode()
    plan = finished(planning(read("policies.csv", content), by))
    return finished(applying(kept(plan, by=by, file_name="policies.csv", content=content), by=by))


def test_what_is_named_and_changed_afterwards_may_be_printed_otherwise(desk):
    place = desk.publish(desk.a_place(name_en="Old name"))
    desk.publish(desk.a_policy(places=[place]))
    desk.republish(place, name_en="New name")
    assert list(the("press").broken()) == []


def the(name: str):
    """An invariant by its name."""
    return next(invariant for invariant in INVARIANTS if invariant.name == name)


def test_an_upgrade_may_give_shapes_more_keys():
    # As the policies that were printed before policies had target groups.
    entry = Entry.objects.get(kind="policy", slug="technopolis-law", until=None)
    del entry.payload["target_groups"]
    with broken():
        Entry.objects.filter(pk=entry.pk).update(payload=entry.payload)
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
        ("INSERT INTO editions_movement (stamp_id, entry, gone) SELECT max(number), 999999, false FROM editions_stamp")
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
    if connection.vendor == "postgresql" and name == "one-open":
        BREAKING[name].insert(0, "ALTER TABLE editions_edition DROP CONSTRAINT edition_closed_is_sealed")
    with broken(*BREAKING[name]):
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


def test_an_origin_that_is_no_record_is_named():
    with broken(f"UPDATE editions_entry SET origin = 'law:technopolis' WHERE {LAW}"):
        assert "law:technopolis" in only("origins")


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


# --- Imports


@pytest.fixture
def written(sayaka):
    """An import of one draft, written."""
    return imported(sayaka, "imported-plan")


def test_something_written_of_a_planned_import_is_named(written):
    with broken(f"UPDATE curation_changeset SET state = 'planned' WHERE id = {written.pk}"):
        assert only("plans") == f"{written} is only planned, and something of it was written."
        assert only("imports") == f"{written} is “planned” and does not say when and by whom."


def test_a_row_that_was_not_written_is_named(written):
    PlannedRow.objects.filter(change_set=written).update(version=None)
    assert only("written") == f"{written} is written, but not its row for “imported-plan”."


def test_a_row_that_was_not_undone_is_named(written):
    with broken(f"UPDATE curation_changeset SET state = 'undone' WHERE id = {written.pk}"):
        assert only("undone") == f"{written} is undone, but not its row for “imported-plan”."


def test_an_import_that_was_undone_without_saying_so_is_named(written, sayaka):
    undo(written, by=sayaka)
    with broken(f"UPDATE curation_changeset SET state = 'applied' WHERE id = {written.pk}"):
        assert only("undone") == f"{written} is not undone, and something of it was put back."


# --- The command


def test_every_invariant_is_broken_by_a_test():
    elsewhere = {"file", "file-quickly", "open", "plans", "written", "undone", "imports"}
    assert {invariant.name for invariant in INVARIANTS} == {*BREAKING} | elsewhere


def run(*arguments: str) -> str:
    said = StringIO()
    try:
        call_command("check_atlas", *arguments, stdout=said)
    except SystemExit as end:
        said.write(f"exit {end.code}")
    return said.getvalue()


def test_the_command_says_that_all_is_well():
    costly = sum(invariant.costly for invariant in INVARIANTS)
    assert run("--quick", "-v2").splitlines()[-1] == (
        f"All is well: {len(INVARIANTS) - costly} invariants asked, and everything holds."
    )


def test_the_command_names_what_is_wrong_and_fails():
    with broken("UPDATE records_policy SET version = 99 WHERE slug = 'technopolis-law'"):
        said = run("--quick").splitlines()
    assert said[0].startswith("versions: policy “technopolis-law” has version 99; the log knows it in version ")
    assert said[1:] == ["Something is wrong in 1 place.", "exit 1"]


@pytest.mark.slow
def test_what_an_upgrade_may_have_brought_is_a_remark(monkeypatch):
    monkeypatch.setattr("policyatlas.curation.checking.running.INVARIANTS", [the("press")])
    with broken("UPDATE records_policy SET aims = 'Other aims.' WHERE slug = 'technopolis-law'"):
        assert run().splitlines()[-1] == "All is well: 1 invariant asked, and everything holds. There is 1 remark."
        assert run("--strict").splitlines()[-1] == "exit 1"


@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_written_while_it_looks():
    looking = findings(quick=True, say=lambda invariant: Policy.objects.update(version=99))
    with pytest.raises(DatabaseError):
        list(looking)
    Policy.objects.update(note="Afterwards one can.")
