"""What the tests of kept answers share: a server as applications see it, and a watch that says what it is told."""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import brotli
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from policyatlas.public.answers.serving import Answers

HOST = "localhost"


@dataclass
class Told:
    """Says of what is in print what the test sets: the same stamp, or one after the other."""

    said: str | None = "1-one"
    then: list = field(default_factory=list)

    def stamp(self, *, at_once: bool = False) -> str | None:
        """The next stamp."""
        if self.then:
            self.said = self.then.pop(0)
        return self.said


@dataclass
class Response:
    """What a server was given."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def plain(self) -> bytes:
        """The body before it was pressed."""
        pressed = {"br": brotli.decompress, "gzip": gzip.decompress}
        return pressed.get(self.headers.get("Content-Encoding"), bytes)(self.body)


@contextmanager
def in_the_transaction_of_the_test() -> Iterator[None]:
    """Keeps requests from closing the connection, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Server:
    """The site, kept answers included; `reached` counts the requests that came as far as Django."""

    def __init__(self, most: int = 10_000_000):
        self.reached = 0
        self.watch = Told()
        self._django = get_wsgi_application()
        self.answers = Answers(self._counted, most, watch=self.watch)

    def get(self, address: str, method: str = "GET", **headers: str) -> Response:
        """The response to a request with further `headers`, as WSGI names them."""
        path, _, question = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": question,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        said: list[tuple[str, list]] = []
        with in_the_transaction_of_the_test():
            parts = self.answers(environ | headers, lambda status, given, exc_info=None: said.append((status, given)))
            body = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        [(status, given)] = said
        assert len({name for name, _ in given}) == len(given), "Each header is said once."
        return Response(status, dict(given), body)

    def _counted(self, environ, start_response):
        self.reached += 1
        return self._django(environ, start_response)
