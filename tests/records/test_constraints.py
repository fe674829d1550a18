"""Every constraint is broken once: the database refuses by name, and the form has a sentence for people.

The examples are in `examples.py` here and in `tests/editions`; each is written past all forms, by `update()`.
"""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from policyatlas.records.models import Record
from tests.editions.examples import EXAMPLES as OF_WHAT_IS_IN_PRINT
from tests.records.examples import EXAMPLES as OF_RECORDS
from tests.records.examples import examples_of_every_record, second_citation

pytestmark = pytest.mark.django_db

EXAMPLES = OF_RECORDS | OF_WHAT_IS_IN_PRINT
ALL = [
    (model, constraint)
    for label in ("records", "editions", "curation")
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
]


def examples(desk, model: type[models.Model], name: str) -> list:
    """The examples that break the constraint `name`; a new constraint fails here until it has one."""
    if name in EXAMPLES:
        return EXAMPLES[name](desk)
    if issubclass(model, Record):
        shared = examples_of_every_record(desk, model._meta.model_name)
        if name in shared:
            return shared[name]
    if name.endswith("citation_once"):
        return second_citation(desk, name.removesuffix("citation_once"))
    pytest.fail(f"{name} has no example: add rows that break it to examples.py in tests/records or tests/editions.")


def refusal(row: models.Model, changes: dict) -> IntegrityError | None:
    """What the database says to `changes`, or nothing if it takes them."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**changes)
    except IntegrityError as error:
        return error
    return None


def named_by(error: IntegrityError, model: type[models.Model], constraint) -> bool:
    """Whether the database says which constraint was broken; SQLite names the columns of a unique one instead."""
    if connection.vendor == "sqlite" and getattr(constraint, "fields", ()):
        table = model._meta.db_table
        columns = [f"{table}.{model._meta.get_field(name).column}" for name in constraint.fields]
        return str(error) == f"UNIQUE constraint failed: {', '.join(columns)}"
    return constraint.name in str(error)


@pytest.mark.parametrize(("model", "constraint"), ALL, ids=[constraint.name for _, constraint in ALL])
def test_each_constraint_is_kept_by_the_database_and_has_a_sentence(desk, model, constraint):
    for row, changes in examples(desk, model, constraint.name):
        error = refusal(row, changes)
        assert error, f"The database took {changes} although {constraint.name} forbids it: mend its condition."
        assert named_by(error, model, constraint), f"{changes} broke another rule than {constraint.name}: {error}"

        broken = model._base_manager.get(pk=row.pk)
        for field, value in changes.items():
            setattr(broken, field, value)
        with pytest.raises(ValidationError) as told:
            broken.validate_constraints()
        assert constraint.violation_error_message in told.value.messages


@pytest.mark.parametrize(("model", "constraint"), ALL, ids=[constraint.name for _, constraint in ALL])
def test_each_sentence_is_of_its_own(model, constraint):
    sentence = constraint.violation_error_message
    assert sentence != constraint.default_violation_error_message, f"Give {constraint.name} a violation_error_message."
    assert sentence.endswith("."), f"{constraint.name} should say a whole sentence, with its full stop: {sentence}"
    others = [c.violation_error_message for c in model._meta.constraints if c.name != constraint.name]
    assert sentence not in others, f"{constraint.name} says the same as another constraint of {model.__name__}."
