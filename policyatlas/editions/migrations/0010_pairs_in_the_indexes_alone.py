"""On PostgreSQL, pairs of characters stand in the indexes alone: in columns they made the table four times as large."""

from importlib import import_module

from django.db import migrations

words = import_module("policyatlas.editions.migrations.0008_pairs_of_characters")
names = import_module("policyatlas.editions.migrations.0009_pairs_of_names")

# The pairs stand in the indexes alone. In columns beside the words they made the table four times as large, and what
# has a usual word lay in so many of its pages that reading them took six times as long. The indexes are without a list
# of what is still to be sorted in: every search would read it, which costs a print 0.2 ms an entry instead.
BIGRAMS = """
CREATE OR REPLACE FUNCTION editions_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(one || next), '{}')
    FROM string_to_array(words, NULL) AS letters, unnest(letters, letters[2:]) AS pairs (one, next)
    WHERE next IS NOT NULL
$$
"""
INDEXES = {"names": "wording_name_pairs", "words": "wording_pairs"}
_INDEX = "CREATE INDEX {index} ON editions_wording USING gin (editions_bigrams({column})) WITH (fastupdate = off)"
# Only through these is an index asked, for whoever does not ask it makes the pairs of each row anew, 30 µs for each:
# the planner does not know how long that takes, nor what it costs to forget rows for want of memory. Two characters are
# one pair, so there is no more to know of them; that they are two is found out once, not for each row. A row for each
# key would cost half as much again. And VOLATILE, or the planner calls it too, to know how many keys will come.
_HAVING = """
CREATE FUNCTION editions_having_{column}(asked text) RETURNS bigint[] LANGUAGE sql VOLATILE
SET enable_seqscan = off SET jit = off SET work_mem = '32MB' AS $$
    SELECT coalesce(array_agg(entry_id), '{{}}') FROM editions_wording
    WHERE editions_bigrams({column}) @> editions_bigrams(asked)
        AND ((SELECT length(asked) = 2) OR strpos({column}, asked) > 0)
$$
"""
MAKE = (
    BIGRAMS,
    *(_INDEX.format(index=index, column=column) for column, index in INDEXES.items()),
    *(_HAVING.format(column=column) for column in INDEXES),
)
UNMAKE = (
    *(f"DROP FUNCTION editions_having_{column}(text)" for column in INDEXES),
    *(f"DROP INDEX {index}" for index in INDEXES.values()),
    "DROP FUNCTION editions_bigrams(text)",
)
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
