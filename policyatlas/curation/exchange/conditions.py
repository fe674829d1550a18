"""The database's rules for one row, asked in Python: ten thousand rows cannot each ask the database."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

_COMPARED = {
    "exact": lambda one, other: one == other,
    "gte": lambda one, other: one >= other,
    "gt": lambda one, other: one > other,
    "in": lambda one, others: one in others,
}


def contradictions(row: models.Model, unread: Collection[str] = ()) -> list[str]:
    """The sentences of the check constraints that `row` breaks; it need not be saved.

    Nothing is said of rules about the fields `unread`, whose cells could not be read.
    """
    found = []
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and not _fields(constraint.condition) & {*unread}:
            try:
                broken = holds(constraint.condition, row) is False
            except NotImplementedError:
                broken = _asked(constraint, row)
            if broken:
                found.append(str(constraint.violation_error_message))
    return found


def _asked(constraint: models.CheckConstraint, row: models.Model) -> bool:
    """What the database says of a condition that is not known here."""
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return True
    return False


def _fields(condition: Q) -> set[str]:
    """The names of the fields that a condition speaks of."""
    found = set()
    for child in condition.children:
        found |= _fields(child) if isinstance(child, Q) else {child[0].partition("__")[0]}
    return found


def holds(condition: Q, row: models.Model) -> bool | None:
    """Whether `condition` is true of `row`; None where SQL would say neither, as of what is NULL."""
    answers = [
        holds(child, row) if isinstance(child, Q) else _compared(*child, row=row) for child in condition.children
    ]
    if condition.connector == Q.OR:
        answer = True if True in answers else None if None in answers else False
    elif condition.connector == Q.AND:
        answer = False if False in answers else None if None in answers else True
    else:
        raise NotImplementedError(condition.connector)
    return answer if not condition.negated or answer is None else not answer


def _compared(lookup: str, value: object, row: models.Model) -> bool | None:
    name, _, how = lookup.partition("__")
    held = _held(name, row)
    if how == "isnull":
        return (held is None) is value
    if isinstance(value, F):
        value = _held(value.name, row)
    elif hasattr(value, "resolve_expression") or (how or "exact") not in _COMPARED:
        raise NotImplementedError(lookup)
    if held is None or value is None:
        return None
    return _COMPARED[how or "exact"](held, value)


def _held(name: str, row: models.Model) -> object:
    return getattr(row, row._meta.get_field(name).attname)
