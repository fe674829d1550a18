"""What options of commands name: in whose name one works, and which kind of records is meant."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from policyatlas.curation.exchange.shapes import nouns
from policyatlas.records.models import Record


def person(name: str | None) -> User:
    """The active user called `name`; without a name the only administrator. A `CommandError` if there is no such."""
    found = User.objects.filter(is_active=True)
    found = list(found.filter(username=name) if name else found.filter(is_superuser=True)[:2])
    if len(found) != 1:
        raise CommandError(f"There is no user {name}." if name else "Say in whose name: --user NAME.")
    return found[0]


def noun(kind: str) -> type[Record]:
    """The model whose records are called that, such as `policy` or `policies`. A `CommandError` if there is none."""
    if kind not in nouns():
        raise CommandError(f"There is no kind “{kind}”: choose one of {', '.join(sorted(nouns()))}.")
    return nouns()[kind]
