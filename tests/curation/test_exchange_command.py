"""`manage.py import_records`: the same as the page, with all errors and an exit code."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from policyatlas.curation.models import ChangeSet
from policyatlas.records.models import Policy
from tests.curation.tables import a_row, table

pytestmark = pytest.mark.django_db


def run(tmp_path, content: bytes, *arguments: str, name: str = "policies.csv") -> str:
    """What the command says."""
    path = tmp_path / name
    path.write_bytes(content)
    said = io.StringIO()
    try:
        call_command("import_records", str(path), *arguments, stdout=said)
    except SystemExit as end:
        return f"{said.getvalue()}exit {end.code}"
    return said.getvalue()


def test_a_dry_run_writes_nothing(tmp_path, hanako):
    said = run(tmp_path, table(a_row("one")), "--dry-run")
    assert "1 new" in said
    assert not Policy.objects.filter(slug="one").exists()
    assert ChangeSet.objects.count() == 0


def test_drafts_are_written_in_somebodys_name(tmp_path, hanako):
    said = run(tmp_path, table(a_row("one")), "--user", "hanako")
    assert "1 new drafts written" in said
    assert f"Written as import {ChangeSet.objects.get().pk}" in said
    assert Policy.objects.get(slug="one").created_by == hanako


def test_all_errors_are_printed_and_the_exit_code_says_so(tmp_path, hanako):
    said = run(tmp_path, table(a_row("one", kind="x"), a_row("two", start_year="y"), a_row("one")), "--user", "hanako")
    assert "line 2, kind: “x” is not one of the list" in said
    assert "line 3, start_year: “y” is no whole number." in said
    assert "line 4, “one”: It repeats “one” of line 2" in said
    assert said.endswith("exit 1")
    assert ChangeSet.objects.count() == 0


def test_the_only_administrator_need_not_be_named(tmp_path):
    User.objects.create_superuser("only")
    assert "Written as import" in run(tmp_path, table(a_row("one")))
    User.objects.create_superuser("another")
    with pytest.raises(CommandError, match="in whose name"):
        run(tmp_path, table(a_row("two")))


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"slug\n", ["--kind", "polcy"], "There is no kind “polcy”: choose one of .*policy"),
        (b"", [], "The file is empty"),
        (b"slug\n", ["--user", "nobody"], "There is no user nobody"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, hanako, content, arguments, said):
    arguments = arguments if "--user" in arguments else [*arguments, "--user", "hanako"]
    with pytest.raises(CommandError, match=said):
        run(tmp_path, content, *arguments)


def test_a_missing_file_and_a_missing_right_are_said(tmp_path, hanako, mallory):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_records", str(tmp_path / "none.csv"), "--user", "hanako")
    assert "You may not add policies" in run(tmp_path, table(a_row("one")), "--user", "mallory")
