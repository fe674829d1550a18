"""`manage.py verify_download`: what it says of files it does not know, what has changed since, and how it ends."""

import re
from contextlib import suppress

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.public.files.reading import UnreadableError, read
from policyatlas.public.files.verifying import ALTERED, UNALTERED, UNKNOWN
from policyatlas.records.models import Observation, Policy
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, address
from tests.public.taken import LAWS, READERS, said

pytestmark = pytest.mark.django_db


# --- Unreadable, unknown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\r\n1,2\r\n",
        b"{}",
        b"{",
        b"[1]",
        b"PK\x03\x04rubbish",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n",
        b'{"about": {"fingerprint": "x"}, "columns": [], "lines": [{"cells": [1], "key": 1, "url": 2}]}',
        b'{"about": 1, "columns": 2, "lines": 3}',
        b'#,"address","http://x/policies/"\r\n"a"\r\n1\r\n',
    ],
)
def test_what_is_no_file_of_the_atlas_is_unreadable(data):
    code, text = said(data)
    assert (code, bool(text)) == (UNKNOWN, True)


@pytest.mark.parametrize("to", ["http://x.test/about/", "policies", "http://x.test/policies/?" + "a=1&" * 2000, ""])
def test_an_address_that_leads_nowhere_is_unknown(taken, to):
    data = taken("/policies.csv").replace(b'"http://testserver/policies/"', f'"{to}"'.encode(), 1)
    assert said(data)[0] == UNKNOWN


def test_an_edition_of_another_atlas_is_unknown(taken):
    data = taken(LAWS.format("csv")).replace(b"2026.1", b"2019.1")
    code, text = said(data)
    assert code == UNKNOWN
    assert "Unaltered: its 8 lines" in text
    assert "no edition 2019.1" in text


@pytest.mark.parametrize("number", ["", "-1", "８", "9" * 5000])
def test_a_file_that_says_no_number_of_its_columns_is_unreadable(taken, number):
    data, times = re.subn(rb'(?<="columns in the fingerprint",)"?\d+"?', number.encode(), taken(LAWS.format("csv")))
    assert times == 1
    code, text = said(data)
    assert (code, "does not say what its fingerprint is" in text) == (UNKNOWN, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), ending=st.sampled_from(sorted(READERS)), cut=st.integers(1, 400))
def test_nothing_that_is_read_breaks_the_reader(data, ending, cut, visitor):
    whole = visitor.get(f"/terms.{ending}").content
    for tried in (data, b"#," + data, b"{" + data, b"PK" + data, whole[:-cut], whole[:cut] + data + whole[cut:]):
        with suppress(UnreadableError):
            assert read(tried).headings


# --- Since


def test_what_has_changed_since_is_told_cell_by_cell(taken, desk):
    closed, opened = taken(LAWS.format("csv")), taken("/policies.xlsx?kind=law")
    desk.republish(Policy.objects.get(slug="technopolis-law"), summary="Another summary.")
    desk.publish(desk.a_policy(title_en="A later law", kind="law"))
    desk.withdraw(Policy.objects.get(slug="tlo-law"))
    for data, since in ((closed, "Since edition 2026.1"), (opened, "Since 20")):
        code, text = said(data)
        assert code == UNALTERED, text
        assert since in text
        assert "3 lines have changed:" in text
        assert "→ “Another summary.”" in text
        assert "added: A later law" in text
        assert "removed: " in text


def test_a_figure_that_took_the_place_of_another_in_a_comparison_is_one_change(taken, desk):
    path = address("programmes", INDUSTRIAL, KNOWLEDGE, ending=".csv")
    data = taken(path)
    figure = Observation.objects.get(slug="programme-annual-budget-industrial-cluster-project-2004")
    desk.republish(figure, value=figure.value + 1)
    code, text = said(data)
    assert code == UNALTERED
    assert "value_number: “680000000” → “680000001”" in text


def test_what_has_gone_out_of_print_is_told_with_its_reason(taken, desk):
    plan = desk.publish(desk.a_policy(slug="a-plan-of-old"))
    desk.close("2031.1")
    data = taken("/2031.1/policies/a-plan-of-old.json")
    desk.withdraw(plan, reason="It was entered twice.")
    code, text = said(data)
    assert code == UNALTERED
    assert "it has gone out of print. The reason given: “It was entered twice.”" in text


# --- The command


def run(capsys, path) -> tuple[int, str]:
    """The exit code of the command and what it prints."""
    try:
        call_command("verify_download", str(path))
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, capsys.readouterr().out


def test_the_command_says_what_was_found_and_ends_with_its_code(taken, tmp_path, capsys):
    path = tmp_path / "clusters.xlsx"
    path.write_bytes(taken("/2026.1" + address("clusters", *CHARTED, ending=".xlsx")))
    code, text = run(capsys, path)
    assert (code, "exactly what edition 2026.1 holds" in text) == (UNALTERED, True)
    path.write_bytes(taken(LAWS.format("csv")).replace(b",1983,", b",1984,"))
    assert run(capsys, path)[0] == ALTERED
    path.write_bytes(b"nothing of ours")
    assert run(capsys, path)[0] == UNKNOWN
    code, text = run(capsys, tmp_path / "no-such-file.csv")
    assert (code, "cannot be read" in text) == (UNKNOWN, True)


@pytest.mark.parametrize(
    ("fact", "false"), [(b'"rows",8', b'"rows",999'), (b'"edition","2026.1"', b'"edition","2027.1"')]
)
def test_facts_that_contradict_the_file_are_told(taken, fact, false):
    data = taken(LAWS.format("csv"))
    assert fact in data
    code, text = said(data.replace(fact, false))
    assert code == ALTERED
    assert "Altered: it names" in text
