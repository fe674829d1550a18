"""Limits on what costs much: they hold across processes, tell readers what to do, and stand in nobody's way."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.public.limits import turning_away
from policyatlas.public.limits.counting import PERIOD, PLACES, ROWS, Counter
from tests.house.tree import ROOT

# So many processes, each of which asks so often.
PROCESSES, TIMES, MOST = 4, 50, 60
ASKS = f"""
import sys
from pathlib import Path
from policyatlas.public.limits.counting import Counter
count = Counter(Path(sys.argv[1]))
print(sum(count.wait("192.0.2.1", most={MOST}, now=1e9) == 0 for _ in range({TIMES})))
"""


@pytest.fixture
def count(tmp_path):
    """A count of the test's own."""
    made = Counter(tmp_path / "counted")
    yield made
    made.close()


@pytest.fixture
def reader(settings, tmp_path, db):
    """Makes the browser of a reader at an address, where three of everything are allowed in a minute."""
    settings.READING_LIMITS = dict.fromkeys(settings.READING_LIMITS, 3)
    settings.VAR_DIR = tmp_path
    turning_away._counter.cache_clear()
    return lambda address="192.0.2.1", **headers: Client(REMOTE_ADDR=address, headers=headers)


def answers(reader: Client, address: str, times: int = 4) -> list[int]:
    """The statuses of so many answers."""
    found = []
    for _ in range(times):
        answer = reader.get(address)
        found.append(answer.status_code)
        answer.getvalue()  # So that a file is closed.
    return found


# --- The count


def test_several_processes_count_together(tmp_path):
    command = [sys.executable, "-c", ASKS, str(tmp_path / "counted")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(PROCESSES)]
    allowed = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(allowed) == MOST, f"of {PROCESSES * TIMES} requests at the same moment, by process: {allowed}"


def test_several_threads_count_together(count):
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: count.wait("192.0.2.1", most=MOST, now=1e9), range(200)))
    assert waits.count(0) == MOST


@given(st.lists(st.floats(0, 3 * PERIOD), min_size=1, max_size=60), st.sampled_from([1, 3, 7, 30]))
def test_nobody_asks_more_often_than_the_pace_and_whoever_waits_may_ask(tmp_path_factory, pauses, most):
    count, now, allowed = Counter(tmp_path_factory.mktemp("count") / "counted"), 1e9, []
    for pause in pauses:
        now += pause / most
        wait = count.wait("192.0.2.1", most=most, now=now)
        if wait:
            now += wait + 1e-6
            assert count.wait("192.0.2.1", most=most, now=now) == 0, "it was said from when on one may ask again"
        allowed.append(now)
    for first in allowed:
        within = [moment for moment in allowed if first <= moment < first + PERIOD]
        assert len(within) <= 2 * most, "all at once, and then one after the other at the pace that is allowed"
    count.close()


def test_readers_in_one_row_do_not_pay_for_each_other(count, monkeypatch):
    monkeypatch.setattr("policyatlas.public.limits.counting._hashed", lambda who: (int(who), 7))
    for reader in range(1, PLACES + 1):
        assert [bool(count.wait(str(reader), most=2, now=1e9)) for _ in range(3)] == [False, False, True]
    assert count.wait("99", most=2, now=1e9 + 1) == 0, "one more than the row holds is let in all the same"


def test_the_file_stays_small(count):
    for number in range(3_000):
        count.wait(f"192.0.2.{number}", most=1, now=1e9)
    assert count.path.stat().st_size <= ROWS * PLACES * 16 == 1_048_576


def test_a_clock_that_was_set_back_keeps_nobody_out(count):
    for _ in range(5):
        count.wait("192.0.2.1", most=2, now=2e9)
    assert count.wait("192.0.2.1", most=2, now=1e9) == 0


def test_where_nothing_can_be_counted_nobody_is_kept_out(tmp_path, caplog):
    (tmp_path / "counted").mkdir()
    waits = [Counter(tmp_path / "counted").wait("192.0.2.1", most=1, now=1e9) for _ in range(3)]
    assert waits == [0, 0, 0]
    assert "Requests are not counted" in caplog.text


def test_what_stands_in_the_file_harms_nobody(count):
    count.path.write_bytes(b"\xff" * 1_048_576)
    assert count.wait("192.0.2.1", most=1, now=1e9) == 0
    assert count.wait("192.0.2.1", most=1, now=1e9) > 0


