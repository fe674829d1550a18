"""An index of the pairs of characters in names as well, and on SQLite in the words too."""

from django.db import migrations

from policyatlas.editions.bigrams import NAMES_OFF_POSTGRESQL, NAMES_ON_POSTGRESQL, OFF_SQLITE, ON_SQLITE

MAKE = {"postgresql": NAMES_ON_POSTGRESQL, "sqlite": ON_SQLITE}
UNMAKE = {"postgresql": NAMES_OFF_POSTGRESQL, "sqlite": OFF_SQLITE}


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
