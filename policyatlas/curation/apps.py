"""Tells Django about the desk."""

from django.apps import AppConfig


class CurationConfig(AppConfig):
    """The desk: admin, workflow, history, readiness, import and export."""

    name = "policyatlas.curation"
    label = "curation"
    verbose_name = "Desk"
