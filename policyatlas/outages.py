"""What it means when the database does not answer or does not take a write: busy, full, to be read only, or gone."""

import errno
from enum import Enum
from pathlib import Path

from django.db import Error, connections


class Outage(Enum):
    """What is wrong with the database; the value says after how many seconds one may ask again."""

    BUSY = 10
    GONE = 60
    READ_ONLY = 600
    FULL = 1800


# The primary result codes of SQLite: https://www.sqlite.org/rescode.html
_SQLITE = {
    5: Outage.BUSY,  # Somebody else writes, for longer than we wait.
    6: Outage.BUSY,
    8: Outage.READ_ONLY,
    10: Outage.GONE,  # The disk does not answer.
    11: Outage.GONE,  # The file is damaged.
    13: Outage.FULL,
    14: Outage.GONE,  # The file cannot be opened.
    26: Outage.GONE,  # It is no database.
}
# The SQLSTATE of PostgreSQL, or its first two characters: appendix A of its manual.
_POSTGRESQL = {
    "08": Outage.GONE,  # No connection.
    "57P": Outage.GONE,  # The server is being stopped or started.
    "58": Outage.GONE,  # The disk does not answer.
    "XX": Outage.GONE,  # The data are damaged.
    "25006": Outage.READ_ONLY,
    "53100": Outage.FULL,
    "53200": Outage.BUSY,  # Out of memory.
    "53300": Outage.BUSY,  # Too many connections.
    "55P03": Outage.BUSY,  # Somebody else holds what is needed.
    "57014": Outage.BUSY,  # Given up after the time that was set.
    "40001": Outage.BUSY,  # Two at once.
    "40P01": Outage.BUSY,
}
_SYSTEM = {errno.ENOSPC: Outage.FULL, errno.EDQUOT: Outage.FULL, errno.EROFS: Outage.READ_ONLY}


def seen_in(failure: BaseException | None) -> Outage | None:
    """What `failure` says of the database or the disk; None if it is a failure of ours."""
    if isinstance(failure, OSError):
        return _SYSTEM.get(failure.errno)
    if not isinstance(failure, Error):
        return None
    # Django's own exceptions carry that of the driver.
    code = getattr(failure.__cause__, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    return _on_postgresql(failure)


def _on_postgresql(failure: Error) -> Outage | None:
    state = getattr(failure.__cause__, "sqlstate", None)
    if state is None:
        # Without a word of the server: there is none, or it has gone.
        lost = type(failure).__name__ in ("OperationalError", "InterfaceError")
        return Outage.GONE if lost and failure.__cause__ is not None else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:3]) or _POSTGRESQL.get(state[:2])


def never_make_a_database() -> None:
    """From now on a file of SQLite that is not there is an error, and no empty one takes its place.

    For processes that serve: while somebody puts a file back, an empty one would stand in its way.
    """
    settings = connections.settings["default"]
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"]["database"] = f"{Path(settings['NAME']).resolve().as_uri()}?mode=rw"
