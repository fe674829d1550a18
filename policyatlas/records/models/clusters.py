"""Clusters: regional concentrations of firms and knowledge, and the programmes that designated them."""

from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import DEVELOPMENT_PHASE, FORMATION_BASE, MISSING

from .base import Citation, Record, one_of, ordered_years


class Cluster(Record):
    """A regional cluster, designated or not."""

    name_en = models.CharField("name (English)", max_length=200, help_text="As the source prints it.")
    name_ja = models.CharField(
        "name (Japanese)", max_length=200, blank=True, help_text="The official name; leave blank rather than translate."
    )
    formation_base = models.CharField(
        max_length=28,
        choices=list(FORMATION_BASE),
        blank=True,
        help_text="What it was formed on, in NISTEP's sense (Policy Study No. 9). Blank if no source says.",
    )
    development_phase = models.CharField(
        max_length=10, choices=list(DEVELOPMENT_PHASE), blank=True, help_text="Only if a source says so."
    )
    fields_printed = models.CharField(
        "fields as printed", max_length=200, blank=True, help_text="The fields in the words of the source."
    )
    summary = models.TextField(blank=True, help_text="Two to four sentences. Do not judge: that is a finding.")
    places = models.ManyToManyField("records.Place", blank=True, related_name="clusters", help_text="Where it lies.")
    fields = models.ManyToManyField(
        "records.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "field"},
        help_text="Its fields of technology.",
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("formation_base", FORMATION_BASE, blank=True),
                name="cluster_formation_base_is_known",
                violation_error_message="The formation base must be one of the list, or blank.",
            ),
            models.CheckConstraint(
                condition=one_of("development_phase", DEVELOPMENT_PHASE, blank=True),
                name="cluster_development_phase_is_known",
                violation_error_message="The development phase must be one of the list, or blank.",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Designation(models.Model):
    """That a programme designated or covered a cluster, and when."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="designations")
    programme = models.ForeignKey(
        "records.Policy", models.PROTECT, related_name="designations", help_text="The programme, such as Technopolis."
    )
    stage = models.CharField(
        max_length=40, blank=True, help_text="The programme's stage: “1st stage”. Blank if it has none."
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year of designation or approval.")
    end_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last year, if a source gives it.")
    year_missing = models.CharField(
        "why the year is missing",
        max_length=18,
        choices=list(MISSING),
        blank=True,
        help_text="Only without a year: “not yet researched” if nobody has looked; blank if the source is silent.",
    )
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is said."
    )

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "programme", "stage"],
                name="designation_once_per_stage",
                violation_error_message="This cluster already has a designation by that programme and stage.",
            ),
            models.CheckConstraint(
                condition=ordered_years("year", "end_year"),
                name="designation_end_after_start",
                violation_error_message="A designation cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(year_missing="") | (Q(year__isnull=True) & one_of("year_missing", MISSING)),
                name="designation_year_or_missing",
                violation_error_message="Give the year or say why it is missing, with a word of the list: not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}{f' ({self.year})' if self.year else ''}"


class ClusterCitation(Citation):
    """A passage that supports a cluster."""

    record = models.ForeignKey(Cluster, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="clustercitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
