"""Publishes all records that are approved, saying how far it is: for more of them than a page of the desk takes."""

from django.core.management.base import CommandError

from policyatlas.curation.management.named import noun, person
from policyatlas.curation.pressruns import publishing
from policyatlas.curation.refusals import Refused
from policyatlas.curation.stepwise import finished
from policyatlas.editions.commands import PreparedCommand
from policyatlas.records.models import RECORDS


class Command(PreparedCommand):
    """`manage.py publish_records`; exit code 1 if any record was refused; each of those is named with the reason."""

    help = "Publish all records that are approved (in a team of one: all that are not in print as they are)."
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        parser.add_argument("--kind", help="only records of this kind, such as policy")
        parser.add_argument("--reason", default="", help="one sentence for the log of every record")
        parser.add_argument("--user", metavar="NAME", help="in whose name; the only administrator if there is but one")

    def handle(self, *args, kind, reason, user, **options):
        # The last nouns first: they name none of the others.
        models = [noun(kind)] if kind else RECORDS[::-1]
        try:
            run = finished(publishing(models, by=person(user), reason=reason), self.say)
        except Refused as refusal:
            raise CommandError("\n".join(refusal.sentences)) from None
        if not run.waited:
            self.say("Nothing waits to be published.")
        for record, refusal in run.refused.items():
            self.say(f"  {record._meta.verbose_name} “{record.slug}”: {' '.join(refusal.sentences)}")
        if run.refused:
            raise SystemExit(1)
