"""Makes the site ready to serve: what `make run` does before it starts the server."""

from django.core.management.base import CommandError

from policyatlas.curation.preparing import NotReady, prepare
from policyatlas.editions.commands import TellingCommand


class Command(TellingCommand):
    """`manage.py prepare`; quick and silent where nothing is to be done."""

    help = "Prepare database, static files, the first edition and the first administrator."
    requires_system_checks = []  # They look at every page's address; the server does that next.

    def handle(self, *args, **options):
        try:
            prepare(self.say)
        except NotReady as reason:
            raise CommandError(str(reason)) from None
