"""Terms: the lists of words that curators extend: fields of technology, dimensions, instruments, target groups."""

from django.db import models

from policyatlas.values.vocabularies import TERM_SCHEME

from .base import Citation, Record, one_of


class Term(Record):
    """One term of a scheme, such as the field of technology “photonics”."""

    scheme = models.CharField(
        max_length=20,
        choices=list(TERM_SCHEME),
        help_text="The list it belongs to. Do not move a term to another list once it is used.",
    )
    code = models.CharField(
        max_length=80, help_text="The word in the data, such as “human-resources”. Permanent once used."
    )
    label_en = models.CharField("label (English)", max_length=120, help_text="Sentence case: “Human resources”.")
    label_ja = models.CharField("label (Japanese)", max_length=120, blank=True, help_text="Such as 人材.")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text="The broader term of the same list, if there is one.",
    )
    stip_code = models.CharField(
        "EC-OECD STIP Compass code",
        max_length=40,
        blank=True,
        help_text="The code of that taxonomy which means the same. Leave blank rather than force a fit.",
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("scheme", TERM_SCHEME),
                name="term_scheme_is_known",
                violation_error_message="The list must be one of the known schemes of terms.",
            ),
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="term_code_once_per_scheme",
                violation_error_message="This list already has a term with that code.",
            ),
        ]

    def __str__(self) -> str:
        return self.label_en


class TermCitation(Citation):
    """A passage that supports what a term is called elsewhere, such as its code in a taxonomy."""

    record = models.ForeignKey(Term, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="termcitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
