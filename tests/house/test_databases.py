"""Files of SQLite that the site makes are its owner's alone."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest

from policyatlas.databases import Connection


def test_an_sqlite_database_is_its_owners_alone(tmp_path):
    path = tmp_path / "atlas.sqlite3"
    everybody = os.umask(0)
    try:
        with closing(sqlite3.connect(path, factory=Connection)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE secrets (secret)")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(everybody)
    assert modes == {"atlas.sqlite3": 0o600, "atlas.sqlite3-wal": 0o600, "atlas.sqlite3-shm": 0o600}


def test_a_database_that_can_be_nowhere_fails_as_sqlite_says_it(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(tmp_path / "nowhere" / "atlas.sqlite3", factory=Connection)
