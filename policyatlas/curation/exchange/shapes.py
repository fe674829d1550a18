"""What the file of one noun looks like: its columns, those of its parts, and by what a part is known again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from django.db import models

from policyatlas.curation.snapshots import columns_of, owner_of, parts_of
from policyatlas.records.models import RECORDS, Passage

# The three columns that stand for a passage: where it is, and what it says.
PASSAGE = ("source", "locator", "quote")


@dataclass(frozen=True)
class Column:
    """One column: the `field` it fills, and of a passage which `piece`."""

    name: str
    field: models.Field
    piece: str = ""

    @property
    def is_list(self) -> bool:
        """Whether several things can stand in one cell."""
        return self.field.many_to_many

    @property
    def is_needed(self) -> bool:
        """Whether a new row cannot do without it."""
        if self.field.many_to_many or self.field.has_default():
            return False
        return not self.field.blank

    @property
    def about(self) -> str:
        """What belongs into it, for people."""
        if self.piece:
            return _ABOUT_PASSAGES[self.piece]
        return str(self.field.help_text)


_ABOUT_PASSAGES = {
    "source": "The slug of the document in which you read it.",
    "locator": "Page, section, table or slide of that document: “p. 231”, “Table 1”.",
    "quote": "The words of the document, at most 300 characters. A passage that is not there yet is added.",
}


@dataclass(frozen=True)
class Sort:
    """One sort of parts of a record, such as the dated events of a policy."""

    name: str
    model: type[models.Model]
    owner: models.Field
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their names within the sort."""
        return {column.name: column for column in self.columns}

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a stored part is known again: its slug, or what its database keeps unique."""
        unique = [field.name for field in columns_of(self.model, self.owner) if field.unique]
        for constraint in self.model._meta.constraints:
            if not unique and isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                unique = [name for name in constraint.fields if name != self.owner.name]
        names = unique or [field.name for field in columns_of(self.model, self.owner)]
        return tuple(column.name for column in self.columns if column.field.name in names)


@dataclass(frozen=True)
class Shape:
    """The file of one noun: the columns of the record, then its sorts of parts."""

    model: type[models.Model]
    columns: tuple[Column, ...]
    sorts: tuple[Sort, ...]

    @property
    def noun(self) -> str:
        """The noun in files and addresses, such as “policy”."""
        return self.model._meta.model_name

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns of the record by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def sort(self) -> dict[str, Sort]:
        """The sorts of parts by name."""
        return {sort.name: sort for sort in self.sorts}

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of all columns in a table: `slug`, `title_en`, …, `stages.slug`, `stages.year`, …"""
        own = [column.name for column in self.columns]
        return (*own, *(f"{sort.name}.{column.name}" for sort in self.sorts for column in sort.columns))

    def column(self, heading: str) -> Column:
        """The column of that heading."""
        sort, _, name = heading.rpartition(".")
        return self.sort[sort].by_name[name] if sort else self.by_name[heading]


@cache
def shape_of(model: type[models.Model]) -> Shape:
    """The shape of the files of `model`."""
    sorts = []
    for name, part in parts_of(model).items():
        owner = owner_of(part, model)
        sorts.append(Sort(name, part, owner, tuple(_columns(part, owner))))
    # What something rests on comes last, as in every form of the desk.
    sorts.sort(key=lambda sort: sort.name == "citations")
    return Shape(model, tuple(_columns(model)), tuple(sorts))


def _columns(model: type[models.Model], owner: models.Field | None = None) -> Iterator[Column]:
    fields = [field for field in (*columns_of(model, owner), *model._meta.many_to_many) if field.editable]
    # A note for colleagues is the last thing one reads.
    for field in sorted(fields, key=lambda field: field.name == "note"):
        if field.related_model is Passage and not field.many_to_many:
            yield from (Column(piece, field, piece) for piece in PASSAGE)
        else:
            yield Column(field.name, field)


def nouns() -> dict[str, type[models.Model]]:
    """Every noun of the desk by the names under which it can be asked for: `policy`, `policies`, `figure`, …"""
    found = {}
    for model in RECORDS:
        said = (model._meta.verbose_name, model._meta.verbose_name_plural, f"{model._meta.model_name}s")
        found |= {str(name).replace(" ", "-"): model for name in said}
    return found | {model._meta.model_name: model for model in RECORDS}
