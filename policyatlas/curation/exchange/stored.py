"""What is stored, as the rows of a file: read in batches, a fixed number of queries each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import models

from policyatlas.curation.snapshots import Snapshot, snapshots
from policyatlas.records.models import Criterion, Passage

from .cells import joined, passages_text, text_of_plain
from .rows import Part, Row
from .shapes import PASSAGE, Column, Shape

BATCH = 500


@dataclass
class Stored:
    """One stored record: its state, all of it as data, and as a row; `keys` are those of its parts, in that order."""

    pk: int
    version: int
    status: str
    snapshot: Snapshot
    row: Row
    keys: dict[str, list[int]] = field(default_factory=dict)


def batches(things: Iterable, size: int = BATCH) -> Iterator[list]:
    """The things in lists of `size`."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


class Names:
    """How files name what is referred to: a record by its slug, a passage by its words, a criterion by its number."""

    def __init__(self):
        self._found: dict[type[models.Model], dict[int, object]] = defaultdict(dict)

    def learn(self, shape: Shape, found: Iterable[Snapshot]) -> None:
        """Look up whatever the snapshots name and is not known yet; one query a model."""
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for snapshot in found:
            _collect(wanted, shape.columns, snapshot["fields"] | snapshot["links"])
            for sort in shape.sorts:
                for part in snapshot["parts"][sort.name]:
                    _collect(wanted, sort.columns, part)
        for model, keys in wanted.items():
            known = self._found[model]
            for batch in batches(keys - known.keys()):
                known |= dict(_named(model, model._base_manager.filter(pk__in=batch)))

    def text(self, column: Column, value: object) -> str:
        """The value of a column, out of a snapshot, as the text of its cell."""
        field = column.field
        if not field.is_relation:
            return text_of_plain(field, value)
        if column.is_list:
            names = [self._found[field.related_model][key] for key in value or ()]
            return passages_text(names) if field.related_model is Passage else joined(names)
        if value is None:
            return ""
        name = self._found[field.related_model][value]
        return name[PASSAGE.index(column.piece)] if column.piece else name


def stored(shape: Shape, names: Names, **which) -> list[Stored]:
    """The records for which `which` holds, by slug; at most `BATCH` should be asked for."""
    rows = shape.model._base_manager.filter(**which).order_by("slug").values_list("pk", "version", "status")
    states = {pk: (version, status) for pk, version, status in rows}
    found = snapshots(shape.model, states)
    names.learn(shape, found.values())
    return [_stored(shape, names, pk, *states[pk], found[pk]) for pk in states if pk in found]


def _stored(shape: Shape, names: Names, pk: int, version: int, status: str, snapshot: Snapshot) -> Stored:
    values = snapshot["fields"] | snapshot["links"]
    row = Row(0, {column.name: names.text(column, values[column.field.name]) for column in shape.columns})
    keys = {}
    for sort in shape.sorts:
        parts = snapshot["parts"][sort.name]
        row.parts[sort.name] = [
            Part(0, {column.name: names.text(column, part[column.field.name]) for column in sort.columns})
            for part in parts
        ]
        keys[sort.name] = [part["id"] for part in parts]
    return Stored(pk, version, status, snapshot, row, keys)


def _collect(wanted: dict, columns: Iterable[Column], values: dict) -> None:
    for column in columns:
        value = values.get(column.field.name) if column.field.is_relation else None
        if value is not None:
            wanted[column.field.related_model].update(value if isinstance(value, list) else [value])


def _named(model: type[models.Model], rows: models.QuerySet) -> Iterator[tuple[int, object]]:
    if model is Passage:
        for pk, *words in rows.values_list("pk", "source__slug", "locator", "quote"):
            yield pk, tuple(words)
    elif model is Criterion:
        for pk, framework, number in rows.values_list("pk", "framework__slug", "number"):
            yield pk, f"{framework}/{number}"
    else:
        yield from rows.values_list("pk", "slug")
