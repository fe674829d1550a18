"""nginx as it is recommended, before small servers that say what reached them; and what asks it."""

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from bench import servers
from bench.servers import Ports, free_port, free_ports
from tests.house.tree import ROOT

# The marks of the tests that ask it.
WITH_NGINX = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx", path=Ports.PATH) is None, reason="nginx is not installed"),
]


class Site(BaseHTTPRequestHandler):
    """Answers with what it was asked; only what lies below `/kept/` may be kept, and `/slow/` waits for its moment."""

    protocol_version = "HTTP/1.1"
    # Else what follows the headers waits for nginx to say that it has them.
    disable_nagle_algorithm = True
    asked: list[dict[str, str]] = []
    # How many forms began to arrive.
    reached = 0
    sent = ""
    failing = False
    # The port of a server that takes what it is asked and dies of it.
    dying = None
    moment = threading.Event()

    def do_GET(self):
        said = {name.lower(): value for name, value in self.headers.items()}
        self.asked.append(said | {"path": self.path, "port": self.server.server_port, "body": self.sent})
        if self.server.server_port == self.dying:
            self.close_connection = True
            return
        if self.path.startswith("/slow/"):
            self.moment.wait(20)
        body = json.dumps(self.asked[-1]).encode()
        unchanged = self.headers.get("If-None-Match") == '"one"'
        refused = 429 if self.path == "/refused/" else None
        self.send_response(refused or (500 if self.failing else 304 if unchanged else 200))
        self.send_header("Cache-Control", "public, no-cache")
        self.send_header("X-Request-ID", self.headers.get("X-Request-ID", ""))
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
        self.sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.do_GET()

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def site(port: int) -> Iterator[None]:
    """The site at a port."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@contextmanager
def nginx(folder: Path, change: Callable[[str, int], str] = lambda text, port: text) -> Iterator[tuple[str, list[int]]]:
    """nginx with its log and two servers behind it, of which it knows one if `change` names no other.

    Gives its address and the ports of the two.
    """
    (folder / "same").write_text("…")
    (folder / "policyatlas").mkdir()
    written = (ROOT / "deploy" / "nginx-log.conf").read_text()
    (folder / "policyatlas" / "log.conf").write_text(
        re.sub(r"/var/log/nginx(/\S+) .*;", rf"{folder}\1 policyatlas;", written)
    )
    ports, other, shipped = free_ports(), free_port(), servers.recommended
    with ExitStack() as stack:
        changed = stack.enter_context(pytest.MonkeyPatch.context())
        changed.setattr(servers, "recommended", lambda *given: change(shipped(*given), other))
        for port in (ports.kept, other):
            stack.enter_context(site(port))
        stack.enter_context(servers.nginx(folder, ports, []))
        yield f"http://127.0.0.1:{ports.cached}", [ports.kept, other]


def uncommented(text: str, *lines: str) -> str:
    """The configuration with all its lines that begin like these, which it ships as comments."""
    for line in lines:
        text, times = re.subn(rf"(?m)^( *)# ({line}.*;)$", r"\1\2", text)
        assert times, f"deploy/nginx.conf suggests no line “{line}” any more."
    return text


def get(address: str, **headers: str):
    """The headers and the body of an answer."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    with urlopen(Request(address, headers=asked), timeout=20) as response:
        return dict(response.getheaders()), response.read()


def ask(address: str, path: str, method: str = "GET", sender: str = "127.0.0.1", **headers: str) -> HTTPResponse:
    """The answer, whatever its status, to somebody at another address of this machine."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=20, source_address=(sender, 0))
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def line_of(folder: Path, answer: HTTPResponse) -> dict:
    """What the log says of the request that was answered so."""
    for _ in range(100):
        for line in map(json.loads, (folder / "policyatlas.log").read_text().splitlines()):
            if line["request_id"] == answer.headers["X-Request-ID"]:
                return line
        time.sleep(0.1)
    raise AssertionError("The log says nothing of it.")
