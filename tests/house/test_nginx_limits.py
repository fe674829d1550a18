"""How often one reader may ask the recommended nginx, and who is the reader behind a content delivery network."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.house.proxied import WITH_NGINX, Site, ask, line_of, nginx, uncommented

pytestmark = WITH_NGINX


@pytest.fixture(autouse=True)
def _anew():
    Site.asked.clear()
    Site.moment.clear()


@pytest.mark.parametrize(
    ("path", "is_counted"),
    [
        ("/search/?q=a", True),
        ("/ja/policies/?level=national&q=%E5%B2%A9", True),
        ("/search/?q=", False),
        ("/policies/?level=national", False),
        ("/compare/prefectures/?" + "&".join(f"s={number}" for number in range(11)), True),
        ("/compare/prefectures/?rows=all&" + "&".join(f"s={number}&x=y" for number in range(10)), False),
        ("/policies.csv", True),
        ("/2026.1/policies/technopolis-law.csl.json", True),
        ("/editions/2026.1.zip", True),
        ("/editions/2026.1/", False),
        ("/robots.txt", False),
        ("/sitemap-policies.xml", False),
        ("/api/v1/policies/", True),
    ],
)
def test_what_costs_much_is_counted_and_reading_is_not(folder, address, path, is_counted):
    line = line_of(folder, ask(address, path, sender="127.0.0.3"))
    assert line["limit"] == ("PASSED" if is_counted else "")


def test_who_asks_far_too_much_gets_a_page_that_says_so(folder, address):
    answers = [ask(address, "/search/?q=far", sender="127.0.0.2") for _ in range(300)]
    assert {answer.status for answer in answers[:241]} == {200}
    last = answers[-1]
    assert last.status == 429
    assert "Too many questions at once" in last.text
    assert 'lang="ja"' in last.text
    headers = {name: last.headers.get_all(name) for name in ("Content-Type", "Retry-After", "Cache-Control")}
    assert headers == {
        "Content-Type": ["text/html; charset=utf-8"],
        "Retry-After": ["60"],
        "Cache-Control": ["no-store"],
    }
    assert last.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert len(last.headers.get_all("X-Request-ID")) == 1
    assert len(Site.asked) == [answer.status for answer in answers].count(200)
    assert ask(address, "/policies/", sender="127.0.0.2").status == 200, "Reading goes on."
    assert ask(address, "/search/?q=far", sender="127.0.0.4").status == 200, "So does what others ask."


def test_what_the_site_itself_refuses_is_told_in_its_own_words(address):
    answer = ask(address, "/refused/")
    assert answer.status == 429
    assert "/refused/" in answer.text


def test_of_a_readers_files_only_so_many_are_sent_at_once(address):
    with ThreadPoolExecutor(21) as pool:
        waiting = [pool.submit(ask, address, f"/slow/{number}.csv", sender="127.0.0.5") for number in range(20)]
        while len(Site.asked) < 20:
            time.sleep(0.01)
        assert ask(address, "/slow/21.csv", sender="127.0.0.5").status == 429
        Site.moment.set()
        assert {one.result().status for one in waiting} == {200}
    assert ask(address, "/slow/21.csv", sender="127.0.0.5").status == 200


def test_who_tries_the_door_without_end_is_kept_out(address):
    statuses = [ask(address, "/admin/account/login/", "POST", "127.0.0.6").status for _ in range(150)]
    assert statuses[:121] == [200] * 121
    assert statuses[-1] == 429
    assert ask(address, "/admin/account/login/", sender="127.0.0.6").status == 200, "The door itself may be looked at."


# --- Behind a content delivery network

EDGE = "127.0.0.9"


@pytest.fixture(scope="module")
def network(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """nginx behind a network that asks from one address of this machine; and the folder of its log."""

    def behind(text: str, _: int) -> str:
        text = uncommented(text, "set_real_ip_from 203", "set_real_ip_from 2001", "real_ip_header", "real_ip_recursive")
        return text.replace("203.0.113.0/24", EDGE)

    folder = tmp_path_factory.mktemp("network")
    with nginx(folder, behind) as (found, _):
        yield found, folder


@pytest.mark.parametrize("named", ["192.0.2.7", "10.9.8.7, 192.0.2.7", f"10.9.8.7, 192.0.2.7, {EDGE}"])
def test_the_reader_is_whom_the_network_names_last(network, named):
    """But for its own machines, where one of them asks another."""
    address, folder = network
    answer = ask(address, "/policies/", sender=EDGE, X_Forwarded_For=named)
    assert line_of(folder, answer)["reader"] == "192.0.2.7"
    assert Site.asked[0]["x-forwarded-for"] == "192.0.2.7", "The site counts by it, too."


def test_who_is_not_of_the_network_names_nobody(network):
    address, folder = network
    answer = ask(address, "/policies/", sender="127.0.0.8", X_Forwarded_For="192.0.2.7")
    assert line_of(folder, answer)["reader"] == Site.asked[0]["x-forwarded-for"] == "127.0.0.8"


def test_readers_behind_the_network_do_not_share_a_limit(network):
    address, _ = network
    asked = [ask(address, "/search/?q=a", sender=EDGE, X_Forwarded_For="192.0.2.7").status for _ in range(300)]
    assert asked[-1] == 429
    assert ask(address, "/search/?q=a", sender=EDGE, X_Forwarded_For="192.0.2.8").status == 200
    forged = ask(address, "/search/?q=a", sender=EDGE, X_Forwarded_For="192.0.2.99, 192.0.2.7")
    assert forged.status == 429, "Whoever claims another address before it is still the same reader."
