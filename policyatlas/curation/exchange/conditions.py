"""The database's rules for one row, asked in Python: ten thousand rows cannot each ask the database."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

_COMPARED = {
    "exact": lambda one, other: one == other,
    "gte": lambda one, other: one >= other,
    "gt": lambda one, other: one > other,
    "in": lambda one, others: one in others,
}


def contradictions(row: models.Model) -> list[str]:
    """The sentences of the check constraints that `row` breaks; it need not be saved."""
    found = []
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
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
