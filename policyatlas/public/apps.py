"""Tells Django about the reading room: its template tags and its commands; it has no models."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The reading room: tables, filters, pages, comparisons, files."""

    name = "policyatlas.public"
    label = "public"
    verbose_name = "Reading room"
