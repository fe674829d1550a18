"""What commands need before they begin: a database that was prepared."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from .models import Edition


class PreparedCommand(BaseCommand):
    """A command that works on the atlas. Where none was ever prepared it says so, and leaves no empty database."""

    # What it ends with then; 1 is what people expect of a command that could not do its work.
    unprepared = 1

    def execute(self, *args, **options):
        """Runs the command, if there is something to run it on."""
        if not is_prepared():
            raise CommandError(
                "The database is not prepared: run “manage.py prepare” first.", returncode=self.unprepared
            )
        return super().execute(*args, **options)


def is_prepared() -> bool:
    """Whether the database has the tables of the atlas."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False  # To ask it would make the file.
    return Edition._meta.db_table in connection.introspection.table_names()
