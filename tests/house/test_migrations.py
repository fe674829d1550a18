"""Migrations: one line without branches, none missing, and each can be undone."""

from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from policyatlas.editions.models import Edition, Entry, Wording
from policyatlas.editions.verifying import alterations
from policyatlas.editions.writing import edition_digest

OURS = ("records", "editions", "curation")
# An early state: before reviews and snapshots, wordings, stamps, texts of sources and reasons for missing years.
EARLY = {"curation": "0005", "editions": "0004", "records": "0006"}


@pytest.fixture(scope="module")
def loader():
    """All migrations as they stand in the files."""
    return MigrationLoader(None)


@pytest.mark.django_db
def test_none_is_missing(capsys):
    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    except SystemExit:
        pytest.fail(f"The models have changed: run `manage.py makemigrations`.\n{capsys.readouterr().out}")


@pytest.mark.parametrize("app", OURS)
def test_they_form_one_line(loader, app):
    own = sorted(name for label, name in loader.disk_migrations if label == app)
    assert [name[:4] for name in own] == [f"{number:04}" for number in range(1, len(own) + 1)], (
        f"The migrations of {app} are not numbered 0001, 0002, … one by one: {own}. Remake the later of two that clash."
    )
    for earlier, later in pairwise(own):
        assert (app, earlier) in loader.disk_migrations[app, later].dependencies, f"{later} must depend on {earlier}."


def test_each_can_be_undone(loader):
    stuck = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in OURS
        for operation in migration.operations
        if isinstance(operation, (RunPython, RunSQL)) and not operation.reversible
    ]
    assert not stuck, f"Give these a way back (RunPython.noop where there is nothing to undo): {stuck}"


@pytest.mark.django_db(transaction=True)
def test_they_run_back_to_nothing_and_forth_again():
    for app in ("curation", "editions", "records"):
        call_command("migrate", app, "zero", verbosity=0)
    left = [table for table in connection.introspection.table_names() if table.startswith(OURS)]
    assert not left, f"Undoing the migrations left tables behind: {left}"
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM editions_edition")
        assert cursor.fetchone() == (1,), "A new site has one edition, the open one."


@pytest.mark.django_db(transaction=True)
def test_a_full_database_of_an_early_state_is_brought_up_to_date(desk):
    desk.publish(desk.a_policy())
    kept = held()
    for app, name in EARLY.items():
        call_command("migrate", app, name, verbosity=0)
    tables = connection.introspection.table_names()
    assert "editions_wording" not in tables, "the state should be an early one"
    assert "editions_entry" in tables
    call_command("migrate", verbosity=0)
    assert held() == kept
    assert list(alterations()) == [], "what was closed must not change by an upgrade"


def held() -> dict:
    """What an upgrade must neither lose nor change: editions, what is in print and by what it is found, and records."""
    with connection.cursor() as cursor:
        rows = {}
        for table in ("records_policy", "records_observation", "records_passage", "records_source", "curation_event"):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            rows[table] = cursor.fetchone()[0]
    return {
        "digests": {edition.number: edition_digest(edition) for edition in Edition.objects.all()},
        "entries": Entry.objects.count(),
        "wordings": sorted(Wording.objects.values_list("entry", "names", "words")),
        "rows": rows,
    }
