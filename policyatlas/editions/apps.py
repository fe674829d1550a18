"""Tells Django about the editions room."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """What is in print: editions, entries, facets, and look-ups within one edition."""

    name = "policyatlas.editions"
    label = "editions"
    verbose_name = "Editions"
