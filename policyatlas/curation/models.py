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

    class Meta:
        # In the admin: “events” are those of the atlas itself.
        verbose_name = "log entry"
        verbose_name_plural = "log"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["noun", "record_id"], name="event_of_record")]
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
