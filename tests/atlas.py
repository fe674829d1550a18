"""The atlas the tests run on: loaded once, given to each test database, and put back after tests that empty it."""

import fcntl
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import time

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from policyatlas.curation import preparing

# Whatever decides what a loaded database looks like.
_ROOMS = ("values", "records", "editions", "press", "curation")


def loaded_atlas(cache: Path) -> "OnSqlite | OnPostgresql":
    """The loaded atlas for the database the tests run on; `cache` is a folder that outlives the run."""
    return OnSqlite(cache) if connection.vendor == "sqlite" else OnPostgresql()


def load() -> None:
    """Load the shipped facts into the empty test database, close the first edition and make the groups of people."""

    def silently(line: str) -> None:
        """Says nothing."""

    preparing.load_first_edition(silently)
    preparing.make_groups(silently)


def fingerprint() -> str:
    """The SHA-256 of every file on which a loaded database depends."""
    found = sha256()
    rooms = [settings.BASE_DIR / "policyatlas" / room for room in _ROOMS]
    # What curators see in the admin does not matter for what is loaded.
    files = [path for room in rooms for path in room.rglob("*.py") if "admin" not in path.parts]
    files += [settings.BASE_DIR / "requirements.txt", *(settings.BASE_DIR / "fixtures").glob("*.csv")]
    for path in sorted(files):
        content = path.read_bytes()
        found.update(f"{path.relative_to(settings.BASE_DIR)} {len(content)}\n".encode() + content)
    return found.hexdigest()


class OnSqlite:
    """Loaded by the first process that needs it into a file, from which databases are copied within milliseconds."""

    def __init__(self, cache: Path):
        self.cache = cache
        self.file = cache / f"{fingerprint()}.sqlite3"

    def prepare(self) -> None:
        """Fill the test database."""
        with (self.cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # Of several processes the first one loads; the others wait for it.
            if not self.file.exists():
                load()
                self._keep()
                return
        self.put_back()

    def before_it_is_emptied(self) -> None:
        """Nothing to do: the file is there."""

    def put_back(self) -> None:
        """Make the test database what it was when it was loaded."""
        connection.ensure_connection()
        with closing(sqlite3.connect(self.file)) as copy:
            copy.backup(connection.connection)
        ContentType.objects.clear_cache()

    def throw_away(self) -> None:
        """Nothing to do: the next run may use the file again."""

    def _keep(self) -> None:
        yesterday = time() - 24 * 60 * 60  # Younger ones may belong to a run that goes on beside this one.
        for stale in self.cache.glob("*.sqlite3"):
            if stale.stat().st_mtime < yesterday:
                stale.unlink()
        half_made = self.file.with_suffix(".half")
        half_made.unlink(missing_ok=True)
        with closing(sqlite3.connect(half_made)) as copy:
            connection.connection.backup(copy)
        half_made.rename(self.file)


class OnPostgresql:
    """Loaded by each process; copied to a database of its own before the first test that empties it."""

    def __init__(self):
        self.database = connection.settings_dict["NAME"]
        self.copy = f"{self.database}_loaded"
        self.copied = False

    def prepare(self) -> None:
        """Fill the test database."""
        load()

    def before_it_is_emptied(self) -> None:
        """Copy the database as it is, once."""
        if not self.copied:
            self._make(self.copy, like=self.database)
            self.copied = True

    def put_back(self) -> None:
        """Make the test database what it was when it was loaded; after the run's last test there is no copy left."""
        if self.copied:
            self._make(self.database, like=self.copy)
            ContentType.objects.clear_cache()

    def throw_away(self) -> None:
        """Remove the copy."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.copy}"')
        self.copied = False

    @staticmethod
    def _make(name: str, *, like: str) -> None:
        connection.close()  # PostgreSQL copies a database only while nobody is connected to it.
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
