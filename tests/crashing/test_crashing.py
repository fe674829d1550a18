"""A few trials of killing processes in the middle of their work; `python -m tests.crashing` does many."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whatever_is_killed_leaves_a_whole_atlas(loaded_atlas):
    """The first seven works, in a program of its own: what it forks must have nothing of pytest's."""
    settings = connection.settings_dict
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "PYTEST_"))}
    if connection.vendor == "sqlite":
        environment.pop("DATABASE_URL", None)
        atlas = str(loaded_atlas.file)
    else:
        atlas = loaded_atlas.copy
        environment["DATABASE_URL"] = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/postgres"
    program = [sys.executable, "-m", "tests.crashing", "--times", "7", "--atlas", atlas]
    ran = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "7 trials, " in ran.stdout
