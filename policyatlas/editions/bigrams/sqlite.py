"""On SQLite: an index of its full-text search, whose tokens are pairs of Japanese characters and the ends of names.

It has no pairs of Latin letters: all texts share most of them.
"""

from policyatlas.values import pairs

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
MAKE = (
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
UNMAKE = (
    "DROP TRIGGER wording_pairs_insert",
    "DROP TRIGGER wording_pairs_delete",
    "DROP TRIGGER wording_pairs_update",
    "DROP TABLE editions_wording_pairs",
)
# With this the names of its table and of those that SQLite makes for it begin.
INDEX = "editions_wording_pairs"
# Which rows have the tokens of `match`.
HAVING = "FROM editions_wording_pairs WHERE editions_wording_pairs MATCH %s"


def match(column: str, text: str) -> str:
    """What to ask of the index for the rows that may have `text` in a column; empty where it knows nothing of that."""
    found = " AND ".join(f'"{token}"' for token in pairs.tokens(text))
    return found and f"{column} : ({found})"


def keys(column: str, text: str) -> tuple[str, list[str]] | None:
    """The question for the keys of all rows that have `text` in a column, where it is one token."""
    return (f"SELECT json_group_array(rowid) {HAVING}", [match(column, text)]) if pairs.is_one_token(text) else None
