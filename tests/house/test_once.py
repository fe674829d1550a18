"""What runs on one database only: every file that is named is there, and none of them asks which database it is."""

import pytest

from tests import once
from tests.house.tree import ROOT

NAMED = sorted(
    (folder, name)
    for group in (once.WITHOUT_DATABASE, once.OF_THE_SAME_ANSWERS)
    for folder, names in group.items()
    for name in names.split()
)


@pytest.mark.parametrize(("folder", "name"), NAMED)
def test_what_is_named_is_there_and_runs_once(folder, name):
    found = list((ROOT / "tests" / folder).glob(f"test_{name}.py"))
    assert found, f"tests/{folder}/test_{name}.py is not there: take it out of tests/once.py."
    for path in found:
        assert once.runs_once(folder, path.name)
        assert "connection.vendor" not in path.read_text(), (
            f"{path.name} asks which database it is: it must run on both."
        )


def test_nothing_is_named_twice():
    assert len(set(NAMED)) == len(NAMED)


@pytest.mark.parametrize(
    "path",
    [
        "public/test_both_databases.py",
        "public/test_lists.py",
        "curation/test_actions.py",
        "records/test_constraints.py",
    ],
)
def test_what_a_database_answers_runs_on_both(path):
    assert not once.runs_once(*path.split("/"))


def test_the_reading_room_never_asks_which_database_it_is():
    asking = [path.name for path in (ROOT / "policyatlas" / "public").rglob("*.py") if ".vendor" in path.read_text()]
    assert not asking, f"{asking}: what readers see must not depend on the database (see tests/once.py)."
