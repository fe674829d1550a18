"""What commands of the atlas have in common: they say at once how far they are, and need a database to work on."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from .models import Edition


class TellingCommand(BaseCommand):
    """A command that says a line as soon as there is one: whoever waits for long work sees how far it is."""

    def say(self, line: str) -> None:
        """Write the line, and keep none of it back."""
        self.stdout.write(line)
        self.stdout.flush()


class PreparedCommand(TellingCommand):
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
