"""What must be there only once, among the rows of a file and in the database: addresses, codes, preferred figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from .conditions import holds
from .stored import batches


@dataclass
class Claim:
    """That a row of the file wants to hold `row`; `pk` is that of the stored one it would change."""

    row: models.Model
    pk: int | None
    whose: object


def clashes(model: type[models.Model], claims: list[Claim]) -> Iterator[tuple[Claim, str, str]]:
    """`(claim, field, sentence)` for each claim in whose way another row or a stored record stands."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield from _of_constraint(model, constraint, claims)


def taken(model: type[models.Model], field: str, claims: list[Claim]) -> Iterator[tuple[Claim, str]]:
    """`(claim, sentence)` for a unique field, such as the slug of a dated event."""
    noun = model._meta.verbose_name
    seen: dict[object, Claim] = {}
    wanted = {getattr(claim.row, field) for claim in claims}
    stored = {}
    for batch in batches(sorted(wanted)):
        stored |= dict(model._base_manager.filter(**{f"{field}__in": batch}).values_list(field, "pk"))
    for claim in claims:
        value = getattr(claim.row, field)
        if value in seen:
            yield claim, f"Another {noun} of the file has “{value}” as well: choose another one."
        elif stored.get(value, claim.pk) != claim.pk:
            yield claim, f"Another {noun} has “{value}” already: choose another one."
        seen[value] = claim


def _of_constraint(
    model: type[models.Model], constraint: models.UniqueConstraint, claims: list[Claim]
) -> Iterator[tuple[Claim, str, str]]:
    expressions = constraint.expressions or tuple(map(F, constraint.fields))
    rows = model._base_manager.filter(constraint.condition) if constraint.condition else model._base_manager.all()
    given = {f"of_it_{place}": expression for place, expression in enumerate(expressions)}
    # What the file changes no longer holds what it held.
    changed = {claim.pk for claim in claims}
    stored = {
        tuple(key): pk
        for pk, *key in rows.annotate(**given).values_list("pk", *given).iterator(chunk_size=2000)
        if pk not in changed
    }
    seen: dict[tuple, Claim] = defaultdict()
    for claim in claims:
        if constraint.condition and holds(constraint.condition, claim.row) is not True:
            continue
        key = tuple(_value(expression, claim.row) for expression in expressions)
        if None in key:
            continue
        if key in seen or key in stored:
            field = constraint.fields[-1] if constraint.fields else ""
            yield claim, field, str(constraint.violation_error_message)
        seen[key] = claim


def _value(expression: object, row: models.Model) -> object:
    if isinstance(expression, F):
        return getattr(row, row._meta.get_field(expression.name).attname)
    if isinstance(expression, Value):
        return expression.value
    if isinstance(expression, Coalesce):
        found = (_value(one, row) for one in expression.get_source_expressions())
        return next((value for value in found if value is not None), None)
    raise NotImplementedError(f"{expression} in a unique constraint")


def repeated(rows: Iterable[models.Model], model: type[models.Model]) -> Iterator[tuple[models.Model, str]]:
    """`(row, sentence)` for each of the parts of one record that repeats another one of them."""
    rows = list(rows)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            seen = set()
            for row in rows:
                key = tuple(getattr(row, model._meta.get_field(name).attname) for name in constraint.fields)
                if key in seen and None not in key:
                    yield row, str(constraint.violation_error_message)
                seen.add(key)
