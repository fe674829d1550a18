"""The threat model says what is so: every file and every test that it names is there."""

import ast
import re

import pytest

from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
# Files by their path, or below the room of that name; tests by their function, after their file.
FILE = re.compile(r"`((?:policyatlas|tests|templates|deploy|docs|\.ci)/[\w./-]+\.\w+)`")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def attacks_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("file", sorted(set(FILE.findall(TEXT))))
def test_every_file_that_it_names_is_there(file):
    assert (ROOT / file).is_file(), f"docs/threat-model.md names {file}: say where the defence is now."


@pytest.mark.parametrize(("file", "test"), sorted(set(TEST.findall(TEXT))))
def test_every_test_that_it_names_is_there(file, test):
    assert (ROOT / file).is_file(), f"docs/threat-model.md names {file}: say where the attack is now."
    assert test in attacks_in(file), f"docs/threat-model.md names {test}, which is not in {file}."


def test_every_defence_names_a_file_and_an_attack():
    tables = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    defences = [line for line in tables if line.count("|") == 5 and not line.startswith("| Attack")]
    assert len(defences) > 20
    silent = [line for line in defences if not TEST.search(line) or "`" not in line.split("|")[3]]
    assert not silent, f"Say which file holds the defence and which test attacks it: {silent}"
