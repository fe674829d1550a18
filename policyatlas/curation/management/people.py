"""In whose name a command works."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError


def person(name: str | None) -> User:
    """The active user called `name`; without a name the only administrator. A `CommandError` if there is no such."""
    found = User.objects.filter(is_active=True)
    found = list(found.filter(username=name) if name else found.filter(is_superuser=True)[:2])
    if len(found) != 1:
        raise CommandError(f"There is no user {name}." if name else "Say in whose name: --user NAME.")
    return found[0]
