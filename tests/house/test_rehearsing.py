"""The rehearsal's readers notice what readers would: a rehearsal that cannot fail would show nothing."""

import importlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.house.tree import ROOT


@pytest.fixture
def rehearsal(monkeypatch):
    """The modules of the rehearsal, by name."""
    monkeypatch.syspath_prepend(str(ROOT / "deploy"))
    return lambda name: importlib.import_module(f"rehearsal.{name}")


class _Site(BaseHTTPRequestHandler):
    """A site with one page that is there, one that fails, and one that breaks off."""

    def do_GET(self):
        self.send_response({"/fails/": 500}.get(self.path, 200))
        self.send_header("Content-Length", "10" if self.path == "/breaks/" else "4")
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def port():
    """Where that site is."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def met(readers, port, path):
    """What one reader of `path` met in the act “now”, after three turns."""
    found = readers.Readers(port, number=1, paths=[path])
    found.turn_to("now")
    found.begin()
    found.wait_for(3)
    found.stop()
    return found.met["now"]


def test_readers_count_answers_failures_and_answers_that_break_off(rehearsal, port):
    readers = rehearsal("readers")
    well = met(readers, port, "/page/?q=岩手")
    assert well.answers.total() >= 3
    assert well.errors == []
    assert met(readers, port, "/fails/").errors[0] == "/fails/: status 500"
    assert "IncompleteRead" in met(readers, port, "/breaks/").errors[0]
    nowhere = met(readers, rehearsal("machines").free_port(), "/page/")
    assert "ConnectionRefusedError" in nowhere.errors[0]
    assert not nowhere.answers


def test_an_act_without_answers_fails_the_rehearsal(rehearsal):
    readers = rehearsal("readers").Readers(1)
    readers.turn_to("The long wait")
    assert rehearsal("play").report(readers, lambda line: None) == ["Nobody was answered in: The long wait"]


def test_nginx_is_rehearsed_as_it_is_recommended(rehearsal):
    """Without certificates, limits and what is kept; what one server does not answer the other is asked."""
    recommended = (ROOT / "deploy" / "nginx.conf").read_text()
    played = rehearsal("machines").as_recommended(recommended, 8080, [8001, 8002])
    for kept in (
        "proxy_next_upstream error timeout;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "keepalive 32;",
    ):
        assert kept in played
    lines = [line.split() for line in played.splitlines() if line.strip()]
    assert [line[1] for line in lines if line[0] == "server" and len(line) > 2] == ["127.0.0.1:8001", "127.0.0.1:8002"]
    assert [line[1] for line in lines if line[0] == "listen"] == ["127.0.0.1:8080;"]
    assert [line[0] for line in lines if line[0].startswith(("proxy_cache", "limit_", "ssl_"))] == []
    assert "return 301" not in played
    with pytest.raises(rehearsal("machines").NotPlayed, match="has no “listen 443 ssl http2;” any more"):
        rehearsal("machines").as_recommended(recommended.replace("listen 443", "listen 444"), 8080, [8001])


def test_what_never_comes_is_not_waited_for_for_ever(rehearsal):
    machines = rehearsal("machines")
    with pytest.raises(machines.NotPlayed, match="The moon falls: not within"):
        machines.wait_for("The moon falls", lambda: False, seconds=0.1)
