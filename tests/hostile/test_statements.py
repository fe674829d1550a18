"""What readers ask is handed to the database beside the statements, never within them."""

import ast

import pytest
from django.db import connection

from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db

MARK = "xq7f3"
SMUGGLED = [
    f"{MARK}' OR 1=1 --",
    f'{MARK}" UNION SELECT password FROM auth_user --',
    f"{MARK}%' ESCAPE '",
    f"{MARK}%s{{0}}",
]
# Files that write statements out with names in them, and whence the names are.
KNOWN = {
    "policyatlas/editions/watching.py": "the one question for the newest stamp, a constant",
    "policyatlas/editions/commands.py": "no statement, but a command, whose method has the same name",
    "policyatlas/editions/bigrams/lookup.py": "the question for keys, a constant for each database and column",
    "policyatlas/editions/verifying.py": "the columns of a card",
    "policyatlas/public/editions/database.py": "the tables of a file that is made",
    "policyatlas/public/files/whole.py": "the tables of a file, quoted",
}


@pytest.fixture
def statements():
    """The statements that reach the database, without what is handed over beside them."""
    seen = []

    def look(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


@pytest.mark.parametrize("smuggled", SMUGGLED)
def test_no_question_becomes_part_of_a_statement(visitor, statements, smuggled):
    names = {name for page in LISTS.values() for name in ("q", "sort", "page", "per_page", "columns", "year_from")}
    names |= {choice.name for page in LISTS.values() for choice in page.filters}
    asked = dict.fromkeys(names, smuggled)
    others = ["/search/", "/search.csv", "/timeline/", "/map/", "/evidence/", "/bibliography/", "/changes/policies/"]
    for address in [f"/{KINDS[kind].address}/" for kind in LISTS] + others:
        answer = visitor.get(
            address, asked | dict.fromkeys(("show", "period", "group", "view", "from", "rows"), smuggled)
        )
        assert answer.status_code in (200, 404), address
    for noun in ("prefectures", "programmes", "clusters"):
        assert visitor.get(f"/compare/{noun}/", {"s": [smuggled, "iwate"], "row": smuggled}).status_code == 200
    assert len(statements) > 50
    assert not [sql for sql in statements if MARK in sql]


def test_statements_are_written_out_only_where_they_are_known():
    found = set()
    for path in (ROOT / "policyatlas").rglob("*.py"):
        room = path.relative_to(ROOT).as_posix()
        if not room.startswith(("policyatlas/public/", "policyatlas/editions/", "policyatlas/curation/admin/")):
            continue
        if "migrations" not in room and any(_is_composed(node) for node in ast.walk(ast.parse(path.read_text()))):
            found.add(room)
    assert found <= KNOWN.keys(), f"Ask through a queryset, or hand values over as parameters: {found - KNOWN.keys()}"
    assert KNOWN.keys() <= found, f"These need no excuse any more: {KNOWN.keys() - found}"


def _is_composed(node: ast.AST) -> bool:
    """Whether this hands a statement over that was put together, or goes round the query builder."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in ("execute", "executemany", "executescript"):
        return bool(node.args) and not isinstance(node.args[0], ast.Constant)
    return name in ("raw", "extra", "RawSQL")
