"""What in a record is worth a second look although nothing keeps it from being printed: numbers and quotations."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from policyatlas.records.models import Observation, Passage, Record
from policyatlas.values.numbers import names
from policyatlas.values.quantities import plain_number

from .quotations import misses


@dataclass(frozen=True)
class Flag:
    """One thing to look at again: a sentence, and either the form's field or section, or the passage concerned."""

    sentence: str
    anchor: str = ""
    passage: Passage | None = None


def flags(record: Record) -> list[Flag]:
    """What to look at again in `record` as it is stored."""
    return [*_numbers(record), *_quotations(record)]


def named(value: Decimal, quotes: list[str], remark: str = "") -> bool:
    """Whether a figure stands in one of its quotations; or its remark says it, which says how the source prints it."""
    return any(names(text, value) for text in (*quotes, remark))


def passages_of(record: Record) -> models.QuerySet[Passage]:
    """The passages on which `record` and its parts rest."""
    found = models.Q()
    for relation in record._meta.related_objects:
        part = relation.related_model
        if relation.on_delete is not models.CASCADE:
            continue
        rows = part._base_manager.filter(**{relation.field.name: record})
        for field in (*part._meta.fields, *part._meta.many_to_many):
            if field.related_model is Passage:
                found |= models.Q(pk__in=rows.filter(**{f"{field.name}__isnull": False}).values(field.name))
    return Passage.objects.filter(found).select_related("source") if found else Passage.objects.none()


def _numbers(record: Record) -> Iterator[Flag]:
    if not isinstance(record, Observation):
        return
    quotes = list(Passage.objects.filter(pk__in=record.citations.values("passage")).values_list("quote", flat=True))
    for field in ("value", "upper_value"):
        value = getattr(record, field)
        if value is not None and quotes and not named(value, quotes, record.remark):
            yield Flag(
                f"The number {plain_number(value)} does not occur in its quotation: look for a slip, choose the "
                f"passage that has it, or say in the remark how the source comes to it.",
                f"id_{field}",
            )


def _quotations(record: Record) -> Iterator[Flag]:
    for miss in misses(passages_of(record).filter(source__text__isnull=False)):
        if not miss.confirmed:
            yield Flag(f"{miss.passage.locator}, “{miss.passage.quote[:80]}”: {miss.sentence}", passage=miss.passage)
