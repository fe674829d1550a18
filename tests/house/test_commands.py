"""Commands on a database that was never prepared: a sentence, an exit code, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from policyatlas.editions.commands import PreparedCommand

ROOT = Path(__file__).resolve().parents[2]
# These make the database themselves, or put another one in its place.
MAKERS = {"prepare", "restore"}


def test_every_command_asks_first_whether_there_is_an_atlas():
    ours = {name: app for name, app in get_commands().items() if app.startswith("policyatlas.")}
    assert {"import_records", "keep_editions"} | MAKERS <= ours.keys()
    asking = {name for name, app in ours.items() if isinstance(load_command_class(app, name), PreparedCommand)}
    assert ours.keys() - asking == MAKERS, "let it be a PreparedCommand"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import_records", "policies.csv"], 1),
        (["publish_records"], 1),
        (["check_atlas"], 1),
        (["backup", "kept.backup"], 1),
        (["verify_download", "policies.csv"], 2),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_a_database_that_was_never_prepared_is_told_of_and_not_made(tmp_path, arguments, code):
    ours = ("ATLAS_", "DATABASE_", "PYTEST_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ran = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        cwd=tmp_path,
        env=environment | {"ATLAS_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
    )
    assert "The database is not prepared: run “manage.py prepare” first." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.returncode == code
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["secret_key", "var"]
