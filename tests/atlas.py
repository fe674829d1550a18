"""The atlas the tests run on: loaded once into the test database, and put back after tests that empty it."""

import sqlite3
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

LABEL = "2026.1"


def load() -> None:
    """Load the shipped facts into the empty test database and close the first edition."""
    from policyatlas.curation.preparing import load_first_edition

    load_first_edition(say=lambda line: None)


class Copy:
    """A copy of the loaded test database, from which it can be put back within milliseconds."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.taken = False

    def take(self) -> None:
        """Copy the test database as it is now; later calls do nothing."""
        if self.taken:
            return
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with sqlite3.connect(self._file) as copy:
                connection.connection.backup(copy)
            copy.close()
        else:
            self._copy_database(connection.settings_dict["NAME"], self._database)
        self.taken = True

    def put_back(self) -> None:
        """Make the test database what it was when the copy was taken."""
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            copy = sqlite3.connect(self._file)
            copy.backup(connection.connection)
            copy.close()
        else:
            self._copy_database(self._database, connection.settings_dict["NAME"])
        # A flush makes Django's content types anew under other keys; now they have the old keys again.
        ContentType.objects.clear_cache()

    def throw_away(self) -> None:
        """Remove the copy."""
        if self.taken and connection.vendor != "sqlite":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{self._database}"')

    @property
    def _file(self) -> Path:
        return self.folder / "loaded.sqlite3"

    @property
    def _database(self) -> str:
        return f"{connection.settings_dict['NAME']}_loaded"

    @staticmethod
    def _copy_database(source: str, target: str) -> None:
        connection.close()  # PostgreSQL copies a database only while nobody is connected to it.
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
