"""Makes anew by what entries are found, after the rules of spelling have become better."""

from policyatlas.editions.commands import PreparedCommand
from policyatlas.editions.wordings import refold


class Command(PreparedCommand):
    """`manage.py refold`: what is printed stays as it is, in every edition; only what finds it is made anew."""

    help = "Make anew by what the entries of all editions are found."

    def handle(self, *args, **options):
        self.stdout.write(f"Made anew by what {refold()} entries are found.")
