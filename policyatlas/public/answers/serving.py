"""Answers before anything else runs: a WSGI application around Django's."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from policyatlas.editions.watching import Watch

from .asking import ENCODINGS, Asked, asked, has_it
from .marking import OUTSIDE
from .pressing import Answer, can_be_kept, pressed
from .shelves import Shelves

Environ = dict[str, Any]
Start = Callable[..., Any]

# Seconds for which readers are answered from what is kept while the database does not say what is in print.
LONGEST = 60 * 60
_REPLICA = "replica"

log = logging.getLogger(__name__)


class Answers:
    """Gives the answers of the reading room that are kept, and asks Django for the others.

    An answer is kept in memory with the state of what is in print (its stamp, and the day, which pages name) and given
    only in that state: what another process prints is seen with the next request. A new version of the atlas is a new
    process, which knows no answer of the old one.
    """

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]], most: int, watch: Watch | None = None):
        """`most` is how many bytes may be kept."""
        self.shelves = Shelves(most)
        self._application = application
        self._watch = watch or Watch()
        # A replica may be a moment behind.
        self._replica = Watch(_REPLICA) if _REPLICA in settings.DATABASES else None
        self._day, self._day_ends = "", 0.0
        self._known, self._known_at = "", 0.0

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        wanted = asked(environ)
        if wanted is None:
            return self._application(environ, start_response)
        stamp = self._watch.stamp()
        kept = self.shelves.find(wanted)
        if stamp is None:
            if kept is not None and (age := self._age_of(kept)) is not None:
                return _give(kept, environ, start_response, [("Age", str(age))])
            return self._made(environ, start_response, wanted, "")
        self._known, self._known_at = stamp, time.monotonic()
        state = self._state(stamp)
        if kept is None or kept.state != state:
            kept = self._otherwise_pressed(wanted, state)
        if kept is not None:
            return _give(kept, environ, start_response)
        return self._made(environ, start_response, wanted, state)

    def _state(self, stamp: str) -> str:
        if time.time() >= self._day_ends:
            now = timezone.localtime()
            midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            self._day, self._day_ends = now.date().isoformat(), midnight.timestamp()
        return f"{stamp} {self._day}"

    def _age_of(self, kept: Answer) -> int | None:
        """Seconds since an answer was known to be what is in print; None where that is too long ago, or never was."""
        age = time.monotonic() - self._known_at
        is_newest = _stamp_in(kept.state) == self._known
        return int(age) if self._known_at and is_newest and age <= LONGEST else None

    def _otherwise_pressed(self, wanted: Asked, state: str) -> Answer | None:
        """The answer where it is kept in another encoding."""
        for encoding in (*ENCODINGS, ""):
            other = self.shelves.find(wanted._replace(encoding=encoding))
            if other is not None and other.state == state:
                answer = other.pressed_as(wanted.encoding)
                self.shelves.keep(wanted, answer)
                return answer
        return None

    def _made(self, environ: Environ, start_response: Start, wanted: Asked, state: str) -> Iterable[bytes]:
        """What Django answers; it is kept if nothing was printed meanwhile (`state` is empty where that is unknown)."""
        said: list[tuple[str, list[tuple[str, str]]]] = []
        # Here it matters what is committed, not only what was told: the answer is made of that.
        in_step = bool(state) and (self._replica is None or self._replica.stamp(at_once=True) == _stamp_in(state))
        environ[OUTSIDE] = True
        response = self._application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
        status, headers = said[-1]
        keeping = getattr(response, "keeping", None)
        if keeping is None or not can_be_kept(status, headers):
            start_response(status, headers)
            return response
        try:
            body = b"".join(response)
        finally:
            response.close()
        answer = pressed(body, headers, wanted.encoding, keeping, state)
        if in_step and (stamp := self._watch.stamp(at_once=True)) is not None and self._state(stamp) == state:
            self.shelves.keep(wanted, answer)
        return _give(answer, environ, start_response)


def _stamp_in(state: str) -> str:
    return state.rpartition(" ")[0]


def _give(answer: Answer, environ: Environ, start_response: Start, further: Iterable = ()) -> Iterable[bytes]:
    has = environ.get("HTTP_IF_NONE_MATCH")
    if has and has_it(has, answer.etag):
        start_response("304 Not Modified", [*answer.headers_unchanged, *further])
        return []
    start_response("200 OK", [*answer.headers, *further])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body
