"""Context events: dated events that no single policy owns, such as an earthquake or the phases of a study."""

from django.db import models

from policyatlas.values.vocabularies import EVENT_KIND

from .base import Citation, Record, one_of, ordered_years


class ContextEvent(Record):
    """A dated event beside the policies; an event in the life of a policy is a stage of that policy instead."""

    kind = models.CharField(max_length=12, choices=list(EVENT_KIND), help_text="What sort of event it is.")
    title_en = models.CharField("event (English)", max_length=240, help_text="What happened, in one line.")
    title_ja = models.CharField("event (Japanese)", max_length=240, blank=True, help_text="The same in Japanese.")
    year = models.PositiveSmallIntegerField(help_text="The year; say in the event if the source rounds it.")
    end_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last year, if it took more than one.")
    place = models.ForeignKey("records.Place", models.PROTECT, null=True, blank=True, related_name="events")

    class Meta(Record.Meta):
        # As readers call it.
        verbose_name = "event"
        verbose_name_plural = "events"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", EVENT_KIND),
                name="contextevent_kind_is_known",
                violation_error_message="The kind of event must be one of the list.",
            ),
            models.CheckConstraint(
                condition=ordered_years("year", "end_year"),
                name="contextevent_end_after_start",
                violation_error_message="An event cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.title_en}"


class ContextEventCitation(Citation):
    """A passage that supports an event."""

    record = models.ForeignKey(ContextEvent, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="contexteventcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
