"""Answers that are kept: given without asking Django, in the right encoding, until something is printed."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from policyatlas.public.answers import serving
from policyatlas.public.answers.asking import best_encoding
from tests.public.answering import Server

pytestmark = pytest.mark.django_db

PAGE = "/about/"


@pytest.fixture
def server() -> Server:
    return Server()


def test_an_answer_is_given_again_without_asking_django(server):
    first, second = server.get(PAGE), server.get(PAGE)
    assert first.status == "200 OK"
    assert b"PolicyAtlas" in first.plain
    assert second == first
    assert server.reached == 1


def test_it_is_the_answer_that_django_gives(server, visitor):
    said = visitor.get("/policies/", headers={"host": "localhost"})
    kept = [server.get("/policies/", HTTP_ACCEPT_ENCODING=one) for one in ("", "br", "")][-1]
    assert kept.plain == said.content
    further = {"X-Request-ID", "ETag", "Vary", "Cache-Control", "X-Accel-Expires", "Content-Length"}
    assert {name: kept.headers[name] for name in kept.headers.keys() - further} == {
        name: value for name, value in said.headers.items() if name not in further
    }


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_it_is_pressed_once_and_says_how(server, encoding):
    server.get(PAGE)
    first, second = (server.get(PAGE, HTTP_ACCEPT_ENCODING=encoding) for _ in range(2))
    assert first == second
    assert server.reached == 1, "Another encoding is made of what is kept."
    assert first.headers.get("Content-Encoding", "") == encoding
    assert first.headers["Content-Length"] == str(len(first.body))
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.plain == server.get(PAGE).plain


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("gzip;q=nonsense", ""),
        ("brotli, gzipped", ""),
        (" br ;  q = 0.5 , gzip ; q=1 ", "gzip"),
        ("gzip" + " " * 400 + "!", ""),
        ("gzip, " + "x" * 500, ""),
    ],
)
def test_the_browser_chooses_the_encoding(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_each_encoding_has_a_strong_tag_of_its_own(server):
    tags = {server.get(PAGE, HTTP_ACCEPT_ENCODING=one).headers["ETag"] for one in ("br", "gzip", "")}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}', '"other",W/{0} , "third"', "*"])
def test_who_has_it_is_told_so(server, form):
    whole = server.get(PAGE)
    asked = form.format(whole.headers["ETag"])
    for server_of_it in (server, Server()):  # That keeps it, and that does not yet.
        unchanged = server_of_it.get(PAGE, HTTP_IF_NONE_MATCH=asked)
        assert (unchanged.status, unchanged.body) == ("304 Not Modified", b"")
        repeated = ("ETag", "Vary", "Cache-Control", "X-Accel-Expires")
        assert unchanged.headers == {name: whole.headers[name] for name in repeated}


@pytest.mark.parametrize("asked", ['"other"', "nonsense", '""', 'W/"other", "third"'])
def test_who_has_something_else_gets_the_answer(server, asked):
    server.get(PAGE)
    assert server.get(PAGE, HTTP_IF_NONE_MATCH=asked) == server.get(PAGE)


def test_head_is_answered_with_the_headers_alone(server):
    head, whole = server.get(PAGE, method="HEAD"), server.get(PAGE)
    assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")
    assert server.reached == 1


def test_what_is_printed_is_seen_with_the_next_request(server):
    server.get(PAGE)
    server.watch.said = "2-two"
    server.get(PAGE)
    assert server.reached == 2
    server.get(PAGE)
    assert server.reached == 2


def test_what_was_made_while_something_was_printed_is_not_kept(server):
    server.watch.then = ["1-one", "2-two", "2-two", "2-two"]
    server.get(PAGE)
    assert server.answers.shelves.weight == 0
    server.get(PAGE)
    server.get(PAGE)
    assert server.reached == 2


def test_pages_name_the_day_so_the_next_day_has_others(server, monkeypatch):
    tokyo = ZoneInfo("Asia/Tokyo")
    monkeypatch.setattr(serving, "time", SimpleNamespace(time=lambda: now.timestamp(), monotonic=lambda: 1.0))
    monkeypatch.setattr(serving, "timezone", SimpleNamespace(localtime=lambda: now))
    now = datetime(2026, 12, 31, 23, 59, 59, tzinfo=tokyo)
    server.get(PAGE)
    server.get(PAGE)
    assert server.reached == 1
    now = datetime(2027, 1, 1, tzinfo=tokyo)
    server.get(PAGE)
    assert server.reached == 2


def test_hosts_and_schemes_have_answers_of_their_own(server, settings):
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for further in ({}, {"HTTP_HOST": "other.example"}, {"HTTP_X_FORWARDED_PROTO": "https"}):
        named = (
            f"{'https' if 'HTTP_X_FORWARDED_PROTO' in further else 'http'}://{further.get('HTTP_HOST', 'localhost')}/"
        )
        for _ in range(2):
            assert named.encode() in server.get("/policies/", **further).plain
    assert server.reached == 3


def test_a_host_that_is_not_ours_is_refused_before_and_after(server):
    for _ in range(2):
        assert server.get(PAGE, HTTP_HOST="evil.example").status.startswith("400")
        server.get(PAGE)
    assert server.reached == 3


def test_while_the_database_is_gone_readers_are_answered_for_an_hour(server, monkeypatch):
    first = server.get(PAGE)
    moment = serving.time.monotonic() + 42.5
    monkeypatch.setattr(serving.time, "monotonic", lambda: moment)
    server.watch.said = None
    stale = server.get(PAGE)
    assert (stale.body, stale.headers) == (first.body, first.headers | {"Age": "42"})
    assert server.get(PAGE, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == "304 Not Modified"
    assert server.reached == 1
    moment += serving.LONGEST
    server.get(PAGE)
    assert server.reached == 2, "After that, whatever Django says."


def test_while_the_database_is_gone_nothing_older_than_what_was_in_print_is_given(server):
    server.get(PAGE)
    server.watch.said = "2-two"
    server.get("/search/")
    server.watch.said = None
    server.get(PAGE)
    assert server.reached == 3
    server.get("/search/")
    assert server.reached == 3


def test_where_the_database_never_answered_nothing_is_kept(server):
    server.watch.said = None
    server.get(PAGE)
    server.get(PAGE)
    assert server.reached == 2
    assert server.answers.shelves.weight == 0


def test_what_a_replica_says_that_is_behind_is_not_kept(server):
    class Behind:
        said = "0-before"

        def stamp(self, *, at_once=False):
            return self.said

    server.answers._replica = Behind()
    server.get(PAGE)
    server.get(PAGE)
    assert server.reached == 2
    Behind.said = server.watch.said
    server.get(PAGE)
    server.get(PAGE)
    assert server.reached == 3


def test_nothing_is_kept_where_no_room_is_given():
    server = Server(most=0)
    assert server.get(PAGE) == server.get(PAGE)
    assert server.reached == 2
