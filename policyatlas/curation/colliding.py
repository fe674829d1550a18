"""Which rows would break a rule of the database against repetition, once their references are led elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from .holders import Reference

if TYPE_CHECKING:
    from .moving import Move


@dataclass(frozen=True)
class Rule:
    """That no two rows for which `condition` holds have the same in all of `columns`.

    Nothing at all in one of them is the same as nothing in another row only where `nothing_counts`.
    """

    columns: tuple[str, ...]
    condition: Q
    nothing_counts: bool
    sentence: str


@dataclass(frozen=True)
class Double:
    """A moved `row` and the `other` one that it would repeat, and the `sentence` of the rule that forbids it."""

    row: models.Model
    other: models.Model
    sentence: str


def collisions(reference: Reference, moves: "list[Move]") -> "dict[Move, Double]":
    """Those of `moves` that would break a rule, each with the row it collides with; two queries a rule."""
    by_row = {move.row: move for move in moves}
    found: dict[Move, tuple[int, str]] = {}
    for rule in _rules(reference) if moves else ():
        rows = reference.table._base_manager.filter(rule.condition).values_list("pk", *rule.columns)
        at = rule.columns.index(reference.field.attname)
        there = rows.filter(**{f"{reference.field.name}__in": {move.new for move in moves}}).exclude(pk__in=by_row)
        taken = {tuple(values): key for key, *values in there}
        for key, *values in rows.filter(pk__in=by_row):
            values[at] = by_row[key].new
            if tuple(values) in taken and (rule.nothing_counts or None not in values):
                found[by_row[key]] = taken[tuple(values)], rule.sentence
    named = reference.table._base_manager.in_bulk([*(move.row for move in found), *(key for key, _ in found.values())])
    return {move: Double(named[move.row], named[key], sentence) for move, (key, sentence) in found.items()}


def says_more(
    reference: Reference, row: models.Model, other: models.Model, leads: Mapping[type[models.Model], Mapping[int, int]]
) -> bool:
    """Whether `row` says anything besides what `other` says; what it names is taken for what it leads to."""
    if row._meta.many_to_many or row._meta.related_objects:
        return True
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.is_relation:
            value = leads.get(column.related_model, {}).get(value, value)
        differs = value not in (None, "", getattr(other, column.attname))
        if differs and not column.primary_key and column != reference.field:
            return True
    return False


def _rules(reference: Reference) -> Iterator[Rule]:
    """The rules of the table that have to do with the column of the reference."""
    meta = reference.table._meta
    sets = [(names, Q(), False, "") for names in meta.unique_together]
    for rule in meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            names = rule.fields or tuple(_columns(rule.expressions))
            sets.append((names, rule.condition or Q(), not rule.fields, str(rule.violation_error_message)))
    for names, condition, nothing_counts, sentence in sets:
        columns = tuple(_column(reference.table, name) for name in names)
        if reference.field.attname in columns:
            yield Rule(columns, condition, nothing_counts, sentence)


def _columns(expressions) -> Iterator[str]:
    """The columns named in the expressions of a rule, such as `Coalesce("place_id", 0)`."""
    for expression in expressions:
        if isinstance(expression, F):
            yield expression.name
        else:
            yield from _columns(expression.get_source_expressions())


def _column(table: type[models.Model], name: str) -> str:
    fields = table._meta.concrete_fields
    return next(column.attname for column in fields if name in (column.name, column.attname))
