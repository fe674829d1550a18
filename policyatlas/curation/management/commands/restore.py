"""Puts a backup in the place of what is in the database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from policyatlas.curation.keeping.restoring import doubts_about, is_present, restore
from policyatlas.curation.refusals import Refused


class Command(BaseCommand):
    """`manage.py restore FILE`; exit code 1 where nothing was changed, or what was restored is not what was kept."""

    help = "Put the backup FILE in the place of this database: whole, or not at all."
    requires_system_checks = []  # They ask the database, which may be empty.

    def add_arguments(self, parser):
        """What may be said on the command line."""
        parser.add_argument("file", type=Path, help="a file that manage.py backup made")
        parser.add_argument("--replace", action="store_true", help="all that is in this database may go")

    def handle(self, *args, **options):
        try:
            manifest = restore(options["file"], replace=options["replace"])
        except Refused as refused:
            raise CommandError("\n".join(refused.sentences)) from None
        self.stdout.write(f"Restored what was kept at {manifest.made_at} ({manifest.contents.entries} entries).")
        if wrong := doubts_about(manifest):
            raise CommandError("\n".join(["What was restored is not what it should be.", *wrong]))
        for seal in manifest.contents.editions:
            self.stdout.write(f"  {seal} is as it was kept: {seal.digest}")
        if not is_present(manifest.contents):
            self.stdout.write("An older PolicyAtlas made this backup.")
        self.stdout.write("Run manage.py prepare before you serve it.")
        self.stdout.write("Restart the application servers: they remember what they read before.")
