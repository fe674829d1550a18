"""The server itself, asked over the wire what no browser sends: requests that can be read in two ways, or never end."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from policyatlas.settings import LARGEST_REQUEST
from tests.house.tree import ROOT

pytestmark = pytest.mark.slow

# One request whose end depends on whom one asks. A server before ours might see another one in what is left.
AMBIGUOUS = {
    "two lengths": b"Content-Length: 4\r\nContent-Length: 50\r\n\r\n",
    "a length that is none": b"Content-Length: +4\r\n\r\n",
    "a length below nought": b"Content-Length: -4\r\n\r\n",
    "a space before the colon": b"Content-Length : 4\r\n\r\n",
    "a header that goes on": b"X-One: a\r\n\tContent-Length: 4\r\nBad\r\n\r\n",
    "pieces of another kind": b"Transfer-Encoding: xchunked\r\n\r\n",
    "pieces named before the last": b"Transfer-Encoding: chunked, identity\r\n\r\n",
    "a return within": b"X-One: a\rContent-Length: 4\r\n\r\n",
    "a NUL": b"X-One: a\0b\r\n\r\n",
}
# Seconds for headers (deploy/serve.py), and as many again for a machine that has other things to do.
PATIENCE = 10 + 10


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of the site as it is served, before an empty database: what is asked here is turned away sooner."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "DATABASE_URL"))}
    environment |= {"ATLAS_VAR": str(tmp_path_factory.mktemp("served")), "ATLAS_TESTING": "1"}
    command = [sys.executable, "deploy/serve.py", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="module", autouse=True)
def unfinished(port):
    """Somebody who began with a request before all others and never goes on, and when."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET /about/ HTTP/1.1\r\nHost: local")
        yield line, time.monotonic()


def _await(port: int) -> None:
    for _ in range(600):
        with suppress(OSError):
            if said(port, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
                return
        time.sleep(0.1)
    pytest.fail("The server did not start within a minute.")


def said(port: int, sent: bytes) -> bytes:
    """All that the server answers until it closes the connection, or says nothing for two seconds."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as line, suppress(TimeoutError, ConnectionError):
        line.sendall(sent)
        while piece := line.recv(65_536):
            found += piece
    return found


@pytest.mark.parametrize("headers", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_request_that_could_be_read_in_two_ways_is_refused(port, headers):
    smuggled = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answers = said(port, b"POST /about/ HTTP/1.1\r\nHost: localhost\r\n" + headers + smuggled)
    assert answers.startswith(b"HTTP/1.1 400"), answers[:200]
    assert answers.count(b"HTTP/1.1 ") == 1, "what follows a request that cannot be read is no request"


def test_where_a_request_names_both_its_length_and_pieces_the_pieces_count(port):
    both = b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"
    answers = said(port, b"POST /about/ HTTP/1.1\r\nHost: localhost\r\n" + both)
    assert answers.count(b"HTTP/1.1 405") + answers.count(b"HTTP/1.1 400") + answers.count(b"HTTP/1.1 403") >= 1
    assert b"HTTP/1.1 200" not in answers


def test_headers_without_end_are_refused(port):
    endless = b"GET /about/ HTTP/1.1\r\nHost: localhost\r\n" + b"X-One: " + b"a" * 200_000 + b"\r\n\r\n"
    answers = said(port, endless)
    assert not answers or answers.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400", b"HTTP/1.1 414"))


def test_another_protocol_is_not_spoken(port):
    upgrade = b"GET /about/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    answers = said(port, upgrade + b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
    assert b"101 Switching" not in answers
    assert not said(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").startswith(b"\0")


def test_what_is_too_large_is_answered_before_it_is_sent(port):
    large = b"POST /about/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n"
    assert said(port, large).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("address", ["/about/", "/admin/account/login/"])
def test_what_comes_in_pieces_without_end_is_not_read(port, address, kind):
    begun = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: {kind}\r\n"
    # With this cookie the form is looked for in what is sent.
    begun += f"Cookie: csrftoken={'a' * 32}\r\n\r\n"
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n' + b"a" * 64_000
    sent, answer = 0, b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(begun.encode())
        with suppress(ConnectionError):
            while sent <= 2 * LARGEST_REQUEST:
                line.sendall(b"%x\r\n%s\r\n" % (len(form), form))
                sent += len(form)
        with suppress(ConnectionError):
            answer = line.recv(65_536)
    assert sent < LARGEST_REQUEST, "The server still listens after more than may be sent."
    # Whoever goes on sending after the answer may lose it with the connection.
    assert not answer or answer.startswith(b"HTTP/1.1 4"), answer[:200]


def test_headers_that_are_never_finished_hold_no_place(unfinished):
    line, begun = unfinished
    with suppress(ConnectionResetError):
        assert line.recv(65_536) == b"", "the server closes the connection"
    assert time.monotonic() - begun < PATIENCE
