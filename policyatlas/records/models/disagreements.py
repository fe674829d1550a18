"""Disagreements: where sources contradict each other, what each says, and what the atlas does about it."""

from django.db import models

from .base import Record


class Disagreement(Record):
    """A question on which at least two passages differ."""

    topic_en = models.CharField(
        "topic (English)", max_length=200, help_text="“Industrial Cluster Project: annual budget”."
    )
    topic_ja = models.CharField("topic (Japanese)", max_length=200, blank=True, help_text="The same in Japanese.")
    comment = models.TextField(blank=True, help_text="What differs and how much it matters. Do not take sides.")
    resolution = models.TextField(
        blank=True, help_text="What the atlas does: which value it prefers, or that it keeps both."
    )
    places = models.ManyToManyField("records.Place", blank=True, related_name="disagreements")
    policies = models.ManyToManyField("records.Policy", blank=True, related_name="disagreements")
    clusters = models.ManyToManyField("records.Cluster", blank=True, related_name="disagreements")
    organisations = models.ManyToManyField("records.Organisation", blank=True, related_name="disagreements")
    indicators = models.ManyToManyField("records.Indicator", blank=True, related_name="disagreements")

    class Meta(Record.Meta):
        pass

    def __str__(self) -> str:
        return self.topic_en


class Position(models.Model):
    """What one source says in a disagreement."""

    disagreement = models.ForeignKey(Disagreement, models.CASCADE, related_name="positions")
    claim = models.CharField(max_length=300, help_text="The claim in a few words: “680 million yen in FY 2004”.")
    passage = models.ForeignKey("records.Passage", models.PROTECT, null=True, blank=True, related_name="+")
    observation = models.ForeignKey(
        "records.Observation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        help_text="The figure, if the claim is one.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement", "claim", "passage"],
                name="position_once",
                violation_error_message="This position is already there.",
            ),
        ]

    def __str__(self) -> str:
        return self.claim
