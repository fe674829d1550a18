"""On PostgreSQL, an index of the pairs of characters in the words by which entries are found."""

from django.db import migrations

from policyatlas.editions.bigrams.postgresql import NO_WORDS, WORDS


def make(apps, schema_editor):
    run(schema_editor, WORDS)


def unmake(apps, schema_editor):
    run(schema_editor, NO_WORDS)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editions", "0007_stamps")]

    operations = [migrations.RunPython(make, unmake)]
