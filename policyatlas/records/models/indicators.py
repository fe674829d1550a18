"""Indicators and observations: what is measured, and the figures that sources give."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from policyatlas.values.vocabularies import DIRECTION, MISSING, QUALIFIER, RANK

from .base import Citation, Record, exactly_one, one_of, ordered_years

SUBJECTS = ("place", "policy", "cluster", "organisation")


class Indicator(Record):
    """What a figure measures, in which unit."""

    name_en = models.CharField(
        "name (English)", max_length=200, help_text="“Budget per year”, without unit and subject."
    )
    name_ja = models.CharField("name (Japanese)", max_length=200, blank=True, help_text="Plain Japanese.")
    unit = models.CharField(
        max_length=60, help_text="The full unit, never thousands: “JPY per year”, “persons”, “per cent”."
    )
    definition = models.TextField(
        help_text="What is counted, by whom, with which limits. Two definitions are two indicators."
    )
    direction = models.CharField(
        max_length=14, choices=list(DIRECTION), default="neutral", help_text="For charts only; neutral when in doubt."
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("direction", DIRECTION),
                name="indicator_direction_is_known",
                violation_error_message="The direction must be one of the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} ({self.unit})"


class IndicatorCitation(Citation):
    """A passage that supports an indicator's definition."""

    record = models.ForeignKey(Indicator, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="indicatorcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]


class Observation(Record):
    """One figure from one source: a value, or the reason why there is none."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    place = models.ForeignKey("records.Place", models.PROTECT, null=True, blank=True, related_name="observations")
    policy = models.ForeignKey("records.Policy", models.PROTECT, null=True, blank=True, related_name="observations")
    cluster = models.ForeignKey("records.Cluster", models.PROTECT, null=True, blank=True, related_name="observations")
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, null=True, blank=True, related_name="observations"
    )
    period_start = models.PositiveSmallIntegerField(null=True, blank=True, help_text="First year the figure covers.")
    period_end = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last year the figure covers.")
    fiscal_year = models.BooleanField(default=False, help_text="Japanese fiscal years (April to March).")
    period_printed = models.CharField(
        "period as printed",
        max_length=80,
        blank=True,
        help_text="“~1995”, “as of April 2002”: the words of the source.",
    )
    value = models.DecimalField(
        max_digits=24, decimal_places=6, null=True, blank=True, help_text="In full units: 680000000, not 680 million."
    )
    upper_value = models.DecimalField(
        max_digits=24, decimal_places=6, null=True, blank=True, help_text="The upper end, if the source gives a range."
    )
    qualifier = models.CharField(
        max_length=8,
        choices=list(QUALIFIER),
        blank=True,
        help_text="“about”, “over” … as the source says; exactly otherwise.",
    )
    missing = models.CharField(
        "reason why missing",
        max_length=18,
        choices=list(MISSING),
        blank=True,
        help_text="“not reported” if the source prints “—”. Never write 0 for a dash, and never leave out a real 0.",
    )
    rank = models.CharField(
        max_length=10,
        choices=list(RANK),
        default="normal",
        help_text="Prefer one figure where sources differ; the others stay visible beside it.",
    )
    remark = models.TextField(blank=True, help_text="How the source prints it and what limits it. Readers see this.")

    class Meta(Record.Meta):
        # As readers call it.
        verbose_name = "figure"
        verbose_name_plural = "figures"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one(*SUBJECTS),
                name="observation_one_subject",
                violation_error_message="A figure is about exactly one place, policy, cluster or organisation.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing="") | (Q(value__isnull=True) & ~Q(missing="")),
                name="observation_value_or_missing",
                violation_error_message="Give a value or say why it is missing: one of the two, not both.",
            ),
            models.CheckConstraint(
                condition=Q(upper_value__isnull=True) | Q(value__isnull=False, upper_value__gt=F("value")),
                name="observation_range_goes_up",
                violation_error_message="The upper value of a range must be greater than the value.",
            ),
            models.CheckConstraint(
                condition=one_of("missing", MISSING, blank=True),
                name="observation_missing_is_known",
                violation_error_message="The reason why a value is missing must be one of the list.",
            ),
            models.CheckConstraint(
                condition=one_of("qualifier", QUALIFIER, blank=True) & (Q(missing="") | Q(qualifier="")),
                name="observation_qualifier_is_known",
                violation_error_message="The qualifier must be one of the list, and only a value can have one.",
            ),
            models.CheckConstraint(
                condition=one_of("rank", RANK),
                name="observation_rank_is_known",
                violation_error_message="The rank must be one of the list.",
            ),
            models.CheckConstraint(
                condition=ordered_years("period_start", "period_end"),
                name="observation_period_in_order",
                violation_error_message="A period cannot end before it starts.",
            ),
            models.UniqueConstraint(
                "indicator",
                *(Coalesce(f"{subject}_id", Value(0)) for subject in SUBJECTS),
                Coalesce("period_start", Value(0)),
                Coalesce("period_end", Value(0)),
                condition=Q(rank="preferred"),
                name="observation_one_preferred",
                violation_error_message="Another figure for this indicator, subject and period is already preferred.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def subject(self):
        """The place, policy, cluster or organisation the figure is about, or None while the form is empty."""
        return next((getattr(self, name) for name in SUBJECTS if getattr(self, f"{name}_id") is not None), None)


class ObservationCitation(Citation):
    """A passage that gives the figure."""

    record = models.ForeignKey(Observation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="observationcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
