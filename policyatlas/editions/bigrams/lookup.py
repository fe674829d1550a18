"""What is asked of the indexes: by a condition of a query, or for all that have some words."""

import json

from django.db import connections, router
from django.db.models import Lookup, Model

from policyatlas.values import pairs

from . import postgresql, sqlite


class Holds(Lookup):
    """That a field of `Wording` has some words in it, letter by letter: what `contains` says, by an index if it can."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        """As `contains` does it."""
        contains = self.lhs.output_field.get_lookup("contains")
        return contains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler, connection):
        """Asks first for its pairs of characters; a single character has none, and two characters are one pair."""
        sql, params = self.as_sql(compiler, connection)
        if not (found := pairs.bigrams(self.rhs)):
            return sql, params
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        have = f"{table}.{postgresql.COLUMNS[self.lhs.target.column]} @> %s::text[]"
        return (have, (found,)) if len(self.rhs) == 2 else (f"({have} AND {sql})", (found, *params))

    def as_sqlite(self, compiler, connection):
        """Asks first for its tokens, where it has any."""
        sql, params = self.as_sql(compiler, connection)
        if not (match := sqlite.match(self.lhs.target.column, self.rhs)):
            return sql, params
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        have = f"{table}.entry_id IN (SELECT rowid {sqlite.HAVING})"
        return (have, (match,)) if pairs.is_one_token(self.rhs) else (f"({have} AND {sql})", (match, *params))


def keys_of(wordings: type[Model], column: str, text: str) -> list[int] | None:
    """The keys of all rows that have `text` in a column, from an index alone; None where that cannot say.

    They come in one piece, since a row for each would cost twice as much as all else.
    """
    connection = connections[router.db_for_read(wordings)]
    asked = {"postgresql": postgresql.keys, "sqlite": sqlite.keys}[connection.vendor](column, text)
    if asked is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return json.loads(cursor.fetchone()[0])
