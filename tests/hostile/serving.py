"""The site as a server runs it, with what keeps and presses answers, asked without a server before it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings

from policyatlas.public.answers.shelves import Shelves
from policyatlas.wsgi import application
from tests.public.answering import in_the_transaction_of_the_test

from .asking import Asked

# What a server says of every request.
_SAID = {
    "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


@dataclass(frozen=True)
class Served:
    """What a server was given to send: the headers as they were said, the content as it goes over the wire."""

    status_code: int
    said: tuple[tuple[str, str], ...]
    content: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The headers by their names."""
        return dict(self.said)

    def items(self) -> tuple[tuple[str, str], ...]:
        """Every header, also one that was said twice."""
        return self.said

    def getvalue(self) -> bytes:
        """The content, as Django's own answers give it."""
        return self.content

    def close(self) -> None:
        """Nothing to do: it was closed when it had been read, as a server does."""


@contextmanager
def at_the_site() -> Iterator[None]:
    """Nothing is kept before, and nothing is held after; the connection to the database stays open between requests."""
    application.shelves = Shelves(settings.KEPT_ANSWERS)
    try:
        with in_the_transaction_of_the_test():
            yield
    finally:
        application._watch.close()
        application.shelves = Shelves(settings.KEPT_ANSWERS)


def served(one: Asked) -> Served:
    """The answer to a request, read to its end."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    environ = _SAID | {"wsgi.input": BytesIO()} | one.environ()
    pieces = application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    try:
        content = b"".join(pieces)
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
    [(status, headers)] = said
    return Served(int(status[:3]), tuple(headers), content)
