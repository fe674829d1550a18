"""Makes the site ready to serve: what `make run` does before it starts the server."""

from django.core.management.base import BaseCommand, CommandError

from policyatlas.curation.preparing import NotReady, prepare


class Command(BaseCommand):
    """`manage.py prepare`; quick and silent where nothing is to be done."""

    help = "Prepare database, static files, the first edition and the first administrator."
    requires_system_checks = []  # They look at every page's address; the server does that next.

    def handle(self, *args, **options):
        try:
            prepare(self._say)
        except NotReady as reason:
            raise CommandError(str(reason)) from None

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
