"""`manage.py check_atlas` as people run it, and what it says of imports that were written or undone by halves."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from policyatlas.curation.checking.running import INVARIANTS, findings
from policyatlas.curation.exchange.undoing import undo
from policyatlas.curation.models import PlannedRow
from policyatlas.records.models import Policy
from tests.curation.breaking import broken, imported, only, the

pytestmark = pytest.mark.django_db


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
