"""Checks a file that was taken from the atlas."""

from pathlib import Path

from policyatlas.editions.commands import PreparedCommand
from policyatlas.public.files.verifying import UNKNOWN, verify
from policyatlas.public.files.whole import ending_of, verify_whole


class Command(PreparedCommand):
    """`manage.py verify_download FILE`; exit code 0 for unaltered, 1 for altered, 2 for unreadable or unknown."""

    help = (
        "Say whether a downloaded file is unaltered, whether its edition holds just that, and what has changed since."
    )
    unprepared = UNKNOWN
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="A CSV, XLSX or JSON file, or a ZIP or SQLite file of a whole edition."
        )

    def handle(self, *args, **options):
        try:
            ending = ending_of(options["file"])
            report = verify_whole(options["file"], ending) if ending else verify(options["file"].read_bytes())
        except OSError as refused:
            self.stdout.write(f"It cannot be read: {refused.strerror}.")
            raise SystemExit(UNKNOWN) from refused
        for sentence in report.sentences:
            self.stdout.write(sentence)
        if report.code:
            raise SystemExit(report.code)
