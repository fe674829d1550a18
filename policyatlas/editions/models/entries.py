"""Editions, and the entries and facets that readers read in them."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from policyatlas.values.kinds import KINDS
from policyatlas.values.searching import Term

from ..bigrams import Holds


def _any_way(term: Term, column: str, lookup: str = "contains") -> Q:
    """That `column` has the term in any of its ways."""
    condition = Q(pk__in=[])
    for way in term.ways:
        condition |= Q(**{f"{column}__{lookup}": way})
    return condition


def every_term(terms: Iterable[Term], column: str, lookup: str = "contains") -> Q:
    """That `column` has each of the terms, in any of its ways."""
    condition = Q()
    for term in terms:
        condition &= _any_way(term, column, lookup)
    return condition


class EditionQuerySet(models.QuerySet):
    """Sentences about editions."""

    def open(self) -> "Edition":
        """The one edition that is still open."""
        return self.get(is_open=True)

    def closed(self):
        """Closed editions, newest first."""
        return self.filter(is_open=False).order_by("-number")


class Edition(models.Model):
    """The set of entries in print at a moment; exactly one edition is open, the others never change."""

    number = models.PositiveIntegerField(primary_key=True)
    label = models.CharField(max_length=20, blank=True)
    is_open = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    notes = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"],
                condition=Q(is_open=True),
                name="edition_one_open",
                violation_error_message="Only one edition can be open.",
            ),
            models.UniqueConstraint(
                fields=["label"],
                condition=~Q(label=""),
                name="edition_label_once",
                violation_error_message="Another edition has that label.",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at__isnull=True, digest="", label="")
                | (Q(is_open=False, closed_at__isnull=False) & ~Q(digest="") & ~Q(label="")),
                name="edition_closed_is_sealed",
                violation_error_message="A closed edition has a label, a date and a digest; an open one has none.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or "open edition"

    @property
    def closed_on(self) -> date | None:
        """The day on which it was closed, where the atlas is made; None while it is open."""
        return timezone.localdate(self.closed_at) if self.closed_at else None


class EntryQuerySet(models.QuerySet):
    """Sentences about entries."""

    def in_edition(self, edition: Edition):
        """Entries in print in `edition`: printed in it or before it, and not taken out by then."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=edition.number), since__lte=edition.number)

    def with_facet(self, name: str, values):
        """Entries that have one of `values` under the facet `name`."""
        return self.filter(pk__in=Facet.objects.filter(name=name, value__in=values).values("entry"))

    def not_ended_before(self, year: int):
        """Entries that had not ended before `year`, or of which no end is known; nothing without any year."""
        return self.exclude(year_from=None, year_to=None).filter(Q(year_to=None) | Q(year_to__gte=year))

    def not_begun_after(self, year: int):
        """Entries that had begun by `year`, or of which no beginning is known; nothing without any year."""
        return self.exclude(year_from=None, year_to=None).filter(Q(year_from=None) | Q(year_from__lte=year))

    def began_from(self, year: int):
        """Entries that began in `year` or after it."""
        return self.filter(year_from__gte=year)

    def began_by(self, year: int):
        """Entries that began in `year` or before it."""
        return self.filter(year_from__lte=year)

    def with_terms(self, terms: Iterable[Term]):
        """Entries found by each of `terms`, in any of the ways in which it may be written."""
        return self.filter(every_term(terms, "wording__words", "holds"))


class Entry(models.Model):
    """What readers read: one printed record, immutable once the edition it came with is closed."""

    kind = models.CharField(max_length=16, choices=[(kind.code, kind.en) for kind in KINDS.values()])
    slug = models.CharField(max_length=120)
    # The record it was printed from, as `noun:slug`; one record may print several entries (an evaluation its findings).
    origin = models.CharField(max_length=160)
    since = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    until = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    title_en = models.CharField(max_length=420)
    title_ja = models.CharField(max_length=420, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    number = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    text = models.TextField()
    payload = models.JSONField()
    schema = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    # Said about the printing and no part of what is hashed: when it was (null where nobody knows any more), and why it
    # differs from the one before.
    printed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                condition=Q(until__isnull=True),
                name="entry_once_in_print",
                violation_error_message="This entry is already in print.",
            ),
            models.UniqueConstraint(
                fields=["kind", "slug", "since"],
                name="entry_once_per_edition",
                violation_error_message="This entry was already printed in that edition.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="entry_until_after_since",
                violation_error_message="An entry leaves print only after it came into print.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)),
                name="entry_kind_is_known",
                violation_error_message="The kind of entry must be one of the list.",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "until", "since"], name="entry_in_print"),
            models.Index(fields=["origin"], name="entry_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"


class Wording(models.Model):
    """What an entry is found by: its words in one spelling, and its names; made from it, and made anew at any time."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="wording")
    # Each name between line ends and spaces; how they are spelt is said in `values.searching`.
    names = models.TextField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


for _field in ("names", "words"):
    Wording._meta.get_field(_field).register_lookup(Holds)


class Facet(models.Model):
    """One filterable value of an entry; larger places are included, so that a region finds its prefectures."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=24)
    value = models.CharField(max_length=160)

    class Meta:
        ordering = ["entry", "name", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "name", "value"],
                name="facet_once",
                violation_error_message="An entry has each value of a facet once.",
            ),
        ]
        indexes = [models.Index(fields=["name", "value", "entry"], name="facet_by_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
