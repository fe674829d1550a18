"""Seeing at once whether what is in print has changed, outside of any request."""

import logging
import mmap
import os
import threading
import time
from copy import deepcopy
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.utils import load_backend

# Seconds for which a database that did not answer is not asked again.
PAUSE = 1.0
# Seconds after which it is looked again whether a file is still the database, and no other was put in its place.
LOOK_EVERY = 1.0
# Bytes at the beginning of the index of SQLite's write-ahead log that change with every transaction.
_HEAD = 48
# Whoever asks answers a reader meanwhile: a database that is busy or gone must not keep them waiting for long.
_PATIENCE = {
    "sqlite": {"timeout": 1},  # Seconds.
    "postgresql": {"connect_timeout": 2, "tcp_user_timeout": 2000},  # Seconds, milliseconds.
}
# Seconds for which what a database said is not asked again, where a question costs as much as ten answers. Whoever
# prints waits as long before it says so (`stamps.advance`): what is known to be printed is in every answer.
LEASES = {"sqlite": 0.0, "postgresql": 0.005}
_NEWEST = "SELECT number, token FROM editions_stamp ORDER BY number DESC LIMIT 1"

log = logging.getLogger(__name__)


class Watch:
    """Asks a database for its newest stamp, with one connection for each thread, on which nothing else is done.

    Whatever was printed before the question is in the answer, whichever process printed it. A query of SQLite takes a
    few microseconds, but lets go of Python, which the next thread takes: so there is one only where something was
    written. One of PostgreSQL takes a hundred, so for some milliseconds its answer serves all threads.
    """

    def __init__(self, alias: str = DEFAULT_DB_ALIAS):
        self._alias = alias
        self._own = threading.local()
        self._not_before = 0.0
        self._lease = LEASES[connections[alias].vendor]
        # What was said last, and until when it need not be asked again: replaced as one, since threads share it.
        self._said = ("", 0.0)

    def stamp(self, *, at_once: bool = False) -> str | None:
        """The newest stamp (empty where nothing was ever printed); None where the database does not answer.

        `at_once` asks in any case: what is committed and not yet told to whoever printed it is then in the answer too.
        """
        now = time.monotonic()
        said, until = self._said
        if now < until and not at_once:
            return said
        if self._not_before and now < self._not_before:
            return None
        try:
            found = self._asked()
        except (Error, OSError, ValueError) as failure:
            self.close()
            if not self._not_before:
                log.warning("The database does not say what is in print: %s", failure)
            self._not_before = time.monotonic() + PAUSE
            return None
        if self._not_before:
            self._not_before = 0.0
            log.warning("The database says again what is in print.")
        # From before the question on, or a print between question and answer would be missed for longer than it waits.
        self._said = (found, now + self._lease)
        return found

    def close(self) -> None:
        """Close this thread's connection; the next question opens another."""
        if (mine := self._mine) is not None:
            del self._own.connection
            mine.close()

    @property
    def _mine(self) -> "_Connection | None":
        return getattr(self._own, "connection", None)

    def _asked(self) -> str:
        if (mine := self._mine) is not None and mine.is_in_place():
            try:
                return mine.newest()
            except (Error, ValueError):
                # The server may have been started anew since: only a new connection that fails says that it is gone.
                pass
        self.close()
        self._own.connection = _Connection(self._alias)
        return self._own.connection.newest()


class _Connection:
    """A connection of the watch to one database."""

    def __init__(self, alias: str):
        self.settings = deepcopy(connections.settings[alias])
        vendor = connections[alias].vendor
        self.settings["OPTIONS"] = self.settings["OPTIONS"] | _PATIENCE[vendor]
        self._file, self._looked_at = _file(self.settings), time.monotonic()
        self._database = load_backend(self.settings["ENGINE"]).DatabaseWrapper(self.settings, alias)
        self._database.ensure_connection()
        self._cursor = self._database.connection.cursor()
        self._errors = self._database.wrap_database_errors
        self._stamp = self._queried()
        # Only now, when the database has been read, its index is surely there.
        self._index, self._seen = _index_of(self.settings), b""

    def is_in_place(self) -> bool:
        """Whether its file is still the database; looked at now and then only."""
        now = time.monotonic()
        if now - self._looked_at < LOOK_EVERY:
            return True
        self._looked_at = now
        return self._file == _file(self.settings)

    def newest(self) -> str:
        """The newest stamp, as one word; without a question where SQLite says that nothing was written since."""
        # Before the question: what is written between the two is asked for once more.
        head = self._index[:_HEAD]
        if not head or head != self._seen:
            self._stamp, self._seen = self._queried(), head
        return self._stamp

    def _queried(self) -> str:
        with self._errors:
            self._cursor.execute(_NEWEST)
            rows = self._cursor.fetchall()
        return f"{rows[0][0]}-{rows[0][1]}" if rows else ""

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


# Which index is mapped, and with what. Never two: see below.
_mapped: dict[tuple[int, int], tuple[int, mmap.mmap]] = {}
_mapping = threading.Lock()


def _index_of(settings: dict[str, Any]) -> mmap.mmap | bytes:
    """The index of SQLite's write-ahead log, as memory that SQLite writes to; empty where there is none.

    Its head changes with every transaction (https://www.sqlite.org/walformat.html), and comparing it is how SQLite
    itself finds out whether something was written. A process that closes a file loses all its locks on it, those of
    SQLite too: so the file stays open until SQLite has put another in its place.
    """
    path = f"{settings['NAME']}-shm"
    if "sqlite" not in settings["ENGINE"] or not os.path.exists(path):
        return b""
    with _mapping:
        found = os.stat(path)
        key = found.st_dev, found.st_ino
        if key not in _mapped:
            for file, memory in _mapped.values():
                memory.close()
                os.close(file)
            _mapped.clear()
            file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            _mapped[key] = file, mmap.mmap(file, _HEAD, access=mmap.ACCESS_READ)
        return _mapped[key][1]


def _file(settings: dict[str, Any]) -> tuple[int, int] | None:
    """Which file a database of SQLite is: one that was put in its place, as from a backup, is another."""
    found = os.stat(settings["NAME"]) if "sqlite" in settings["ENGINE"] else None
    return found and (found.st_dev, found.st_ino)
