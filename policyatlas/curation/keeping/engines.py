"""Which of the two ways of copying a database is the one for the database that the site uses."""

from types import ModuleType

from django.db import connection

from . import on_postgresql, on_sqlite

ENGINES = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def engine() -> ModuleType:
    """The module with `dump`, `load`, and how its file is called in a backup."""
    return ENGINES[connection.vendor]
