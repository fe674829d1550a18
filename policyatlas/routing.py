"""Which database is asked: readers ask the replica where there is one, everybody else the one that is written to.

`DATABASE_REPLICA_URL` names the replica, a streaming standby of PostgreSQL. Only what is in print (the app `editions`)
is read there, and only while somebody in the reading room is answered: the desk must see at once what it has written.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.db.models import Model

REPLICA = "replica"
# Seconds for which a replica that did not answer is not asked again.
PAUSE = 5.0

log = logging.getLogger(__name__)

_source: ContextVar[str] = ContextVar("source", default=DEFAULT_DB_ALIAS)


class Router:
    """Sends what readers read of what is in print to where they are answered from, all else to the default database."""

    def db_for_read(self, model: type[Model], **hints) -> str:
        """Never None: Django would then go on asking the database from which an object came."""
        return _source.get() if model._meta.app_label == "editions" else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints) -> str:
        """A replica takes no writes."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints) -> bool:
        """Both databases hold the same."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool | None:
        """A replica receives what is migrated where it comes from."""
        return False if db == REPLICA else None


@contextmanager
def asking(alias: str) -> Iterator[None]:
    """What is in print is read from the database `alias` meanwhile."""
    token = _source.set(alias)
    try:
        yield
    finally:
        _source.reset(token)


@contextmanager
def as_reader() -> Iterator[str]:
    """What is in print is read meanwhile from where readers are answered from: gives which database that is.

    Whatever is kept of answers (their stamp, an index in memory) must be read in here too, or a replica that is a
    moment behind has its old page kept under the new stamp.
    """
    alias = REPLICA if REPLICA in connections.settings and _presence.is_there() else DEFAULT_DB_ALIAS
    with asking(alias):
        yield alias


def asked() -> str:
    """Which database what is in print is read from at this moment."""
    return _source.get()


class _Presence:
    """What this process knows about whether the replica answers."""

    def __init__(self):
        self._not_before = 0.0
        self._lock = threading.Lock()

    def is_there(self, *, at_once: bool = False) -> bool:
        """Whether the replica answers; says in the log when that changes.

        One that failed is left alone for a while, unless it is asked `at_once`.
        """
        if time.monotonic() < self._not_before and not at_once:
            return False
        try:
            # Opens the connection, or tries one that was kept since the last request.
            with connections[REPLICA].cursor():
                pass
        except Error as error:
            self.is_gone(error)
            return False
        if self._not_before:
            with self._lock:
                self._not_before = 0.0
            log.warning("The replica answers again: readers are answered from it.")
        return True

    def is_gone(self, error: Exception) -> None:
        """The replica failed: readers are answered from the primary, until it is tried again."""
        connections[REPLICA].close()
        with self._lock:
            was_there, self._not_before = not self._not_before, time.monotonic() + PAUSE
        if was_there:
            log.warning("The replica does not answer (%s): readers are answered from the primary.", _first_line(error))


_presence = _Presence()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


class ReplicaMiddleware:
    """Answers readers from the replica, and once more from the other database where one fails in the middle of it.

    The last of the middleware: what it repeats is the view alone, which has changed nothing. Where there is no replica
    it does nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if REPLICA not in connections.settings or request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with as_reader() as alias:
            response = self.get_response(request)
        failure = getattr(request, "database_failure", None)
        if failure is not None and (other := _instead_of(alias, failure)):
            alias = other
            request.database_failure = None
            with asking(alias):
                response = self.get_response(request)
        if response.streaming and not response.is_async:
            response.streaming_content = _streamed(response.streaming_content, alias)
        return response

    def process_exception(self, request, exception) -> None:
        """Remembers that a database failed while the view was at work; the failure takes its usual way."""
        if isinstance(exception, (OperationalError, InterfaceError)):
            request.database_failure = exception


def _instead_of(alias: str, failure: Exception) -> str:
    """The database to ask after the other one failed; empty where there is none."""
    if alias == DEFAULT_DB_ALIAS:
        # Both may have failed within seconds, and the replica be back.
        return REPLICA if _presence.is_there(at_once=True) else ""
    # It may as well be the primary that failed, or a question that the replica gave up to keep in step.
    if not connections[REPLICA].is_usable():
        _presence.is_gone(failure)
    return DEFAULT_DB_ALIAS


def _streamed(parts: Iterable[bytes], alias: str) -> Iterator[bytes]:
    """The parts of an answer that is still being read from the database while it is sent."""
    remaining = iter(parts)
    while True:
        with asking(alias):
            part = next(remaining, None)
        if part is None:
            return
        yield part
