"""What the recommended nginx does, asked of nginx itself before a small server that says what reaches it."""

import json
import re
import socket
import time
from collections.abc import Iterator
from urllib.error import HTTPError

import pytest

from tests.house.proxied import WITH_NGINX, Site, ask, get, line_of, nginx, uncommented

pytestmark = WITH_NGINX


@pytest.fixture(autouse=True)
def _anew():
    Site.asked.clear()
    Site.failing, Site.dying, Site.reached = False, None, 0


def test_what_visitors_say_of_themselves_is_not_believed(address):
    get(f"{address}/", X_Forwarded_For="10.9.8.7", X_Forwarded_Proto="https", X_Request_ID="mine")
    [reached] = Site.asked
    assert reached["x-forwarded-for"] == "127.0.0.1"
    assert reached["x-forwarded-proto"] == "http"
    assert len(reached["x-request-id"]) == 32
    assert reached["host"] == address.removeprefix("http://")


@pytest.mark.parametrize(
    ("accepted", "reached"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("gzip;q=0", None), ("identity", None)],
)
def test_encodings_come_down_to_three(address, accepted, reached):
    get(f"{address}/", Accept_Encoding=accepted)
    assert Site.asked[0].get("accept-encoding") == reached


def test_what_the_site_marks_is_kept_and_asked_for_again_within_two_seconds(address):
    headers, body = get(f"{address}/kept/one")
    assert headers["ETag"] == '"one"'
    assert headers["Cache-Control"] == "public, no-cache"
    assert "X-Accel-Expires" not in headers, "That is between the site and nginx."
    for _ in range(100):
        assert get(f"{address}/kept/one")[1] == body
        if len(Site.asked) > 1:
            break
        time.sleep(0.1)
    assert len(Site.asked) == 2, "It was asked again only when its second was over."
    assert Site.asked[1]["if-none-match"] == '"one"'


def test_each_encoding_is_kept_for_itself(address):
    for encoding in ("br", "gzip", "gzip, deflate, br"):
        get(f"{address}/kept/pressed", Accept_Encoding=encoding)
    assert [one["accept-encoding"] for one in Site.asked] == ["br", "gzip"]


def test_a_browser_that_has_it_is_told_so(address):
    get(f"{address}/kept/known")
    with pytest.raises(HTTPError, match="304"):
        get(f"{address}/kept/known", If_None_Match='"one"')
    assert len(Site.asked) == 1


@pytest.mark.parametrize("path", ["/unmarked/", "/admin/"])
def test_nothing_else_is_kept(address, path):
    get(f"{address}{path}")
    get(f"{address}{path}")
    assert len(Site.asked) == 2


def test_who_is_signed_in_passes_by(address):
    for _ in range(2):
        get(f"{address}/kept/signed-in", Cookie="csrftoken=x; sessionid=y")
    assert len(Site.asked) == 2
    for _ in range(2):
        get(f"{address}/kept/not-signed-in", Cookie="nosessionid=y")
    assert len(Site.asked) == 3


def test_what_is_sent_reaches_the_site_when_it_has_been_sent(address):
    host, port = address.removeprefix("http://").split(":")
    begun = f"POST /admin/ HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\nContent-Length: 7\r\n\r\na=b"
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(begun.encode())
        time.sleep(0.5)
        assert not Site.reached, "Whoever never finishes sending would hold a thread of the site."
        line.sendall(b"&c=d")
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")
    assert [(asked["path"], asked["body"]) for asked in Site.asked] == [("/admin/", "a=b&c=d")]


def test_while_the_site_fails_readers_get_what_there_is(address):
    before = get(f"{address}/kept/failing")
    Site.failing = True
    for _ in range(100):
        assert get(f"{address}/kept/failing")[1] == before[1]
        if len(Site.asked) > 1:
            return
        time.sleep(0.1)
    raise AssertionError("The site was never asked again.")


# --- What is written


def test_a_request_has_one_name_in_the_log_at_the_site_and_for_the_reader(folder, address):
    answer = ask(address, "/named/?q=private", X_Request_ID="mine-0123456789")
    [name] = answer.headers.get_all("X-Request-ID")
    assert [one["x-request-id"] for one in Site.asked] == [name]
    line = line_of(folder, answer)
    assert (line["status"], line["method"], line["path"], line["reader"]) == (200, "GET", "/named/", "127.0.0.1")
    assert "private" not in json.dumps(line), "What a reader searched for stands in no log."


def test_an_answer_that_is_kept_has_a_name_each_time_it_is_given(folder, address):
    answers = [ask(address, "/kept/named") for _ in range(2)]
    assert len(Site.asked) == 1
    names = {name for answer in answers for name in answer.headers.get_all("X-Request-ID")}
    assert len(names) == 2
    assert [line_of(folder, answer)["cache"] for answer in answers] == ["MISS", "HIT"]


def test_no_path_breaks_a_line_of_the_log(folder, address):
    path = '/%22,%0A"\\{}/'
    assert line_of(folder, ask(address, path))["path"] == path


# --- Several servers


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Iterator[tuple[str, list[int]]]:
    """nginx before two servers, as its comments say how; and the ports of the two."""

    def name_both(text: str, port: int) -> str:
        # The measurement has put the first one's port in its place.
        first = re.search(r"(?m)^ *server 127\.0\.0\.1:(\d+);\n", text)
        text = uncommented(text.replace(first[0], ""), "server 127", "server 10")
        return text.replace(":8000 max", f":{first[1]} max").replace(f"10.0.0.2:{first[1]}", f"127.0.0.1:{port}")

    with nginx(tmp_path_factory.mktemp("two"), name_both) as found:
        yield found


def test_what_one_server_does_not_answer_another_is_asked(two):
    address, ports = two
    Site.dying = ports[1]
    # Until it is the dying one's turn.
    for _ in range(100):
        assert ask(address, "/unmarked/").status == 200
        if ports[1] in [one["port"] for one in Site.asked]:
            break
        time.sleep(0.1)
    assert [one["port"] for one in Site.asked][-2:] == [ports[1], ports[0]]
    Site.asked.clear()
    assert {ask(address, "/unmarked/").status for _ in range(4)} == {200}
    assert {one["port"] for one in Site.asked} == {ports[0]}, "What does not answer is left alone for a moment."


def test_what_may_have_been_done_is_not_sent_twice(two):
    address, ports = two
    Site.dying = ports[1]
    # Until it is the dying one's turn.
    for _ in range(100):
        Site.asked.clear()
        if (status := ask(address, "/admin/account/", "POST").status) != 200:
            break
        time.sleep(0.1)
    assert status == 502
    assert [one["port"] for one in Site.asked] == [ports[1]]
