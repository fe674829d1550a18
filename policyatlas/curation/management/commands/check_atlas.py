"""Checks that the database holds together: every invariant of the atlas, of one moment, without writing anything."""

from policyatlas.curation.checking.running import Invariant, findings
from policyatlas.editions.commands import PreparedCommand


class Command(PreparedCommand):
    """`manage.py check_atlas`; exit code 1, with every place named, if something does not hold."""

    help = "Check that editions, entries, records, log and imports agree; reads only."
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="leave out what reads all that is stored")
        parser.add_argument(
            "--strict", action="store_true", help="count as wrong also what an upgrade may have brought"
        )

    def handle(self, *args, quick, strict, verbosity, **options):
        asked: list[Invariant] = []

        def say(invariant: Invariant) -> None:
            asked.append(invariant)
            if verbosity > 1:
                self.stdout.write(f"{invariant.name}: {invariant.sentence}?")

        wrong = remarks = 0
        for finding in findings(quick=quick, say=say):
            grave = strict or finding.invariant.grave
            wrong, remarks = wrong + grave, remarks + (not grave)
            self.stdout.write(f"{'' if grave else 'Remark, '}{finding.invariant.name}: {finding.sentence}")
        if wrong:
            self.stdout.write(f"Something is wrong in {_number(wrong, 'place')}.")
            raise SystemExit(1)
        said = f" There {'is' if remarks == 1 else 'are'} {_number(remarks, 'remark')}." if remarks else ""
        self.stdout.write(f"All is well: {_number(len(asked), 'invariant')} asked, and everything holds.{said}")


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
