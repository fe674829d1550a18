"""Writes the whole database to a file that says what it is."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import CommandError

from policyatlas.curation.keeping import files
from policyatlas.curation.keeping.backing_up import back_up
from policyatlas.curation.refusals import Refused
from policyatlas.editions.commands import PreparedCommand
from policyatlas.values.typed import whole_number


def _number(text: str) -> int:
    number = whole_number(text)
    if not number:
        raise ArgumentTypeError(f"at least one backup must be kept, not {text!r}")
    return number


class Command(PreparedCommand):
    """`manage.py backup FILE`; the site may go on meanwhile."""

    help = "Write the whole database to a new FILE, or to one named by the moment in the folder FILE."
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        """What may be said on the command line."""
        parser.add_argument("file", type=Path, help="the new file, or a folder")
        parser.add_argument("--keep", type=_number, help="remove all but so many of the newest backups in the folder")

    def handle(self, *args, **options):
        wanted = options["file"]
        if options["keep"] and not wanted.is_dir():
            raise CommandError("--keep needs a folder: it removes older backups that this command named there.")
        try:
            made = back_up(wanted)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        contents = made.manifest.contents
        self.stdout.write(f"{made.path} ({made.path.stat().st_size / 1e6:.1f} MB, {contents.entries} entries)")
        for seal in contents.editions:
            self.stdout.write(f"  {seal}: {seal.digest}")
        for sentence in made.doubts:
            self.stderr.write(sentence)
        for path in files.older_than_the_last(wanted, options["keep"]) if options["keep"] else ():
            path.unlink()
            self.stdout.write(f"Removed {path}.")
