"""What the addresses say at which an entry stood once: that it went, or where it is now."""

from django.db import models
from django.db.models import F, Q

from policyatlas.values.kinds import KINDS

from .entries import Edition


class Withdrawal(models.Model):
    """That an entry went out of print and nothing took its place: what its address says from then on."""

    kind = models.CharField(max_length=16, choices=[(kind.code, kind.en) for kind in KINDS.values()])
    slug = models.CharField(max_length=120)
    title_en = models.CharField(max_length=420)
    title_ja = models.CharField(max_length=420, blank=True)
    # The edition that was open then: the first one without the entry.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    # When that was; unknown of what went before this was written down.
    at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="withdrawal_once",
                violation_error_message="This address already says what became of its entry.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"


class Forwarding(models.Model):
    """That what stood at an address is now at another one, because its record was renamed or merged into another."""

    kind = models.CharField(max_length=16, choices=[(kind.code, kind.en) for kind in KINDS.values()])
    slug = models.CharField(max_length=120)
    to_kind = models.CharField(max_length=16, choices=[(kind.code, kind.en) for kind in KINDS.values()])
    to_slug = models.CharField(max_length=120)
    # The edition that was open then: the first one in which nothing stands at the old address.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    # When that was; unknown of what moved before this was written down.
    at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="forwarding_once",
                violation_error_message="This address already leads to another one.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=F("to_kind"), slug=F("to_slug")),
                name="forwarding_not_to_itself",
                violation_error_message="An address cannot lead to itself.",
            ),
        ]
        indexes = [models.Index(fields=["to_kind", "to_slug"], name="forwarding_target")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug} → {self.to_kind}:{self.to_slug}"
