"""What the recommended nginx does, asked of nginx itself before a small server that says what reaches it."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from bench.servers import Ports, free_ports, nginx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx", path=Ports.PATH) is None, reason="nginx is not installed"),
]


class Site(BaseHTTPRequestHandler):
    """Answers with what it was asked; only what lies below `/kept/` may be kept."""

    protocol_version = "HTTP/1.1"
    asked: list[dict[str, str]] = []
    failing = False
    reached = 0

    def do_GET(self):
        self.asked.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
        body = json.dumps(self.asked[-1]).encode()
        unchanged = self.headers.get("If-None-Match") == '"one"'
        self.send_response(500 if self.failing else 304 if unchanged else 200)
        self.send_header("Cache-Control", "public, no-cache")
        if self.path.startswith("/kept/"):
            self.send_header("ETag", '"one"')
            self.send_header("X-Accel-Expires", "1")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(0 if unchanged else len(body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(body)

    def do_POST(self):
        Site.reached += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append({"path": self.path, "body": body.decode()})
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """Where nginx is, with the site behind it."""
    folder, ports = tmp_path_factory.mktemp("nginx"), free_ports()
    (folder / "same").write_text("…")
    site = ThreadingHTTPServer(("127.0.0.1", ports.kept), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with nginx(folder, ports, []):
        yield f"http://127.0.0.1:{ports.cached}"
    site.shutdown()
    site.server_close()


@pytest.fixture(autouse=True)
def _anew():
    Site.asked.clear()
    Site.failing = False
    Site.reached = 0


def get(address: str, **headers: str):
    """The headers and the body of an answer."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    with urlopen(Request(address, headers=asked), timeout=20) as response:
        return dict(response.getheaders()), response.read()


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
    assert Site.asked == [{"path": "/admin/", "body": "a=b&c=d"}]


def test_while_the_site_fails_readers_get_what_there_is(address):
    before = get(f"{address}/kept/failing")
    Site.failing = True
    for _ in range(100):
        assert get(f"{address}/kept/failing")[1] == before[1]
        if len(Site.asked) > 1:
            return
        time.sleep(0.1)
    raise AssertionError("The site was never asked again.")
