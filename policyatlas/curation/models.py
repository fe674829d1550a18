"""What the desk remembers: one event for each verb applied to a record."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import Vocabulary

ACTION = Vocabulary(
    "action",
    ("create", "created", "作成"),
    ("edit", "edited", "編集"),
    ("submit", "submitted", "提出"),
    ("return", "returned", "差戻し"),
    ("approve", "approved", "承認"),
    ("publish", "published", "公開"),
    ("revise", "opened for revision", "改訂開始"),
    ("rename", "renamed", "改名"),
    ("merge", "merged", "統合"),
    ("unmerge", "unmerged", "統合取消し"),
    ("withdraw", "withdrew", "取下げ"),
    ("restore", "restored", "復元"),
    ("look", "looked at: still right", "確認"),
    ("delete", "deleted", "削除"),
    ("text", "stored its text", "本文の保存"),
    ("text-off", "removed its text", "本文の削除"),
    ("close", "closed the edition", "版の確定"),
    ("erratum", "added an erratum", "正誤の追加"),
)


STAGE = Vocabulary(
    "stage",
    ("planned", "planned", "計画"),
    ("applied", "written", "書込み済み"),
    ("undone", "undone", "取消し済み"),
)
OUTCOME = Vocabulary(
    "outcome",
    ("error", "in error", "誤り"),
    ("duplicate", "duplicate", "重複"),
    ("changed", "changed", "変更"),
    ("new", "new", "新規"),
    ("unchanged", "unchanged", "変更なし"),
)


class ChangeSet(models.Model):
    """One import: the file as it was read, what it would do, and whether that was written or undone."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("read at", auto_now_add=True)
    noun = models.CharField(max_length=20, help_text="The model's name, such as “policy”.")
    file_name = models.CharField("file", max_length=200)
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    how = models.CharField("how it was read", max_length=200)
    counted = models.CharField(max_length=10, help_text="What its line numbers count: “line” or “record”.")
    state = models.CharField(max_length=10, choices=list(STAGE), default="planned")
    digest = models.CharField(max_length=64, help_text="A short name for exactly the plan that was shown.")
    counts = models.JSONField(help_text="How many rows have each outcome.")
    mistakes = models.JSONField(help_text="What is wrong with the file as a whole: line, column and sentence.")
    confirmed = models.BooleanField(
        default=False, help_text="Somebody has looked at the print where a quotation or a figure is doubtful."
    )
    applied_at = models.DateTimeField("written at", null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=STAGE.codes),
                name="changeset_state_is_known",
                violation_error_message="An import is planned, written or undone.",
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.file_name}"

    @property
    def reason(self) -> str:
        """What the log says of each of its events."""
        return str(self)


class PlannedRow(models.Model):
    """One row of an import: as it was read, what would become of it, and once it was written what was there before."""

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField(help_text="Its place among the rows, from 0.")
    line = models.PositiveIntegerField()
    slug = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=list(OUTCOME))
    given = models.JSONField(help_text="The row as it was read.")
    told = models.JSONField(help_text="What people are shown of it: changes, mistakes and remarks.")
    record_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True, help_text="The version of the record that was written.")
    before = models.JSONField(null=True, help_text="Status and snapshot of what was there before; null for a new one.")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["change_set", "place"],
                name="plannedrow_place_once",
                violation_error_message="Two rows of an import cannot stand at the same place.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOME.codes),
                name="plannedrow_outcome_is_known",
                violation_error_message="A row is new, changed, unchanged, a duplicate or in error.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.slug}"


class Event(models.Model):
    """That somebody applied a verb: written in the same transaction as the change, never changed."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=10, choices=list(ACTION))
    noun = models.CharField(max_length=20, help_text="The model's name, such as “policy”.")
    record_id = models.BigIntegerField(null=True)
    slug = models.CharField(max_length=120)
    version = models.PositiveIntegerField(null=True, help_text="The version of the record after the verb.")
    reason = models.TextField(blank=True)
    snapshot = models.JSONField(
        null=True,
        editable=False,
        help_text="The whole record after the verb (before it, if it was deleted); null where only its state changed.",
    )
    because_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="consequences",
        help_text="The event that brought this one about: the merging of what the record named.",
    )
    moved = models.JSONField(
        null=True,
        editable=False,
        help_text="The references of the record that were led elsewhere; see `curation/moving.py`.",
    )
    change_set = models.ForeignKey(
        "ChangeSet", models.PROTECT, null=True, editable=False, related_name="events", help_text="The import it is of."
    )

    class Meta:
        # In the admin: “events” are those of the atlas itself.
        verbose_name = "log entry"
        verbose_name_plural = "log"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["noun", "record_id"], name="event_of_record"),
            # The front page of the desk asks for these each time, and the log grows with whole records.
            models.Index(fields=["noun", "record_id"], condition=Q(action="return"), name="event_of_return"),
        ]
        permissions = [
            ("review_records", "Can approve and return what others submit"),
            ("publish_records", "Can publish records"),
            ("withdraw_records", "Can withdraw records from print"),
            ("close_editions", "Can close editions"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=ACTION.codes),
                name="event_action_is_known",
                violation_error_message="The action must be one of the verbs of the desk.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {ACTION.label(self.action)} {self.noun} {self.slug}"


class OpenForm(models.Model):
    """That somebody has the form of a record or passage open: a courtesy to colleagues, no lock."""

    noun = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="The last sign of life of that form.")

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "record_id", "person"],
                name="openform_once_per_person",
                violation_error_message="This person has that form open already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.noun} {self.record_id}"


class KeptWords(models.Model):
    """What somebody typed into a form that could not be taken, because their session had ended; only for themselves."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=300, help_text="The address of the form.")
    data = models.JSONField(help_text="What was sent: by name, the values.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "kept words"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "path"], name="kept_words_of_person")]

    def __str__(self) -> str:
        return f"{self.person} at {self.path}"
