"""Checks that closed editions are what they were when they were closed."""

from policyatlas.editions.commands import PreparedCommand
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.verifying import alterations


class Command(PreparedCommand):
    """`manage.py verify_editions`; exit code 1 if an edition or an entry was altered."""

    help = "Recompute the hashes of all entries in closed editions, and the editions' digests."
    requires_system_checks = []  # Pages have no part in this.

    def handle(self, *args, **options):
        altered = False
        for sentence in alterations(self.say):
            self.say(sentence)
            altered = True
        if altered:
            raise SystemExit(1)
        for edition in Edition.objects.closed().order_by("number"):
            self.say(f"{edition.label} is as it was closed: {edition.digest} ({_in_numbers(edition)})")


def _in_numbers(edition: Edition) -> str:
    """What it holds, and how many mistakes have been found in it: `948 entries, no errata`."""
    entries, errata = Entry.objects.in_edition(edition).count(), edition.errata.count()
    found = {0: "no errata", 1: "1 erratum"}.get(errata, f"{errata} errata")
    return f"{entries} {'entry' if entries == 1 else 'entries'}, {found}"
