"""Lets somebody in again who has lost every second factor, and whom no other administrator can help."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management.base import CommandError

from policyatlas.editions.commands import PreparedCommand


class Command(PreparedCommand):
    """`manage.py forget_second_factors NAME`: only the password is asked for then, until a new one is set up."""

    help = "Forget the passkeys, the authenticator app and the recovery codes of one person."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name with which they sign in")

    def handle(self, *args, name, **options):
        if not User.objects.filter(username=name).exists():
            raise CommandError(f"Nobody signs in as “{name}”.")
        forgotten, _ = Authenticator.objects.filter(user__username=name).delete()
        self.stdout.write(f"Forgot {forgotten} of {name}: the password alone lets them in. Set up new ones at once.")
