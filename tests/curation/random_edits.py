"""Random edits of any record with its links and parts, by the verbs: for what must hold whatever is done."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.core import serializers
from django.db import IntegrityError, models, transaction

from policyatlas.curation import actions
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import columns_of, owner_of, parts_of
from policyatlas.records.models import Observation, Place, Rating, Record
from policyatlas.records.models.indicators import SUBJECTS
from policyatlas.values.vocabularies import MISSING

_STATE = {"status", "version", "created_at", "created_by", "updated_at", "updated_by"}
_WORDS = ("law", "of the region", "技術", "計画", "“quoted”", "1,234.5", "<b>", "&amp;", "第1期", "plan", "\n")


class RandomEdits:
    """Edits made with the dice of one seed; what is referred to are a few records made beforehand."""

    def __init__(self, desk, seed: int):
        self._desk = desk
        self._dice = Random(seed)
        self._numbers = count(1)
        self.records = desk.one_of_each()
        for _ in range(3):
            desk.a_passage(self.records[0].citations.get().passage.source)
        self._pools: dict[type[models.Model], list[int]] = {}

    def edit(self, record: Record) -> bool:
        """Change `record` somehow; False where the dice fell on what the rules of the database forbid."""
        for field in self._some(columns_of(type(record))):
            self._change(record, field)
        self._keep_the_rules(record)
        try:
            with transaction.atomic():
                actions.edit(
                    record,
                    by=self._desk.curator,
                    expected_version=record.version,
                    saving=lambda: self._change_rest(record),
                    confirmed=True,
                )
        except (IntegrityError, Refused):
            record.refresh_from_db()
            return False
        return True

    def one_of(self, things: list):
        """One of them by the dice."""
        return self._dice.choice(things)

    def shuffled(self, things: list) -> list:
        """All of them in another order."""
        return self._dice.sample(things, len(things))

    def _some(self, things: list) -> list:
        return self._dice.sample(things, self._dice.randint(0, min(3, len(things))))

    def _keep_the_rules(self, record: models.Model) -> None:
        """Change together what only goes together: the dice alone would hardly ever hit it."""
        if hasattr(record, "subject"):
            kept = self._dice.choice(SUBJECTS)
            for name in SUBJECTS:
                field = record._meta.get_field(name)
                key = self._dice.choice(self._pool(field.related_model)) if name == kept else None
                setattr(record, field.attname, key)
        if isinstance(record, Observation):
            record.upper_value = None
            if self._dice.random() < 0.4:
                record.value, record.qualifier, record.missing = None, "", self._dice.choice(MISSING.codes)
            else:
                record.value, record.missing = Decimal(self._dice.randint(-1000, 1000)) / 8, ""
                if self._dice.random() < 0.5:
                    record.upper_value = record.value + 1
        if isinstance(record, Rating):
            record.stars, record.words = self._dice.choice([(1, ""), (2, ""), (3, ""), (None, "strong")])
        if isinstance(record, Place) and self._dice.random() < 0.5:
            record.tile_column, record.tile_row = self._dice.randint(50, 99), self._dice.randint(50, 99)

    def _change_rest(self, record: Record) -> None:
        self._link(record)
        for name, part in parts_of(type(record)).items():
            owner = owner_of(part, type(record))
            rows = list(getattr(record, name).order_by("pk"))
            for row in self._some(rows):
                if self._dice.random() < 0.4 and not part._meta.related_objects:
                    row.delete()
                    continue
                for field in self._some(columns_of(part, owner)):
                    self._change(row, field)
                self._keep_the_rules(row)
                row.save()
                self._link(row)
            if self._dice.random() < 0.7:
                row = part(**{owner.name: record})
                for field in columns_of(part, owner):
                    self._change(row, field)
                self._keep_the_rules(row)
                row.save()
                self._link(row)

    def _link(self, row: models.Model) -> None:
        for field in row._meta.many_to_many:
            if self._dice.random() < 0.5:
                getattr(row, field.name).set(self._some(self._pool(field.related_model)))

    def _change(self, row: models.Model, field: models.Field) -> None:
        setattr(row, field.attname, self._value(row, field))

    def _value(self, row: models.Model, field: models.Field):
        if field.null and self._dice.random() < 0.3:
            return None
        if field.is_relation:
            pool = [
                key for key in self._pool(field.related_model) if field.related_model is not type(row) or key != row.pk
            ]
            return self._dice.choice(pool)
        if field.choices:
            return self._dice.choice([code for code, _ in field.flatchoices] + ([""] if field.blank else []))
        if isinstance(field, models.DecimalField):
            return Decimal(self._dice.randint(-(10**6), 10**9)) / 10 ** self._dice.randint(0, field.decimal_places)
        if isinstance(field, models.DateField):
            return date(1990, 1, 1) + timedelta(days=self._dice.randint(0, 12_000))
        if isinstance(field, models.IntegerField):
            return self._dice.randint(1, 2100)
        if isinstance(field, models.BooleanField):
            return self._dice.random() < 0.5
        return self._text(field)

    def _text(self, field: models.Field) -> str:
        if field.name in ("slug", "code"):
            return "" if field.blank else f"slug-{next(self._numbers)}-{self._dice.randint(1, 10**6)}"
        if field.blank and self._dice.random() < 0.3:
            return ""
        text = " ".join(self._dice.choice(_WORDS) for _ in range(self._dice.randint(1, 12)))
        return text[: field.max_length or 200].strip()

    def _pool(self, model: type[models.Model]) -> list[int]:
        """A few of them, so that the dice often fall on the same."""
        if model not in self._pools:
            self._pools[model] = list(model._base_manager.order_by("-pk").values_list("pk", flat=True)[:5])
        return self._pools[model]


def all_of(record: Record) -> list[dict]:
    """Everything stored of `record` but its state, as Django itself would write it into a file."""
    rows = [type(record)._base_manager.get(pk=record.pk)]
    for name in parts_of(type(record)):
        rows += getattr(record, name).order_by("pk")
    told = serializers.serialize("python", rows)
    return [row | {"fields": {k: v for k, v in row["fields"].items() if k not in _STATE}} for row in _sorted(told)]


def _sorted(rows: list[dict]) -> list[dict]:
    for row in rows:
        row["fields"] = {
            name: sorted(value) if isinstance(value, list) else value for name, value in row["fields"].items()
        }
    return rows
