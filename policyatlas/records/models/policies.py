"""Policies: laws, plans, strategies and programmes, their dated stages, roles and relations."""

from django.db import models
from django.db.models import F, Q

from policyatlas.values.vocabularies import APPROACH, LEVEL, PHASE, POLICY_KIND, RELATION, ROLE

from .base import Citation, Record, one_of, ordered_years


class Policy(Record):
    """A law, plan, strategy, programme or other public act, from the state down to a city."""

    title_en = models.CharField(
        "title (English)", max_length=200, help_text="As the source prints it, abbreviation in brackets at the end."
    )
    title_ja = models.CharField(
        "title (Japanese)",
        max_length=200,
        blank=True,
        help_text="The official title. Leave blank rather than translate it yourself.",
    )
    kind = models.CharField(
        max_length=14, choices=list(POLICY_KIND), help_text="A law that starts a programme is two records."
    )
    level = models.CharField(
        "government level",
        max_length=12,
        choices=list(LEVEL),
        blank=True,
        help_text="Who made it. Blank if no source says.",
    )
    approach = models.CharField(
        max_length=10, choices=list(APPROACH), blank=True, help_text="Only if a source says so; do not infer it."
    )
    phase = models.CharField(
        max_length=14, choices=list(PHASE), blank=True, help_text="Kitagawa's phase, by the year in which it started."
    )
    start_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="First year, such as 1983.")
    end_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Last year; blank if no source gives one."
    )
    aims = models.TextField(blank=True, help_text="What it was for, in the words of the source as far as possible.")
    summary = models.TextField(
        blank=True,
        help_text="Two to four sentences: what, who, when, what became of it. Do not judge: that is a finding.",
    )
    places = models.ManyToManyField(
        "records.Place",
        blank=True,
        related_name="policies",
        help_text="Where it applies. The smallest place that fits.",
    )
    instruments = models.ManyToManyField(
        "records.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "instrument"},
        help_text="The means it uses, from the list of instruments.",
    )
    target_groups = models.ManyToManyField(
        "records.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "target-group"},
        help_text="Whom it is to reach, from the list of target groups. Only whom a source names.",
    )

    class Meta(Record.Meta):
        verbose_name_plural = "policies"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", POLICY_KIND),
                name="policy_kind_is_known",
                violation_error_message="The kind of policy must be one of the list.",
            ),
            models.CheckConstraint(
                condition=one_of("level", LEVEL, blank=True),
                name="policy_level_is_known",
                violation_error_message="The government level must be one of the list, or blank.",
            ),
            models.CheckConstraint(
                condition=one_of("approach", APPROACH, blank=True),
                name="policy_approach_is_known",
                violation_error_message="The approach must be one of the list, or blank.",
            ),
            models.CheckConstraint(
                condition=one_of("phase", PHASE, blank=True),
                name="policy_phase_is_known",
                violation_error_message="The phase must be one of the list, or blank.",
            ),
            models.CheckConstraint(
                condition=ordered_years("start_year", "end_year"),
                name="policy_end_after_start",
                violation_error_message="A policy cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en


class PolicyStage(models.Model):
    """A dated event in the life of a policy."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="stages")
    slug = models.SlugField(
        max_length=120, unique=True, help_text="Names the event in the data; permanent once printed."
    )
    title_en = models.CharField(
        "event (English)", max_length=240, help_text="What happened: “Technopolis Law enacted”."
    )
    title_ja = models.CharField("event (Japanese)", max_length=240, blank=True, help_text="The same in Japanese.")
    year = models.PositiveSmallIntegerField(help_text="The year; say in the event if the source rounds it.")
    end_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Last year, if it took more than one.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where the date is given."
    )

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=ordered_years("year", "end_year"),
                name="policystage_end_after_start",
                violation_error_message="An event cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.title_en}"


class PolicyRole(models.Model):
    """The part an organisation plays in a policy."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="roles")
    role = models.CharField(
        max_length=10, choices=list(ROLE), help_text="Lead: answers for it. Operator: runs it day by day."
    )
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is said."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("role", ROLE),
                name="policyrole_role_is_known",
                violation_error_message="The role must be one of the list.",
            ),
            models.UniqueConstraint(
                fields=["policy", "organisation", "role"],
                name="policyrole_once",
                violation_error_message="This organisation already has that role in the policy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class PolicyRelation(models.Model):
    """How a policy relates to another one, read from the policy that holds it: “replaces the Technopolis Law”."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="relations")
    relation = models.CharField(max_length=14, choices=list(RELATION), help_text="Read it as: this policy … the other.")
    other = models.ForeignKey(Policy, models.PROTECT, related_name="relations_back", verbose_name="other policy")
    remark = models.CharField(max_length=240, blank=True, help_text="What the source adds, such as “December 1998”.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is said."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("relation", RELATION),
                name="policyrelation_relation_is_known",
                violation_error_message="The relation must be one of the list.",
            ),
            models.CheckConstraint(
                condition=~Q(policy=F("other")),
                name="policyrelation_not_itself",
                violation_error_message="A policy cannot be related to itself.",
            ),
            models.UniqueConstraint(
                fields=["policy", "relation", "other"],
                name="policyrelation_once",
                violation_error_message="This relation between the two policies is already there.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.other}"


class PolicyCitation(Citation):
    """A passage that supports a policy."""

    record = models.ForeignKey(Policy, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="policycitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
