"""Whether the database itself is whole: its file, its rules, and that whatever a row names is there."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import Exists, OuterRef

# How many rows are named where there may be very many.
_NAMED = 5
_NAMED_RULE = re.compile(r'CONSTRAINT "(\w+)"')


def missing_steps() -> Iterator[str]:
    """Migrations that have not been applied."""
    loader = MigrationLoader(connection)
    for app, name in sorted(loader.graph.nodes.keys() - loader.applied_migrations.keys()):
        yield f"The step {app}.{name} has not been applied: run “manage.py migrate”."


def damage() -> Iterator[str]:
    """What the database finds wrong in its own file: torn pages, indexes that miss a row, rows that break a rule."""
    yield from _in_words("integrity_check") if connection.vendor == "sqlite" else _invalid()


def damage_seen_quickly() -> Iterator[str]:
    """The same, without holding every index against its table."""
    yield from _in_words("quick_check") if connection.vendor == "sqlite" else _invalid()


def missing_rules() -> Iterator[str]:
    """Named rules of the models that the database does not keep."""
    kept = _kept_rules()
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if rule.name not in kept:
                yield f"The table {model._meta.db_table} is not held to its rule {rule.name}."


def _kept_rules() -> set[str]:
    """The names of all constraints and unique indexes."""
    # Not by Django's own look at the tables: on SQLite it trips over commas in conditions.
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, coalesce(sql, '') FROM sqlite_master")
            rows = cursor.fetchall()
            return {name for name, _ in rows} | {name for _, sql in rows for name in _NAMED_RULE.findall(sql)}
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'")
        return {name for (name,) in cursor.fetchall()}


def lost_references() -> Iterator[str]:
    """Rows that name a row that is not there."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if not field.is_relation:
                continue
            there = field.related_model._base_manager.filter(**{field.target_field.name: OuterRef(field.attname)})
            lost = model._base_manager.filter(~Exists(there), **{f"{field.name}__isnull": False}).order_by("pk")
            number = lost.count()
            if number:
                rows = ", ".join(str(key) for key in lost.values_list("pk", flat=True)[:_NAMED])
                rows += " …" if number > _NAMED else ""
                yield f"{_rows(model, number)} ({rows}) name as {field.name} what is not there."


def _rows(model: type[models.Model], number: int) -> str:
    return f"{number} {'row' if number == 1 else 'rows'} of {model._meta.db_table}"


def _in_words(pragma: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        for (sentence,) in cursor.fetchall():
            if sentence != "ok":
                yield f"The file of the database: {sentence}."


def _invalid() -> Iterator[str]:
    # PostgreSQL holds every row to its rules, but for those that were added or built without looking at the rows.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated "
            "UNION ALL SELECT indexrelid::regclass::text, indrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        )
        for name, table in cursor.fetchall():
            yield f"The table {table} has never been held against {name}."
