"""Finding words within words through an index: the lookup `holds`, which asks for pairs of characters.

A word of two Japanese characters is one pair. PostgreSQL's own trigrams cannot find it, since they need three, and
SQLite's neither. On either database it is the database that sees to it that the pairs are always those of the words.
"""

import re

from django.db.models import Lookup

# Kept beside the words, for a planner that starts from something else asks each row for its pairs again. Each pair once.
ON_POSTGRESQL = (
    """
    CREATE FUNCTION editions_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT one || next), '{}') FROM (
            SELECT letter AS one, lead(letter) OVER (ORDER BY place) AS next
            FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs WHERE next IS NOT NULL
    $$
    """,
    "ALTER TABLE editions_wording ADD COLUMN pairs text[] GENERATED ALWAYS AS (editions_bigrams(words)) STORED",
    # Without a list of what is still to be sorted in, which every search would read, and which made the planner turn away
    # from the index after a large print: costs a print 0.2 ms an entry.
    "CREATE INDEX wording_pairs ON editions_wording USING gin (pairs) WITH (fastupdate = off)",
)
NAMES_ON_POSTGRESQL = (
    "ALTER TABLE editions_wording ADD COLUMN name_pairs text[] GENERATED ALWAYS AS (editions_bigrams(names)) STORED",
    "CREATE INDEX wording_name_pairs ON editions_wording USING gin (name_pairs) WITH (fastupdate = off)",
)
NAMES_OFF_POSTGRESQL = ("ALTER TABLE editions_wording DROP COLUMN name_pairs",)
OFF_POSTGRESQL = ("ALTER TABLE editions_wording DROP COLUMN pairs", "DROP FUNCTION editions_bigrams(text)")

# An index of SQLite's full-text search whose tokens are the pairs beyond ASCII, parted by spaces. It keeps no text, so it
# is told what to forget. Whoever lets Django make the table of the words anew loses the triggers, and makes them again.
_ADD = """
    INSERT INTO editions_wording_pairs (rowid, names, words)
    VALUES (new.entry_id, editions_pairs(new.names), editions_pairs(new.words));
"""
_FORGET = """
    INSERT INTO editions_wording_pairs (editions_wording_pairs, rowid, names, words)
    VALUES ('delete', old.entry_id, editions_pairs(old.names), editions_pairs(old.words));
"""
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE editions_wording_pairs
    USING fts5(names, words, content = '', detail = column, columnsize = 0, tokenize = 'ascii')
    """,
    """
    INSERT INTO editions_wording_pairs (rowid, names, words)
    SELECT entry_id, editions_pairs(names), editions_pairs(words) FROM editions_wording
    """,
    f"CREATE TRIGGER wording_pairs_insert AFTER INSERT ON editions_wording BEGIN {_ADD} END",
    f"CREATE TRIGGER wording_pairs_delete AFTER DELETE ON editions_wording BEGIN {_FORGET} END",
    f"CREATE TRIGGER wording_pairs_update AFTER UPDATE ON editions_wording BEGIN {_FORGET} {_ADD} END",
)
OFF_SQLITE = (
    "DROP TRIGGER wording_pairs_insert",
    "DROP TRIGGER wording_pairs_delete",
    "DROP TRIGGER wording_pairs_update",
    "DROP TABLE editions_wording_pairs",
)
_PAIRS = {"names": "name_pairs", "words": "pairs"}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{2,}")


def bigrams(words: str) -> list[str]:
    """Each pair of characters that follow each other in `words`, once."""
    return sorted({words[place : place + 2] for place in range(len(words) - 1)})


def beyond_ascii(words: str) -> list[str]:
    """Those of them that have no character of ASCII: of Japanese words, not of Latin ones, which share most pairs."""
    return sorted({run[place : place + 2] for run in _BEYOND_ASCII.findall(words) for place in range(len(run) - 1)})


def pairs(words: str) -> str:
    """`editions_pairs` of SQLite's triggers: the pairs beyond ASCII as the tokens of a text."""
    return " ".join(beyond_ascii(words))


def know_pairs(connection, **kwargs) -> None:
    """Tell a connection to SQLite that has just been opened what `editions_pairs` is: a receiver of Django's signal."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("editions_pairs", 1, pairs, deterministic=True)


class Holds(Lookup):
    """That a field of `Wording` has some words in it, letter by letter: what `contains` says, from an index if it can."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        """As `contains` does it."""
        contains = self.lhs.output_field.get_lookup("contains")
        return contains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler, connection):
        """Asks first for its pairs of characters, of which there is an index; a single character has none."""
        sql, params = self.as_sql(compiler, connection)
        if not (found := bigrams(self.rhs)):
            return sql, params
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"({table}.{_PAIRS[self.lhs.target.column]} @> %s::text[] AND {sql})", (found, *params)

    def as_sqlite(self, compiler, connection):
        """Asks first for its pairs beyond ASCII. Two characters are one pair, which is all there is to know."""
        if not (found := beyond_ascii(self.rhs)):
            return self.as_sql(compiler, connection)
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        have = "SELECT rowid FROM editions_wording_pairs WHERE editions_wording_pairs MATCH %s"
        sql, match = f"{table}.entry_id IN ({have})", " AND ".join(f'"{pair}"' for pair in found)
        match = f"{self.lhs.target.column} : ({match})"
        if len(self.rhs) == 2:
            return sql, (match,)
        column, params = self.lhs.as_sql(compiler, connection)
        return f"({sql} AND instr({column}, %s) > 0)", (match, *params, self.rhs)
