"""Python that vouches for HTML is known, file by file, and each file with a test that tries to smuggle something in."""

import ast

import pytest

from tests.house.test_threat_model import attacks_in
from tests.house.tree import ROOT

# What makes a text HTML as it stands; the last is how Django asks a thing whether it is.
VOUCHING = {"SafeString", "SafeText", "mark_safe", "html_safe", "__html__"}
# Django's own, which escape all but so many of their arguments.
FORMATTING = {"format_html": 1, "format_html_join": 2}
_STORED = "tests/hostile/test_stored.py::test_no_page_of_the_reading_room_takes_them_for_anything_else"
_COMPARED = "tests/public/test_compare_written.py::test_nothing_that_was_typed_becomes_an_element_or_ends_one"
# Into the handbook nobody types: it is a file of the project, and what it shows is only who reads it.
KNOWN = {
    "policyatlas/curation/handbook.py": "tests/curation/test_handbook.py::test_nobody_else_reads_it",
    "policyatlas/public/charts/writing.py": (
        "tests/public/test_charts.py::test_a_mark_for_each_number_none_for_what_is_missing_and_every_qualifier_kept"
    ),
    "policyatlas/public/compare/choices_writing.py": _COMPARED,
    "policyatlas/public/compare/table_writing.py": _COMPARED,
    "policyatlas/public/compare/writing.py": _COMPARED,
    "policyatlas/public/describing/described.py": (
        "tests/public/test_describing.py::test_nothing_that_curators_type_ends_the_block"
    ),
    "policyatlas/public/lists/writing.py": _STORED,
    "policyatlas/public/marking.py": _STORED,
    "policyatlas/public/passages.py": _STORED,
    "policyatlas/public/previews/excerpts.py": (
        "tests/hostile/test_stored.py::test_no_page_of_the_desk_takes_them_for_anything_else"
    ),
    "policyatlas/public/templatetags/atlas.py": _STORED,
    "policyatlas/public/timeline/writing.py": (
        "tests/public/test_timeline_written.py::test_nothing_that_was_typed_becomes_an_element_of_a_line"
    ),
}


def vouches(node: ast.AST) -> bool:
    """Whether this calls a text HTML: by name, or by formatting a text that is not written out where it stands."""
    if isinstance(node, ast.FunctionDef):
        return node.name in VOUCHING
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in FORMATTING:
        return not all(isinstance(argument, ast.Constant) for argument in node.args[: FORMATTING[name]])
    return name in VOUCHING


def test_html_is_vouched_for_only_where_it_is_known():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "policyatlas").rglob("*.py")
        if any(vouches(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    new = sorted(found - KNOWN.keys())
    assert not new, f"Use a template or format_html(), or name here the test that smuggles something in: {new}"
    assert KNOWN.keys() <= found, f"These need no excuse any more: {sorted(KNOWN.keys() - found)}"


@pytest.mark.parametrize("attack", sorted(set(KNOWN.values())))
def test_the_attack_on_each_is_there(attack):
    file, _, test = attack.partition("::")
    assert test in attacks_in(file), f"{test} is not in {file}: name the test that attacks now."


@pytest.mark.parametrize(
    ("written", "trusted"),
    [
        ("SafeString(words)", True),
        ("safestring.mark_safe(words)", True),
        ("def __html__(self): return self.words", True),
        ("format_html('<p>{}</p>', words)", False),
        ("format_html('<p>' + words + '</p>')", True),
        ("format_html(f'<p>{words}</p>')", True),
        ("format_html_join('', '<li>{}</li>', words)", False),
        ("format_html_join(words, '<li>{}</li>', words)", True),
        ("def rows() -> SafeString: return rows()", False),
    ],
)
def test_what_vouches_for_html_is_seen(written, trusted):
    assert any(map(vouches, ast.walk(ast.parse(written)))) == trusted
