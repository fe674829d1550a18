"""Tells Django about the editions room."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from .bigrams.sqlite import know_tokens


class EditionsConfig(AppConfig):
    """What is in print: editions, entries, facets, and look-ups within one edition."""

    name = "policyatlas.editions"
    label = "editions"
    verbose_name = "Editions"

    def ready(self) -> None:
        """Have every connection know what the database's triggers call."""
        connection_created.connect(know_tokens, dispatch_uid="editions.tokens")
