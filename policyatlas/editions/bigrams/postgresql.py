"""On PostgreSQL: indexes of all pairs, and functions that ask for them; a migration makes both."""

from .asked import Asked


def asked(column: str, text: str) -> Asked | None:
    """What to ask for the rows that have `text` in a column; None for a single character, which is no pair."""
    if len(text) < 2:
        return None
    having = f"editions_having_{column}(%s)"
    return Asked(f"SELECT unnest({having})", f"SELECT array_to_json({having})::text", text, is_all=True)
