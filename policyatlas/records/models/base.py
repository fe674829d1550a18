"""What every record has in common: identity, state, version and stamps; and what every citation is.

The state (`status`, `version`, stamps) is written by the verbs of the desk alone; nothing else may assign it.
"""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import STATUS

SLUG_RULE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
)
IN_PRINT = ("published", "revising", "revision-submitted", "revision-approved")
# What a curator may write into; of records in print, readers keep what was last printed.
EDITABLE = ("draft", "revising")


def one_of(field: str, vocabulary, *, blank: bool = False) -> Q:
    """The condition that `field` holds a word of `vocabulary` (or nothing, where `blank`)."""
    return Q(**{f"{field}__in": [*vocabulary.codes, *([""] if blank else [])]})


def exactly_one(*fields: str) -> Q:
    """The condition that exactly one of the foreign keys `fields` is set."""
    ways = (Q(**{f"{other}__isnull": other != field for other in fields}) for field in fields)
    return reduce(or_, ways)


def ordered_years(start: str, end: str) -> Q:
    """The condition that the year `end` does not lie before the year `start` (either may be absent)."""
    return Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": models.F(start)})


class RecordQuerySet(models.QuerySet):
    """Sentences about records that hold for every noun."""

    def in_print(self):
        """Records that readers can read now, also while they are being revised."""
        return self.filter(status__in=IN_PRINT)

    def unfinished(self):
        """Records with something that readers do not see yet, written or under review."""
        return self.exclude(status__in=("published", "withdrawn"))


class Record(models.Model):
    """What curators edit. Readers never see it: the press prints an entry from it."""

    slug = models.SlugField(
        max_length=120,
        unique=True,
        validators=[SLUG_RULE],
        help_text="The last part of the public address, such as “technopolis-law”. Researchers cite it, so once "
        "printed it changes only by “Rename”, and the old address leads to the new one. Do not put a year into it "
        "unless the name has one.",
    )
    status = models.CharField(max_length=20, choices=list(STATUS), default="draft", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    note = models.TextField(
        "note for colleagues",
        blank=True,
        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. "
        "Do not put facts here that readers should see.",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("status", STATUS),
                name="%(class)s_status_is_known",
                violation_error_message="The status must be one of the states of the desk, from draft to withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="%(class)s_version_from_one",
                violation_error_message="Versions are counted from 1.",
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=True, created_by__isnull=True)
                | Q(created_at__isnull=False, created_by__isnull=False),
                name="%(class)s_created_in_pairs",
                violation_error_message="Who created a record and when are kept together, or not at all.",
            ),
            models.CheckConstraint(
                condition=Q(updated_at__isnull=True, updated_by__isnull=True)
                | Q(updated_at__isnull=False, updated_by__isnull=False),
                name="%(class)s_updated_in_pairs",
                violation_error_message="Who changed a record and when are kept together, or not at all.",
            ),
        ]


class Citation(models.Model):
    """A passage that supports a record, or one field of it."""

    passage = models.ForeignKey(
        "records.Passage",
        models.PROTECT,
        related_name="+",
        help_text="The place in the source that says it. Add a new one with the plus sign. "
        "Do not cite a passage that only mentions the subject.",
    )
    supports = models.CharField(
        max_length=40,
        blank=True,
        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
    )

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.passage}"
