"""On PostgreSQL, pairs of characters stand in the indexes alone: in columns they made the table four times as large."""

from importlib import import_module

from django.db import migrations

from policyatlas.editions.bigrams.postgresql import MAKE, UNMAKE

words = import_module("policyatlas.editions.migrations.0008_pairs_of_characters")
names = import_module("policyatlas.editions.migrations.0009_pairs_of_names")

# What a dropped column had stays in the rows until they are written anew, which a changed column makes PostgreSQL do.
DROP = (
    *names.NO_KEYS,
    """
    ALTER TABLE editions_wording
    DROP COLUMN pairs, DROP COLUMN name_pairs, ALTER COLUMN words TYPE text USING words || ''
    """,
    "DROP FUNCTION editions_bigrams(text)",
)


def make(apps, schema_editor):
    run(schema_editor, (*DROP, *MAKE))


def unmake(apps, schema_editor):
    run(schema_editor, (*UNMAKE, *words.MAKE, *names.MAKE["postgresql"]))


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editions", "0009_pairs_of_names")]

    operations = [migrations.RunPython(make, unmake)]
