"""The databases of the trials: a prepared one that is kept, and a copy of it for each trial; none is ever shared."""

import os
import shutil
import time
from pathlib import Path

from django.db import connection


class OnSqlite:
    """Files in a folder; a trial's is copied in milliseconds."""

    def __init__(self, folder: Path):
        self.base, self.copy = folder / "base.sqlite3", folder / "trial.sqlite3"

    def begin(self, atlas: str) -> None:
        """Make the base out of a loaded atlas, or an empty one."""
        if atlas:
            shutil.copyfile(atlas, self.base)

    def use(self, name: Path) -> None:
        """From now on this process asks that one."""
        connection.settings_dict["NAME"] = name

    def copied(self) -> Path:
        """A fresh copy of the base."""
        for path in self.copy.parent.glob(f"{self.copy.name}*"):
            path.unlink()
        shutil.copyfile(self.base, self.copy)
        return self.copy

    def settle(self) -> None:
        """Nothing to wait for: who wrote is dead."""

    def end(self) -> None:
        """Nothing to do: the folder is thrown away."""


class OnPostgresql:
    """Databases of one server; a trial's is made with the prepared one as its template."""

    def __init__(self, folder: Path):
        self.home = connection.settings_dict["NAME"]
        self.base, self.copy = f"crashing_{os.getpid()}_base", f"crashing_{os.getpid()}_trial"

    def begin(self, atlas: str) -> None:
        """Make the base out of a loaded atlas, or an empty one."""
        self._run(f'CREATE DATABASE "{self.base}" TEMPLATE "{atlas or "template0"}"')

    def use(self, name: str) -> None:
        """From now on this process asks that one."""
        connection.settings_dict["NAME"] = name

    def copied(self) -> str:
        """A fresh copy of the base."""
        self._run(
            f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)',
            f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.base}"',
        )
        return self.copy

    def settle(self) -> None:
        """Wait until the server has noticed that whoever wrote is dead: it may be at work for them still."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self._run(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{self.copy}'") == 0:
                return
            time.sleep(0.02)
        raise RuntimeError("PostgreSQL has not noticed for 30 s that its client was killed.")

    def end(self) -> None:
        """Remove both."""
        self._run(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in (self.copy, self.base)))

    def _run(self, *statements: str) -> int | None:
        self.use(self.home)
        found = None
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                found = cursor.fetchone()[0] if cursor.description else None
        connection.close()
        return found


def databases(folder: Path) -> OnSqlite | OnPostgresql:
    """Those of the engine that the settings name."""
    return OnSqlite(folder) if connection.vendor == "sqlite" else OnPostgresql(folder)
