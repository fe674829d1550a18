"""Finding words within words through an index: the lookup `holds`, which asks for pairs of characters.

A word of two Japanese characters is one pair. PostgreSQL's own trigrams cannot find it, since they need three, and
SQLite's neither. On either database it is the database that sees to it that the pairs are always those of the words.
"""

from .lookup import Holds, keys_of

__all__ = ["Holds", "keys_of"]
