"""On SQLite: an index of its full-text search, whose tokens are pairs of Japanese characters and the ends of names.

It has no pairs of Latin letters: all texts share most of them.
"""

import re

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
# Which rows have the tokens of `match`.
HAVING = "FROM editions_wording_pairs WHERE editions_wording_pairs MATCH %s"

# Names stand between line ends and spaces. What begins or ends one has a sign that no text has: a character for private
# use, which spelling leaves out.
_EDGE = "\ue000"
_TWO = r"[0-9a-z\u0080-\U0010ffff]{2}"
_RUNS = re.compile(r"[\u0080-\U0010ffff]{2,}")
_BEGINS, _ENDS = re.compile(rf"\n ({_TWO})"), re.compile(rf"({_TWO}) \n")
_ALL_SAID = re.compile(rf"[\u0080-\U0010ffff]{{2}}|\n {_TWO}|{_TWO} \n")


def tokens(text: str) -> list[str]:
    """The pairs beyond ASCII in a text, and with which pairs its names begin and end; each once."""
    pairs = {run[place : place + 2] for run in _RUNS.findall(text) for place in range(len(run) - 1)}
    edges = {_EDGE + pair for pair in _BEGINS.findall(text)} | {pair + _EDGE for pair in _ENDS.findall(text)}
    return sorted(pairs | edges)


def match(column: str, text: str) -> str:
    """What to ask of the index for the rows that may have `text` in a column; empty where it knows nothing of that."""
    found = " AND ".join(f'"{token}"' for token in tokens(text))
    return found and f"{column} : ({found})"


def is_all_said(text: str) -> bool:
    """Whether what the index knows of `text` is all that there is to know: it is one token."""
    return bool(_ALL_SAID.fullmatch(text))


def keys(column: str, text: str) -> tuple[str, list[str]] | None:
    """The question for the keys of all rows that have `text` in a column, where it is one token."""
    return (f"SELECT json_group_array(rowid) {HAVING}", [match(column, text)]) if is_all_said(text) else None


def know_tokens(connection, **kwargs) -> None:
    """Tell a connection to SQLite that has just been opened what its triggers call: a receiver of Django's signal."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("editions_tokens", 1, _joined, deterministic=True)


def _joined(text: str) -> str:
    return " ".join(tokens(text))
