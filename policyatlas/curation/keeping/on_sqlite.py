"""Copying an SQLite database out and in while the site goes on, by SQLite's own online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from policyatlas.curation.refusals import Refused

from .manifests import Contents, contents, differences

MEMBER = "atlas.sqlite3"
# A whole database shrinks to a third.
COMPRESS = True


def dump(path: Path) -> Contents:
    """Write the database as it is at one moment to the new file `path`; says what that file holds."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # One file: what lies in a write-ahead log beside it would be left behind.
        copy.execute("PRAGMA journal_mode=DELETE")
        return contents(copy.execute)


def load(path: Path, wanted: Contents) -> None:
    """Put the database in the file `path` in the place of this one, in one transaction; refused if it is not `wanted`.

    Whoever is reading goes on reading what was there; a copying that is interrupted leaves what was there.
    """
    with closing(sqlite3.connect(path)) as copy:
        try:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            wrong = [found] if found != "ok" else differences(wanted, contents(copy.execute))
        except sqlite3.Error as error:
            wrong = [str(error)]
        if wrong:
            raise Refused("The database in this backup is not whole.", *wrong)
        connection.ensure_connection()
        copy.backup(connection.connection)
    connection.close()  # What this connection remembers was of the other one.
