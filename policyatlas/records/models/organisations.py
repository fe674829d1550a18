"""Organisations: ministries, universities, foundations, firms and networks."""

from django.db import models

from policyatlas.values.vocabularies import ORGANISATION_KIND

from .base import Citation, Record, one_of, ordered_years


class Organisation(Record):
    """An organisation that makes, runs, funds, evaluates or is reached by a policy."""

    name_en = models.CharField("name (English)", max_length=200, help_text="In full, as the source prints it.")
    name_ja = models.CharField(
        "name (Japanese)", max_length=200, blank=True, help_text="The official name; leave blank rather than translate."
    )
    abbreviation = models.CharField(max_length=40, blank=True, help_text="Such as METI.")
    kind = models.CharField(max_length=30, choices=list(ORGANISATION_KIND), help_text="What it is, not what it does.")
    place = models.ForeignKey(
        "records.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        help_text="Where it has its seat or, for public bodies, what it is responsible for.",
    )
    founded = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year, such as 2001.")
    ended = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last year; blank if it goes on.")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="The organisation that took over, such as METI for MITI.",
    )
    description = models.TextField(
        blank=True, help_text="Two or three sentences from the sources. Do not advertise and do not judge."
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", ORGANISATION_KIND),
                name="organisation_kind_is_known",
                violation_error_message="The kind of organisation must be one of the list.",
            ),
            models.CheckConstraint(
                condition=ordered_years("founded", "ended"),
                name="organisation_ended_after_founded",
                violation_error_message="An organisation cannot end before it is founded.",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                name="organisation_not_own_successor",
                violation_error_message="An organisation cannot be its own successor.",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class OrganisationCitation(Citation):
    """A passage that supports an organisation."""

    record = models.ForeignKey(Organisation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="organisationcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
