"""An index of the pairs of characters in names as well, and on SQLite in the words too."""

from django.db import migrations

from policyatlas.editions.bigrams import sqlite

COLUMN = (
    "ALTER TABLE editions_wording ADD COLUMN name_pairs text[] GENERATED ALWAYS AS (editions_bigrams(names)) STORED"
)
INDEX = "CREATE INDEX wording_name_pairs ON editions_wording USING gin (name_pairs) WITH (fastupdate = off)"
KEYS = """
CREATE FUNCTION editions_keys_by_{column}(pair text) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT coalesce(json_agg(entry_id), '[]')::text FROM editions_wording WHERE {column} @> ARRAY[pair]
$$
"""
COLUMNS = ("name_pairs", "pairs")
NO_KEYS = tuple(f"DROP FUNCTION editions_keys_by_{column}(text)" for column in COLUMNS)
MAKE = {"postgresql": (COLUMN, INDEX, *(KEYS.format(column=column) for column in COLUMNS)), "sqlite": sqlite.MAKE}
UNMAKE = {
    "postgresql": (*NO_KEYS, "ALTER TABLE editions_wording DROP COLUMN name_pairs"),
    "sqlite": sqlite.UNMAKE,
}


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
