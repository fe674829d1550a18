"""On SQLite: an index of its full-text search, whose tokens are pairs of Japanese characters and the ends of names.

It has no pairs of Latin letters: all texts share most of them. A migration makes it, with the triggers that keep it.
"""

from policyatlas.values import pairs

from .asked import Asked

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
