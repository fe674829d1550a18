"""Loads the CSV files into the atlas and says what became of every row."""

from pathlib import Path

from policyatlas.curation.loading import FIXTURES, load_atlas
from policyatlas.editions.commands import PreparedCommand


class Command(PreparedCommand):
    """`manage.py load_atlas`; exit code 1 if a row was refused."""

    help = "Load the facts of fixtures/*.csv into the atlas. What is there already stays as it is."
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", type=Path, default=FIXTURES, metavar="DIR", help="where the CSV files are")

    def handle(self, *args, fixtures, **options):
        report = load_atlas(fixtures, self.say)
        self.say(f"\n{report}")
        if report.refused:
            raise SystemExit(1)
