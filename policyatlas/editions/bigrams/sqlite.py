"""On SQLite: an index of its full-text search, whose tokens are pairs of Japanese characters and the ends of names.

It has no pairs of Latin letters: all texts share most of them.
"""

from policyatlas.values import pairs

from .asked import Asked

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


def asked(column: str, text: str) -> Asked | None:
    """What to ask for the rows that may have `text` in a column; None where the index knows nothing of that."""
    found = " AND ".join(f'"{token}"' for token in pairs.tokens(text))
    if not found:
        return None
    having = "FROM editions_wording_pairs WHERE editions_wording_pairs MATCH %s"
    match = f"{column} : ({found})"
    return Asked(
        f"SELECT rowid {having}", f"SELECT json_group_array(rowid) {having}", match, is_all=pairs.is_one_token(text)
    )
