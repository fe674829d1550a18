"""What at the desk names a record, or rests on a passage: the records (and passages) that would miss it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from policyatlas.records.models import Passage, Record


@dataclass(frozen=True)
class Reference:
    """One way of naming a record, a passage or a part: the foreign key `field` of the rows of `table`.

    `table` holds records, passages, parts of them, or the rows of a many-to-many link; `way` leads from a row to the
    record or passage it belongs to, of the model `whole`, and is empty where the row is that itself.
    """

    table: type[models.Model]
    field: models.ForeignKey
    way: str
    whole: type[models.Model]

    @property
    def is_part(self) -> bool:
        """Whether what names it is a part or a link, and no record or passage itself."""
        return bool(self.way)


def references_to(model: type[models.Model]) -> Iterator[Reference]:
    """Every way in which something at the desk can name a `model`, other than as the record it is a part of."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        table = relation.related_model
        holder = table._meta.auto_created
        if holder is model or (not holder and relation.on_delete is models.CASCADE):
            # Its own links and parts.
            continue
        yield Reference(table, relation.field, *_whole(table))


def holders(thing: Record | Passage) -> list[Record | Passage]:
    """Every record or passage that names `thing` itself or in one of its parts, each once; one query a relation."""
    found: dict[models.Model, None] = {}
    for reference in references_to(type(thing)):
        rows = reference.table._base_manager.filter(**{reference.field.name: thing}).order_by("pk")
        needed = reference.way or ("source" if reference.whole is Passage else "")
        for row in rows.select_related(needed) if needed else rows:
            whole = row
            for step in filter(None, reference.way.split("__")):
                whole = getattr(whole, step)
            found[whole] = None
    found.pop(thing, None)
    return list(found)


def _whole(table: type[models.Model]) -> tuple[str, type[models.Model]]:
    """The way from a row of `table` to the record or passage it belongs to, and the model of that."""
    way = []
    while not issubclass(table, (Record, Passage)):
        owner = next(
            field
            for field in table._meta.fields
            if field.remote_field
            and field.remote_field.on_delete is models.CASCADE
            # Both ends of a link go with what they link; it belongs to the side that declares it.
            and table._meta.auto_created in (None, False, field.related_model)
        )
        way.append(owner.name)
        table = owner.related_model
    return "__".join(way), table
