"""The manners of the house that can be read off the files: sizes, names, docstrings, and what is not done here."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps

from tests.house.tree import ROOT, files

LINES_OF_A_FILE = 300
LINES_OF_A_STYLE_SHEET = 400
LINES_OF_A_FUNCTION = 50
TOP_LEVEL = {
    *("manage.py", "policyatlas", "templates", "static", "fixtures", "tests", "requirements.txt", "README.md"),
    *("Makefile", "pyproject.toml", "requirements-dev.txt", "requirements.in", "requirements-dev.in"),
    *("DEVELOPERS.md", "CHANGELOG.md", "LICENSE", "docs", "locale", "bench", "deploy"),
    *("var", "htmlcov", "test-results", "__pycache__"),  # Left behind by the site and by tools.
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "lib", "shared", "tools"}
# In pieces, so that this file does not name one.
REGISTRIES = re.compile(
    r"\b(?:"
    + "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "npm" + r"js\.(?:org|com)", "deb" + "ian.org"))
    + ")"
)
ONE_MACHINE = re.compile(r"(?<![\w.~])/(?:work|home|root|Users)/\w")
MARKS = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")

PYTHON = [path for path in files("*.py") if "migrations" not in path.parts]
ROOMS = [path for path in PYTHON if "policyatlas" in path.relative_to(ROOT).parts]
TEXTS = files("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", "*.txt", "*.in", "Makefile", "run", "test", "lint")


def name(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The Python of a file."""
    return ast.parse(read(path))


def nodes(path: Path, *types: type[ast.AST]) -> list:
    """The nodes of these types in a file."""
    return [node for node in ast.walk(parsed(path)) if isinstance(node, types)]


def lines(node: ast.AST) -> int:
    """How many lines a function or a statement takes."""
    return node.end_lineno - node.lineno + 1


def test_who_changes_records_keeps_nobody_from_naming_them():
    """Whoever stores a reference to a row needs its key: without it, two people could wait for each other for ever."""
    waits = re.compile(r"select_for_update\((?!.*no_key=True)")
    wrong = [path for path in PYTHON if "curation" in path.parts and waits.search(path.read_text())]
    assert not wrong, f"Say select_for_update(no_key=True): {wrong}"


def test_the_top_level_is_the_agreed_one():
    further = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - TOP_LEVEL
    assert not further, f"Put {further} into a room or a folder there is, or agree on the top level first."


def test_files_are_short():
    long = {
        name(path): length
        for path in [*PYTHON, *files("*.html", "*.css", "*.js")]
        if (length := len(read(path).splitlines()))
        > (LINES_OF_A_STYLE_SHEET if path.suffix == ".css" else LINES_OF_A_FILE)
        and not is_a_table(path)
    }
    assert not long, f"Split these by noun or by what is done, at most {LINES_OF_A_FILE} lines each: {long}"


def is_a_table(path: Path) -> bool:
    """Whether a third of a long file is one list or dictionary: data are easier to read in one piece."""
    statements = parsed(path).body if path.suffix == ".py" else []
    return any(lines(node) > LINES_OF_A_FILE / 3 for node in statements if isinstance(node, ast.Assign))


def test_functions_are_short():
    long = {
        f"{name(path)}: {function.name}": lines(function)
        for path in PYTHON
        if "tests" not in path.parts
        for function in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if lines(function) > LINES_OF_A_FUNCTION
    }
    assert not long, f"Give the steps of these names of their own, at most {LINES_OF_A_FUNCTION} lines each: {long}"


def test_files_are_read_and_written_in_a_named_encoding():
    silent = [
        f"{name(path)}:{call.lineno}"
        for path in ROOMS
        for call in nodes(path, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("read_text", "write_text")
        if "encoding" not in {given.arg for given in call.keywords}
    ]
    assert not silent, f'Name the encoding, for not every machine takes UTF-8 by itself (encoding="utf-8"): {silent}'


def test_every_module_says_what_belongs_there():
    silent = [name(path) for path in PYTHON if read(path).strip() and not ast.get_docstring(parsed(path))]
    assert not silent, f"Open these with one sentence on what belongs there: {silent}"


def test_every_public_class_and_function_says_what_it_is_for():
    silent = [
        f"{name(path)}: {node.name}"
        for path in ROOMS
        for node in parsed(path).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert not silent, f"Give these a docstring, or begin their names with an underscore: {silent}"


def test_modules_are_named_for_what_is_in_them():
    named = [name(path) for path in PYTHON if {path.stem, *path.relative_to(ROOT).parts} & NAMES_THAT_SAY_NOTHING]
    assert not named, f"Name these for the noun or for what is done there: {named}"


def test_no_file_names_a_package_registry():
    found = {name(path): hosts for path in TEXTS if (hosts := REGISTRIES.findall(read(path)))}
    assert not found, f"Readers install from whichever registry they use; take these out: {found}"


def test_no_file_names_a_place_on_one_machine():
    found = {name(path): places for path in TEXTS if (places := ONE_MACHINE.findall(read(path)))}
    assert not found, f"Work these paths out from BASE_DIR or VAR_DIR: {found}"


def test_nothing_is_left_to_do():
    found = [name(path) for path in TEXTS if MARKS.search(read(path))]
    assert not found, f"Do it now, or write it down where somebody will look: {found}"


def test_imports_name_what_they_import():
    found = [
        name(path)
        for path in PYTHON
        for node in nodes(path, ast.ImportFrom)
        if any(alias.name == "*" for alias in node.names)
    ]
    assert not found, f"Name what you import: {found}"


def test_there_are_no_foreign_keys_to_anything():
    found = [name(path) for path in ROOMS if "GenericForeignKey" in read(path)]
    assert not found, f"One nullable foreign key for each possible target, and the constraint exactly_one(): {found}"


def test_nothing_happens_by_signal():
    found = [
        name(path)
        for path in ROOMS
        for node in nodes(path, ast.ImportFrom, ast.Import)
        if "signals" in ast.unparse(node) or "receiver" in ast.unparse(node)
    ]
    assert not found, f"Say it in the verb that does it, not in a signal: {found}"


def test_models_are_saved_as_django_saves_them():
    ours = [model for label in ("records", "editions", "curation") for model in apps.get_app_config(label).get_models()]
    overridden = [
        f"{model.__name__}.{method}" for model in ours for method in ("save", "delete") if method in vars(model)
    ]
    assert not overridden, f"Write the rule as a constraint or in a verb: {overridden}"
    heirs = [model.__name__ for model in ours if model._meta.parents]
    assert not heirs, f"Inherit from an abstract model, so that each noun is one table: {heirs}"
