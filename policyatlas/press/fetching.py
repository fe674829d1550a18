"""What printers look at of many records, read for all of them at once: what they refer to, and their citations."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects

from policyatlas.records.models import Place, Record


def fetch(records: Sequence[Record]) -> None:
    """Read for `records`, all of one noun, what they refer to and cite; as many queries as for one of them."""
    if len(records) > 1:
        prefetch_related_objects(records, *_related(type(records[0])))


def _related(model: type[Record]) -> Iterator[str | Prefetch]:
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if field.related_model and issubclass(field.related_model, Record):
            # As many larger places as a city of Japan lies in.
            yield f"{field.name}__parent__parent__parent" if field.related_model is Place else field.name
    if hasattr(model, "citations"):
        citation = model._meta.get_field("citations").related_model
        yield Prefetch("citations", citation._base_manager.select_related("passage__source").order_by("pk"))
