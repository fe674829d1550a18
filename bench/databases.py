"""Databases that are made for a measurement and thrown away, and what a process has used of memory."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def own_database() -> Iterator[None]:
    """Django, set up on an empty database of its own with all its tables.

    On SQLite it lies in a folder that is removed; on PostgreSQL (`DATABASE_URL`) it is the server's, emptied before.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ATLAS_VAR": folder, "DJANGO_SETTINGS_MODULE": "policyatlas.settings"}
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
        call_command("migrate", verbosity=0)
        yield
        connection.close()


def forget_peak() -> None:
    """From here on the peak is counted anew; Linux only."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """The most memory that this process has held since `forget_peak`, in megabytes."""
    return _status("VmHWM")


def held(process: int | str = "self") -> float:
    """The memory that a process holds now, in megabytes."""
    return _status("VmRSS", process)


def _status(name: str, process: int | str = "self") -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"The system does not say {name}.")
