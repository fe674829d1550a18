"""An index of the pairs of characters in names as well, and on SQLite in the words too."""

from django.db import migrations

# It keeps no text, so it is told what to forget. Whoever lets Django make the table of the words anew loses the
# triggers, and makes them again.
_ADD = """
    INSERT INTO editions_wording_pairs (rowid, names, words)
    VALUES (new.entry_id, editions_tokens(new.names), editions_tokens(new.words));
"""
_FORGET = """
    INSERT INTO editions_wording_pairs (editions_wording_pairs, rowid, names, words)
    VALUES ('delete', old.entry_id, editions_tokens(old.names), editions_tokens(old.words));
"""
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE editions_wording_pairs
    USING fts5(names, words, content = '', detail = column, columnsize = 0, tokenize = 'ascii')
    """,
    """
    INSERT INTO editions_wording_pairs (rowid, names, words)
    SELECT entry_id, editions_tokens(names), editions_tokens(words) FROM editions_wording
    """,
    f"CREATE TRIGGER wording_pairs_insert AFTER INSERT ON editions_wording BEGIN {_ADD} END",
    f"CREATE TRIGGER wording_pairs_delete AFTER DELETE ON editions_wording BEGIN {_FORGET} END",
    f"CREATE TRIGGER wording_pairs_update AFTER UPDATE ON editions_wording BEGIN {_FORGET} {_ADD} END",
)
NOT_ON_SQLITE = (
    "DROP TRIGGER wording_pairs_insert",
    "DROP TRIGGER wording_pairs_delete",
    "DROP TRIGGER wording_pairs_update",
    "DROP TABLE editions_wording_pairs",
)
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
MAKE = {"postgresql": (COLUMN, INDEX, *(KEYS.format(column=column) for column in COLUMNS)), "sqlite": ON_SQLITE}
UNMAKE = {
    "postgresql": (*NO_KEYS, "ALTER TABLE editions_wording DROP COLUMN name_pairs"),
    "sqlite": NOT_ON_SQLITE,
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
