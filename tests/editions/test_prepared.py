"""Whether there is a database to work on, and what a command says where there is none."""

import pytest
from django.core.management.base import CommandError
from django.db import connection

from policyatlas.editions.commands import PreparedCommand, is_prepared

pytestmark = pytest.mark.django_db


class Works(PreparedCommand):
    """A command that says that it was run."""

    requires_system_checks = []

    def handle(self, *args, **options):
        """What it does."""
        return "Worked."


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """The path of a database of SQLite that is not there."""
    path = tmp_path / "none.sqlite3"
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", path)
    return path


def run() -> str:
    """What the command says."""
    return Works().execute(no_color=True, force_color=False, skip_checks=True)


def test_on_a_prepared_database_a_command_works(capsys):
    assert is_prepared()
    assert run() == "Worked."


def test_where_there_is_no_database_none_is_made(elsewhere):
    with pytest.raises(CommandError, match="The database is not prepared") as refused:
        run()
    assert refused.value.returncode == 1
    assert not elsewhere.exists()


def test_a_database_without_tables_is_not_prepared(elsewhere, monkeypatch):
    elsewhere.touch()
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert not is_prepared()
