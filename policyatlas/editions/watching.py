"""Seeing at once whether what is in print has changed, outside of any request."""

import logging
import os
import threading
import time
from copy import deepcopy
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.utils import load_backend

# Seconds for which a database that did not answer is not asked again.
PAUSE = 1.0
# Whoever asks answers a reader meanwhile: a database that is busy or gone must not keep them waiting for long.
_PATIENCE = {
    "sqlite": {"timeout": 1},  # Seconds.
    "postgresql": {"connect_timeout": 2, "tcp_user_timeout": 2000},  # Seconds, milliseconds.
}
_NEWEST = "SELECT number, token FROM editions_stamp ORDER BY number DESC LIMIT 1"

log = logging.getLogger(__name__)


class Watch:
    """Asks a database for its newest stamp, with one connection for each thread, on which nothing else is done.

    Whatever was committed before the question is in the answer, whichever process committed it. It is asked of
    the driver itself, which takes a few microseconds on SQLite.
    """

    def __init__(self, alias: str = DEFAULT_DB_ALIAS):
        self._alias = alias
        self._own = threading.local()
        self._not_before = 0.0

    def stamp(self) -> str | None:
        """The newest stamp (empty where nothing was ever printed); None where the database does not answer."""
        if self._not_before and time.monotonic() < self._not_before:
            return None
        try:
            found = self._asked()
        except (Error, OSError) as failure:
            self.close()
            if not self._not_before:
                log.warning("The database does not say what is in print: %s", failure)
            self._not_before = time.monotonic() + PAUSE
            return None
        if self._not_before:
            self._not_before = 0.0
            log.warning("The database says again what is in print.")
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
        if (mine := self._mine) is not None and mine.file == _file(mine.settings):
            try:
                return mine.newest()
            except Error:
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
        self.file = _file(self.settings)
        self._database = load_backend(self.settings["ENGINE"]).DatabaseWrapper(self.settings, alias)
        self._database.ensure_connection()
        self._cursor = self._database.connection.cursor()
        self._errors = self._database.wrap_database_errors

    def newest(self) -> str:
        """The newest stamp, as one word."""
        with self._errors:
            self._cursor.execute(_NEWEST)
            rows = self._cursor.fetchall()
        return f"{rows[0][0]}-{rows[0][1]}" if rows else ""

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _file(settings: dict[str, Any]) -> tuple[int, int] | None:
    """Which file a database of SQLite is: one that was put in its place, as from a backup, is another."""
    found = os.stat(settings["NAME"]) if "sqlite" in settings["ENGINE"] else None
    return found and (found.st_dev, found.st_ino)
