"""Which state of what is in print this is, and which entries came and went with each."""

from django.db import models


class Stamp(models.Model):
    """One state of what is in print: the newest one is what readers read.

    Its number rises with every transaction that changes what readers read. The token tells it from one of the same
    number that was rolled back, as those of previews are.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token"],
                name="stamp_token_once",
                violation_error_message="Another state of what is in print has that token.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.token}"


class Movement(models.Model):
    """That an entry came with a stamp (or is found by other words since), or went out of print with it."""

    stamp = models.ForeignKey(Stamp, models.CASCADE, related_name="movements")
    # Its primary key alone: what no closed edition has is deleted when it goes.
    entry = models.BigIntegerField()
    gone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stamp", "entry"],
                name="movement_once",
                violation_error_message="An entry comes or goes once with a stamp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stamp_id}: {'-' if self.gone else '+'}{self.entry}"
