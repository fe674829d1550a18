"""How text is folded so that search finds a word however it was typed."""

import unicodedata


def fold(*texts: str) -> str:
    """The texts as one searchable string: NFKC (full and half width become one), case folded, no control characters.

    Control characters are dropped because PostgreSQL refuses NUL in text and SQLite matches every row with it.
    """
    joined = " ".join(text for text in texts if text)
    folded = unicodedata.normalize("NFKC", joined).casefold()
    kept = "".join(character if unicodedata.category(character)[0] != "C" else " " for character in folded)
    return " ".join(kept.split())


def words(query: str) -> list[str]:
    """The folded words of a query, each of which must occur in a found text."""
    return fold(query).split()
