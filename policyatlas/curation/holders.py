"""What at the desk names a record, or rests on a passage: the records (and passages) that would miss it."""

from django.db import models

from policyatlas.records.models import Passage, Record


def holders(thing: Record | Passage) -> list[Record | Passage]:
    """Every record or passage that names `thing` itself or in one of its parts, each once; one query a relation."""
    found: dict[Record | Passage, None] = {}
    for relation in thing._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model._meta.auto_created:
            continue
        if getattr(relation, "on_delete", None) is models.CASCADE:
            # Its own parts.
            continue
        part = relation.related_model
        whole = _whole(part)
        rows = part._default_manager.filter(**{relation.field.name: thing})
        rows = rows.select_related(whole) if whole else rows.select_related("source") if part is Passage else rows
        found |= {getattr(row, whole) if whole else row: None for row in rows}
    found.pop(thing, None)
    return list(found)


def _whole(part: type[models.Model]) -> str:
    """The relation of a part to the record it is part of; empty for what is a whole itself."""
    if issubclass(part, (Record, Passage)):
        return ""
    return next(f.name for f in part._meta.fields if f.remote_field and f.remote_field.on_delete is models.CASCADE)
