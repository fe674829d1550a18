"""The databases of the site as Django wants them said, from their addresses: the one it writes to, and its replica."""

import os
import sqlite3
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from environ import Env

from .values import pairs

_SQLITE = "django.db.backends.sqlite3"


class Connection(sqlite3.Connection):
    """A connection to SQLite that knows the function that the database's triggers call (`editions.bigrams.sqlite`).

    A new file is made readable by its owner only, and SQLite gives the same mode to what it writes beside it: drafts,
    hashes of passwords and the secrets of second factors are nobody else's on the machine.
    """

    def __init__(self, database: Any, *args: Any, **kwargs: Any):
        _make_for_its_owner(database)
        super().__init__(database, *args, **kwargs)
        self.create_function("editions_tokens", 1, lambda text: " ".join(pairs.tokens(text)), deterministic=True)


def databases(url: str, replica_url: str, *, kept_in: Path, testing: bool) -> dict[str, dict[str, Any]]:
    """`default`, which is the SQLite file `kept_in` where no `url` says otherwise, and `replica` where there is one."""
    found = {"default": Env.db_url_config(url) if url else {"ENGINE": _SQLITE, "NAME": kept_in}}
    if found["default"]["ENGINE"] == _SQLITE:
        found["default"] |= _sqlite()
    if replica_url:
        found["replica"] = Env.db_url_config(replica_url)
        # Seconds. A machine that is gone does not even refuse; the primary answers meanwhile.
        found["replica"]["OPTIONS"] = {"connect_timeout": 2} | found["replica"].get("OPTIONS", {})
    if all(database["ENGINE"] == _SQLITE for database in found.values()):
        _never_load_postgresql()
    if not testing:
        for database in found.values():
            # Opening a connection costs PostgreSQL more than a page's queries do: keep it between requests. (Seconds.)
            database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return found


def _sqlite() -> dict[str, Any]:
    return {
        "OPTIONS": {
            # Readers and the writer do not wait for each other.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            # A transaction takes its turn to write when it begins: one that read first could not be given it any more.
            "transaction_mode": "IMMEDIATE",
            "factory": Connection,
            "timeout": 60,  # Seconds to wait for that turn: longer than a large import writes.
        },
        # A file, not memory: the server that a browser test talks to must have a connection of its own. Named by the
        # process, so that two runs of the tests beside each other never share one.
        "TEST": {"NAME": Path(tempfile.gettempdir()) / f"policyatlas-test-{os.getpid()}.sqlite3"},
    }


def _make_for_its_owner(database: Any) -> None:
    name = os.fsdecode(database)
    if not name or name.startswith((":memory:", "file:")) or os.path.exists(name):
        return
    # Where there can be no file, SQLite says so, as it does of every other file it cannot open.
    with suppress(OSError):
        os.close(os.open(name, os.O_CREAT | os.O_RDWR, 0o600))


def _never_load_postgresql() -> None:
    """Keep django-tables2 from loading Django's fields of PostgreSQL if it can: 10 MB of driver in each process."""
    sys.modules["django.contrib.postgres.fields"] = None