# --- What is counted, and for whom


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=iwate",
        "/ja/search/?q=岩手",
        "/2026.1/policies/?q=law",
        "/policies.csv",
        "/policies/technopolis-law.json",
        "/changes.atom",
        "/changes/policies/",
        "/ja/cite/policies/",
        "/editions/2026.1.zip",
        "/bibliography.bib",
        "/policies/technopolis-law.ris",
        "/map.svg",
        "/api/v1/policies/?kind=law",
        "/ja/2026.1/api/v1/policies/technopolis-law/",
        "/api/v1/compare/prefectures/",
        "/api/v1/editions/",
        "/api/v1/changes/",
        "/compare/prefectures/?" + urlencode([("s", f"p-{number}") for number in range(11)]),
    ],
)
def test_what_costs_much_is_allowed_so_often(reader, address):
    here = reader()
    assert answers(here, address) == [200, 200, 200, 429]
    assert answers(reader("192.0.2.2"), address, 1) == [200], "others may still ask"
    assert here.get("/policies/technopolis-law/").status_code == 200, "and everybody may read"


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/policies/", "/policies/?kind=law", "/search/", "/compare/prefectures/?s=iwate&s=aomori"),
        *("/robots.txt", "/api/v1/", "/api/v1/openapi.json"),
    ],
)
def test_reading_is_not_counted(reader, address):
    assert answers(reader(), address, 8) == [200] * 8


def test_each_matter_has_a_limit_of_its_own(reader):
    here = reader()
    assert answers(here, "/search/?q=iwate")[-1] == 429
    assert here.get("/policies.csv").status_code == 200


def test_one_household_of_ipv6_is_one_reader(reader):
    for number in range(3):
        assert reader(f"2001:db8:1:2::{number}").get("/search/?q=a").status_code == 200
    assert reader("2001:db8:1:2:ffff::1").get("/search/?q=a").status_code == 429
    assert reader("2001:db8:1:3::1").get("/search/?q=a").status_code == 200


def test_ipv4_within_ipv6_is_ipv4(reader):
    answers(reader("192.0.2.1"), "/search/?q=a")
    assert reader("::ffff:192.0.2.1").get("/search/?q=a").status_code == 429


def test_behind_a_proxy_each_reader_is_counted_and_nobody_chooses_as_whom(reader, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(4):
        there = reader("127.0.0.1", **{"x-forwarded-for": f"198.51.100.{number}, 192.0.2.66"})
        assert there.get("/search/?q=a").status_code == (429 if number == 3 else 200)
    assert reader("127.0.0.1", **{"x-forwarded-for": "192.0.2.7"}).get("/search/?q=a").status_code == 200


def test_without_a_proxy_nobody_chooses_an_address(reader):
    for number in range(4):
        there = reader(**{"x-forwarded-for": f"192.0.2.{number + 90}"})
        assert there.get("/search/?q=a").status_code == (429 if number == 3 else 200)


@pytest.mark.parametrize("sender", ["127.0.0.1", "::1", "", "unknown", "<script>"])
def test_who_cannot_be_told_from_others_is_not_counted(reader, sender):
    assert answers(reader(sender), "/search/?q=a") == [200] * 4


def test_no_limit_is_said_with_nought(reader, settings):
    settings.READING_LIMITS = {"search": 0}
    assert answers(reader(), "/search/?q=a") == answers(reader(), "/policies.csv") == [200] * 4


# --- What is said


@pytest.mark.parametrize(("before", "said"), [("", "Please wait"), ("/ja", "秒待ってから")])
def test_a_page_says_when_to_ask_again_and_what_to_take_instead(reader, before, said, django_assert_num_queries):
    here = reader()
    answers(here, f"{before}/search/?q=iwate", 3)
    with django_assert_num_queries(0):
        answer = here.get(f"{before}/search/?q=iwate")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert said in page
    assert f'href="{before}/editions/"' in page
    assert "[no such variable" not in page
    assert 1 <= int(answer.headers["Retry-After"]) <= PERIOD
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_program_is_told_in_its_form(reader):
    here = reader()
    for address in ("/policies.json", "/api/v1/policies/"):
        assert answers(here, address)[-1] == 429
        assert "/editions/" in here.get(address).json()["error"]
    assert "Retry-After" in here.get("/api/v1/terms/?q=a").headers, (
        "All questions to the API are counted as one matter."
    )
    plain = here.get("/policies.csv")
    assert plain.status_code == 429
    assert plain.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert b"Ask again in" in plain.content
