"""Finding new rows that are about what is there already: the same name, and nothing that tells the two apart."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models

from policyatlas.curation.snapshots import plain
from policyatlas.records import models as records
from policyatlas.records.models.indicators import SUBJECTS
from policyatlas.values.folding import fold

from .plans import DUPLICATE, NEW, Item
from .references import References
from .shapes import Shape
from .stored import batches

# By noun: the fields that hold a name, and those that tell namesakes apart where both are filled and differ.
_NAMED: dict[type[models.Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    records.Policy: (("title_en", "title_ja"), ("kind", "level", "start_year", "places")),
    records.Cluster: (("name_en", "name_ja"), ("places",)),
    records.Evaluation: (("title_en", "title_ja"), ("year", "source", *SUBJECTS)),
    records.Indicator: (("name_en", "name_ja"), ("unit", "definition")),
    records.Disagreement: (("topic_en", "topic_ja"), ()),
    records.Framework: (("name_en", "name_ja"), ()),
    records.ContextEvent: (("title_en", "title_ja"), ("year", "place", "kind")),
    records.Organisation: (("name_en", "name_ja"), ("kind", "place")),
    records.Place: (("name_en", "name_ja"), ("kind", "parent")),
    records.Source: (("heading", "title"), ("year", "authors", "container")),
    records.Term: (("label_en", "label_ja"), ("scheme", "parent")),
}
# A figure has no name: it is what it says of whom, when.
_FIGURE = (
    "indicator",
    *SUBJECTS,
    "period_start",
    "period_end",
    "period_printed",
    "fiscal_year",
    "value",
    "upper_value",
    "qualifier",
    "missing",
)


def find_namesakes(shape: Shape, items: list[Item], references: References) -> None:
    """Make duplicates of the new rows that are about a stored record, or about an earlier row of the file."""
    new = [item for item in items if item.outcome == NEW]
    if not new:
        return
    known: dict[object, list[tuple[str, dict]]] = defaultdict(list)
    wanted = {key for item in new for key in _keys(shape, _values(item))}
    for slug, values in _stored(shape, wanted):
        for key in _keys(shape, values):
            known[key].append((f"the stored “{slug}”", values))
    for item in new:
        values = _values(item)
        for other, held in (one for key in _keys(shape, values) for one in known[key]):
            if not _told_apart(shape, values, held):
                item.outcome = DUPLICATE
                item.remarks.append(
                    f"It is about the same as {other}. If it is another one, say what tells the two apart."
                )
                break
        else:
            for key in _keys(shape, values):
                known[key].append((f"“{item.row.slug}” of this file", values))


def _values(item: Item) -> dict:
    return item.wanted["fields"] | item.wanted["links"]


def _keys(shape: Shape, values: dict) -> list[object]:
    if shape.model is records.Observation:
        return [tuple(str(values[name]) for name in _FIGURE)]
    names, _ = _NAMED[shape.model]
    return list({fold(values[name]) for name in names if values[name]})


def _told_apart(shape: Shape, one: dict, other: dict) -> bool:
    for name in _NAMED.get(shape.model, ((), ()))[1]:
        mine, theirs = one[name], other[name]
        if isinstance(mine, list):
            if mine and theirs and set(mine) != set(theirs):
                return True
        elif mine not in (None, "") and theirs not in (None, "") and mine != theirs:
            return True
    return False


def _stored(shape: Shape, wanted: set) -> Iterator[tuple[str, dict]]:
    """The stored records that share a name with a new one: all names are read, the rest only of those."""
    model = shape.model
    fields = [column.field for column in shape.columns if not column.is_list and column.name in _read(model)]
    candidates = {}
    rows = model._base_manager.values_list("pk", "slug", *(field.attname for field in fields))
    for pk, slug, *given in rows.iterator(chunk_size=2000):
        values = {field.name: plain(field, value) for field, value in zip(fields, given, strict=True)}
        if wanted & set(_keys(shape, values)):
            candidates[pk] = slug, values
    for field in model._meta.many_to_many:
        if field.name in _read(model):
            for _, values in candidates.values():
                values[field.name] = []
            for batch in batches(candidates):
                rows = field.remote_field.through._base_manager.filter(**{f"{field.m2m_field_name()}__in": batch})
                for pk, target in rows.values_list(field.m2m_column_name(), field.m2m_reverse_name()):
                    candidates[pk][1][field.name].append(target)
    yield from candidates.values()


def _read(model: type[models.Model]) -> tuple[str, ...]:
    if model is records.Observation:
        return _FIGURE
    names, apart = _NAMED[model]
    return (*names, *apart)
