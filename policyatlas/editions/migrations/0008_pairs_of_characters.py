"""On PostgreSQL, an index of the pairs of characters in the words by which entries are found."""

from django.db import migrations

MAKE = (
    """
    CREATE FUNCTION editions_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT one || next), '{}') FROM (
            SELECT letter AS one, lead(letter) OVER (ORDER BY place) AS next
            FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs WHERE next IS NOT NULL
    $$
    """,
    "ALTER TABLE editions_wording ADD COLUMN pairs text[] GENERATED ALWAYS AS (editions_bigrams(words)) STORED",
    "CREATE INDEX wording_pairs ON editions_wording USING gin (pairs) WITH (fastupdate = off)",
)
UNMAKE = ("ALTER TABLE editions_wording DROP COLUMN pairs", "DROP FUNCTION editions_bigrams(text)")


def make(apps, schema_editor):
    run(schema_editor, MAKE)


def unmake(apps, schema_editor):
    run(schema_editor, UNMAKE)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editions", "0007_stamps")]

    operations = [migrations.RunPython(make, unmake)]
