"""Tells Django about the records room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What we know: the domain's models, constraints and querysets."""

    name = "policyatlas.records"
    label = "records"
    verbose_name = "Records"
