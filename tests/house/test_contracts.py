"""The arrows between the rooms: who may import whom, as `pyproject.toml` says it."""

import subprocess
import sys
import tomllib

from tests.house.tree import ROOT

ROOMS = {"values", "records", "editions", "press", "curation", "public"}
# In a process of its own: it sets up the log for itself, and silences every logger there is.
LINTER = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"


def test_no_room_imports_what_it_may_not():
    done = subprocess.run([sys.executable, "-c", LINTER], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, (
        f"{done.stdout}{done.stderr}\nMove the line into the room that may know both sides (mostly the press), "
        f"or hand over what is needed as an argument."
    )


def test_every_room_is_bound_by_a_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = str(contracts)
    forgotten = {room for room in ROOMS if f"policyatlas.{room}" not in named}
    assert not forgotten, f"No contract in pyproject.toml names {forgotten}: say whom it may import."


def test_there_are_no_other_rooms():
    folders = {path.name for path in (ROOT / "policyatlas").iterdir() if (path / "__init__.py").is_file()}
    assert folders == ROOMS, (
        "Say in DEVELOPERS.md what the new room is for, and bind it by a contract in pyproject.toml."
    )
