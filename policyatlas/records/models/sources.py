"""Sources: the documents facts are read in, their sections, their texts, and the passages quoted from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import CONFIDENCE, SOURCE_KIND

from .base import Citation, Record, one_of

QUOTE_LENGTH = 300


class Source(Record):
    """A document, data set or page; also a work that another source cites and nobody here has read."""

    kind = models.CharField(
        max_length=12,
        choices=list(SOURCE_KIND),
        help_text="“Work cited by another source” if you have not read it yourself.",
    )
    heading = models.CharField(
        max_length=255, help_text="How lists name it: the title, or authors and year where it has none."
    )
    title = models.CharField(max_length=400, blank=True, help_text="As on the title page, in its own language.")
    title_ja = models.CharField("title (Japanese)", max_length=400, blank=True, help_text="Where there is one.")
    authors = models.CharField(max_length=300, blank=True, help_text="“Family, G.; Family, G.” in printed order.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year of publication.")
    year_printed = models.CharField(
        "year as printed", max_length=40, blank=True, help_text="If it is more than a year: “2005a”, “forthcoming”."
    )
    container = models.CharField(max_length=300, blank=True, help_text="The journal or book it is part of.")
    publisher = models.CharField(max_length=300, blank=True, help_text="With the place, as printed.")
    language = models.CharField(
        max_length=8, blank=True, help_text="ISO 639 code of the text: en, ja. Blank if nobody here has seen it."
    )
    date_note = models.TextField(
        blank=True, help_text="What is known about author and date if the title page is silent."
    )
    url = models.URLField("address", max_length=500, blank=True, help_text="A permanent address (DOI, handle) if any.")
    date_read = models.DateField(null=True, blank=True, help_text="The day on which we read it.")
    licence = models.CharField(max_length=120, blank=True, help_text="If the source states one.")
    printed_reference = models.TextField(blank=True, help_text="The reference as the citing document prints it.")

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", SOURCE_KIND),
                name="source_kind_is_known",
                violation_error_message="The kind of source must be one of the list.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Section(models.Model):
    """A place in a source, in reading order, so that a locator can be found in the document."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(help_text="Place in reading order, from 1.")
    locator = models.CharField(max_length=200, help_text="The name passages use for it: “Section 3.2”.")
    starts_with = models.CharField(max_length=80, blank=True, help_text="Its first words, to find it by.")

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "order"],
                name="section_order_once",
                violation_error_message="Two sections cannot stand at the same place of a source.",
            ),
        ]

    def __str__(self) -> str:
        return self.locator


class Passage(models.Model):
    """A short quotation and where it stands; what a fact rests on."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="passages", help_text="The document you read it in yourself."
    )
    locator = models.CharField(
        max_length=200, help_text="Page, section, table or slide: “p. 231”, “Table 1”. Do not leave readers searching."
    )
    quote = models.TextField(
        "quotation",
        max_length=QUOTE_LENGTH,
        help_text="Word for word, in the language of the source, at most 300 characters. Do not correct it.",
    )
    confidence = models.CharField(
        max_length=8,
        blank=True,
        choices=list(CONFIDENCE),
        help_text="How sure we are that the passage bears out what it is cited for: “low” where it was read at second "
        "hand or is hard to read. Blank if nobody has judged it. Do not judge the source itself here.",
    )

    class Meta:
        ordering = ["source", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(locator=""),
                name="passage_has_locator",
                violation_error_message="A passage needs a locator: say where in the source it stands.",
            ),
            models.CheckConstraint(
                condition=~Q(quote=""),
                name="passage_has_quote",
                violation_error_message="A passage needs its quotation.",
            ),
            models.CheckConstraint(
                condition=one_of("confidence", CONFIDENCE, blank=True),
                name="passage_confidence_is_known",
                violation_error_message="Confidence is high, medium, low, or blank.",
            ),
            models.UniqueConstraint(
                fields=["source", "locator", "quote"],
                name="passage_once_per_source",
                violation_error_message="This passage is already there; choose it instead of adding it again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.slug}, {self.locator}: “{self.quote[:80]}”"


class SourceText(models.Model):
    """The whole text of a source, against which quotations are checked; for curators only, and never printed.

    No part of the record: it has neither versions nor states, and comes and goes by verbs of its own.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="text")
    text = models.TextField(help_text="As uploaded, with plain line ends.")
    file_name = models.CharField(max_length=255, blank=True, help_text="Blank if the text was pasted.")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "text of a source"
        verbose_name_plural = "texts of sources"
        # Whoever may change a source may change its text, and nobody else may so much as see it.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="sourcetext_has_text",
                violation_error_message="A text without a word cannot be kept: remove it instead.",
            ),
        ]

    def __str__(self) -> str:
        return f"text of {self.source}"


class SourceCitation(Citation):
    """The passage of a source that supports its own bibliographic data."""

    record = models.ForeignKey(Source, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="sourcecitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]


class WorkCited(models.Model):
    """That one source cites another.

    Kept with the cited work, so that a founding document can be in print before the ninety works it cites.
    """

    work = models.ForeignKey(Source, models.CASCADE, related_name="cited_by")
    citing = models.ForeignKey(
        Source, models.PROTECT, related_name="works_cited", help_text="The source that cites it."
    )
    passage = models.ForeignKey(
        Passage, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is cited."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "citing"],
                name="workcited_once",
                violation_error_message="This citation between the two sources is already there.",
            ),
            models.CheckConstraint(
                condition=~Q(work=models.F("citing")),
                name="workcited_not_itself",
                violation_error_message="A source cannot cite itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citing} cites {self.work}"
