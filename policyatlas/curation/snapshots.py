"""The whole of a record at one moment as plain data: its fields, its links, and its parts with theirs."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.db import models

from policyatlas.records.models import Passage, Record


class Snapshot(TypedDict):
    """`fields` by name (what they refer to by primary key), `links` many-to-many, `parts` by the name of the relation.

    All of it can be stored as JSON. A part is a mapping of its fields and links, with its primary key as `id`.
    """

    fields: dict[str, object]
    links: dict[str, list[int]]
    parts: dict[str, list[dict[str, object]]]


# Said by the verbs, and never put back.
_STATE = ("status", "version", "created_at", "created_by", "updated_at", "updated_by")


def snapshot(thing: Record | Passage) -> Snapshot:
    """The whole of `thing` as it is stored now; as many queries as it has sorts of links and parts, and one."""
    return snapshots(type(thing), [thing.pk])[thing.pk]


def snapshots(model: type[models.Model], keys: Iterable[int]) -> dict[int, Snapshot]:
    """The same for several of one model, by primary key; no more queries than for one."""
    found: dict[int, Snapshot] = {}
    for row in model._base_manager.filter(pk__in=[*keys]):
        found[row.pk] = {"fields": fields_of(row), "links": {}, "parts": {name: [] for name in parts_of(model)}}
    for name, linked in _links(model, found).items():
        for key, one in found.items():
            one["links"][name] = linked[key]
    for name, part in parts_of(model).items():
        owner = owner_of(part, model)
        rows = list(part._base_manager.filter(**{f"{owner.name}__in": [*found]}).order_by("pk"))
        links = _links(part, [row.pk for row in rows])
        for row in rows:
            told = {"id": row.pk} | fields_of(row, owner) | {name: linked[row.pk] for name, linked in links.items()}
            found[getattr(row, owner.attname)]["parts"][name].append(told)
    return found


def columns_of(model: type[models.Model], owner: models.Field | None = None) -> list[models.Field]:
    """The fields that say what a record or part is: not its key, its state, or the record that a part belongs to."""
    return [f for f in model._meta.concrete_fields if not f.primary_key and f != owner and f.name not in _STATE]


def fields_of(row: models.Model, owner: models.Field | None = None) -> dict[str, object]:
    """The values of those fields, as plain data."""
    return {field.name: plain(field, getattr(row, field.attname)) for field in columns_of(type(row), owner)}


def plain(field: models.Field, value: object) -> object:
    """`value` as JSON can hold it: decimals with all the places of their `field`, dates as ISO 8601 writes them."""
    if isinstance(field, models.DecimalField) and value is not None:
        return f"{Decimal(value):.{field.decimal_places}f}"
    return value.isoformat() if isinstance(value, date) else value


def parts_of(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The sorts of parts of a record, by the name under which it has them: what would be deleted with it."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in model._meta.related_objects
        if relation.one_to_many and relation.on_delete is models.CASCADE
    }


def owner_of(part: type[models.Model], model: type[models.Model]) -> models.Field:
    """The field by which a part belongs to its record."""
    fields = (f for f in part._meta.fields if f.remote_field and f.remote_field.on_delete is models.CASCADE)
    return next(field for field in fields if field.related_model is model)


def _links(model: type[models.Model], keys: Iterable[int]) -> dict[str, dict[int, list[int]]]:
    """By many-to-many field, what each of several rows links to, sorted."""
    found = {}
    for field in model._meta.many_to_many:
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        pairs = field.remote_field.through._base_manager.filter(**{f"{field.m2m_field_name()}__in": [*keys]})
        linked = defaultdict(list)
        for key, target in pairs.order_by(other).values_list(own, other):
            linked[key].append(target)
        found[field.name] = linked
    return found
