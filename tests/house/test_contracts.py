"""The arrows between the rooms: who may import whom, as `pyproject.toml` says it."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.tree import ROOT

ROOMS = {"values", "records", "editions", "press", "curation", "public"}


def test_no_room_imports_what_it_may_not():
    # In a process of its own: it silences every logger of the process in which it runs.
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, (
        f"{said.stdout}{said.stderr}\nMove the line into the room that may know both sides (mostly the press), "
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
