"""Evaluations: who judged what, by which method and framework, with findings and ratings."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import ASPECT, CONFIDENCE, STRENGTH, VERDICT

from .base import Citation, Record, exactly_one, one_of
from .indicators import SUBJECTS


class Framework(Record):
    """A list of criteria by which somebody judges."""

    name_en = models.CharField(
        "name (English)", max_length=200, help_text="Author and subject: “NISTEP: fifteen conditions”."
    )
    name_ja = models.CharField(
        "name (Japanese)", max_length=200, blank=True, help_text="Where there is an official one."
    )
    description = models.TextField(
        blank=True, help_text="What it is for and where it comes from, in one or two sentences."
    )

    class Meta(Record.Meta):
        pass

    def __str__(self) -> str:
        return self.name_en


class FrameworkCitation(Citation):
    """A passage that supports a framework."""

    record = models.ForeignKey(Framework, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="frameworkcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]


class Criterion(models.Model):
    """One criterion of a framework."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField(help_text="Its number in the framework, from 1.")
    group = models.CharField(max_length=120, blank=True, help_text="The heading it stands under: “Formation”.")
    label = models.CharField(max_length=200, help_text="As the source prints it.")
    description = models.TextField(blank=True, help_text="What the source says it means.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is named."
    )

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="criterion_number_once",
                violation_error_message="This framework already has a criterion with that number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class Evaluation(Record):
    """What one evaluator says about one subject, read in one source."""

    title_en = models.CharField(
        "title (English)", max_length=240, help_text="Evaluator and subject: “NISTEP on Sapporo”."
    )
    title_ja = models.CharField("title (Japanese)", max_length=240, blank=True, help_text="The same in Japanese.")
    place = models.ForeignKey("records.Place", models.PROTECT, null=True, blank=True, related_name="evaluations")
    policy = models.ForeignKey("records.Policy", models.PROTECT, null=True, blank=True, related_name="evaluations")
    cluster = models.ForeignKey("records.Cluster", models.PROTECT, null=True, blank=True, related_name="evaluations")
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    evaluator = models.CharField(max_length=160, help_text="Who judges, as the source names them: “Hassink”.")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year of the judgement, not of the source."
    )
    method = models.CharField(max_length=240, blank=True, help_text="“Survey of members in 1999”. Blank if not said.")
    strength = models.CharField(
        "strength of the method",
        max_length=14,
        choices=list(STRENGTH),
        blank=True,
        help_text="How much the method can carry; blank if the source does not let you tell.",
    )
    framework = models.ForeignKey(
        Framework,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        help_text="If it rates by criteria.",
    )
    source = models.ForeignKey(
        "records.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        help_text="Where we read it.",
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one(*SUBJECTS),
                name="evaluation_one_subject",
                violation_error_message="An evaluation is about exactly one place, policy, cluster or organisation.",
            ),
            models.CheckConstraint(
                condition=one_of("strength", STRENGTH, blank=True),
                name="evaluation_strength_is_known",
                violation_error_message="The strength of the method must be one of the list, or blank.",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def subject(self):
        """The place, policy, cluster or organisation it is about, or None while the form is empty."""
        return next((getattr(self, name) for name in SUBJECTS if getattr(self, f"{name}_id") is not None), None)


class Finding(models.Model):
    """One judgement of an evaluation."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="findings")
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The last part of its public address; permanent once printed."
    )
    title_en = models.CharField("title (English)", max_length=200, help_text="A few words: “Plans almost identical”.")
    title_ja = models.CharField("title (Japanese)", max_length=200, blank=True, help_text="The same in Japanese.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="If it differs from the evaluation's.")
    method = models.CharField(max_length=160, blank=True, help_text="If it differs from the evaluation's.")
    dimension = models.ForeignKey(
        "records.Term",
        models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": "dimension"},
        help_text="What it judges: outcomes, governance, networks …",
    )
    verdict = models.CharField(
        max_length=8,
        choices=list(VERDICT),
        help_text="“Open” for a question or a recommendation. Judge the words, not the policy.",
    )
    statement = models.TextField(help_text="The finding in one or two neutral sentences.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is said."
    )
    further_passages = models.ManyToManyField(
        "records.Passage", blank=True, related_name="+", help_text="Other passages that say the same."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("verdict", VERDICT),
                name="finding_verdict_is_known",
                violation_error_message="The verdict must be one of the list.",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en


class Rating(models.Model):
    """What an evaluation says of one criterion: one to three stars, or words."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="ratings")
    aspect = models.CharField(max_length=22, choices=list(ASPECT), help_text="What the mark stands for.")
    stars = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="One to three, as printed. Do not write 0 for a row without a mark.",
    )
    words = models.CharField(max_length=200, blank=True, help_text="The rating in words, where there are no stars.")
    keyword = models.CharField(max_length=240, blank=True, help_text="What the source prints beside the mark.")
    confidence = models.CharField(
        max_length=6, choices=list(CONFIDENCE), default="high", help_text="How sure the reading of the print is."
    )
    reading_note = models.TextField(blank=True, help_text="Why the reading is doubtful. Readers see this.")
    printed_label = models.CharField(max_length=200, blank=True, help_text="The criterion as this chart prints it.")
    printed_cells = models.CharField(max_length=300, blank=True, help_text="The row of the chart, cells joined by “|”.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is printed."
    )

    class Meta:
        ordering = ["criterion__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "criterion", "aspect"],
                name="rating_once_per_aspect",
                violation_error_message="This criterion already has a rating for that aspect.",
            ),
            models.CheckConstraint(
                # `stars__in` alone is neither true nor false where there are none, and databases take that for true.
                condition=Q(stars__isnull=False, stars__in=(1, 2, 3), words="")
                | (Q(stars__isnull=True) & ~Q(words="")),
                name="rating_stars_or_words",
                violation_error_message="Give one to three stars, or words: one of the two.",
            ),
            models.CheckConstraint(
                condition=one_of("aspect", ASPECT),
                name="rating_aspect_is_known",
                violation_error_message="The aspect must be one of the list.",
            ),
            models.CheckConstraint(
                condition=one_of("confidence", CONFIDENCE),
                name="rating_confidence_is_known",
                violation_error_message="The confidence must be high, medium or low.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {'★' * self.stars if self.stars else self.words}"
