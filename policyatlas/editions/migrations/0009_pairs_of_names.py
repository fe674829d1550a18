"""An index of the pairs of characters in names as well, and on SQLite in the words too."""

from django.db import migrations

from policyatlas.editions.bigrams import postgresql, sqlite

MAKE = {"postgresql": (*postgresql.NAMES, *postgresql.KEYS), "sqlite": sqlite.MAKE}
UNMAKE = {"postgresql": (*postgresql.NO_KEYS, *postgresql.NO_NAMES), "sqlite": sqlite.UNMAKE}


def make(apps, schema_editor):
    run(schema_editor, MAKE)


def unmake(apps, schema_editor):
    run(schema_editor, UNMAKE)


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editions", "0008_pairs_of_characters")]

    operations = [migrations.RunPython(make, unmake)]
