"""Mistakes found in closed editions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from policyatlas.values.kinds import KINDS

from .entries import Edition


class Erratum(models.Model):
    """A mistake found in a closed edition: said beside what is printed there, which is never rewritten.

    It concerns one entry of the edition, or all of it where `kind` and `slug` are empty.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata")
    kind = models.CharField(max_length=16, blank=True, choices=[(kind.code, kind.en) for kind in KINDS.values()])
    slug = models.CharField(max_length=120, blank=True)
    text = models.TextField(help_text="What is wrong, and what is right: “The budget is for 2005, not for 2004.”")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "errata"
        ordering = ["edition", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", slug="") | (~Q(kind="") & ~Q(slug="")),
                name="erratum_names_an_entry_or_none",
                violation_error_message="Name kind and slug of the entry concerned, or neither for the whole edition.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="erratum_says_something",
                violation_error_message="Say what is wrong and what is right.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.text[:80]}"
