"""What is asked of the indexes: by a condition of a query, or for all that have some words."""

import json

from django.db import connections, router
from django.db.models import Lookup, Model

from . import postgresql, sqlite

_INDEXES = {"postgresql": postgresql, "sqlite": sqlite}


class Holds(Lookup):
    """That a field of `Wording` has some words in it, letter by letter: what `contains` says, by an index if it can."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        """Asks the index first, and looks at the words only where there is more to know."""
        contains = self.lhs.output_field.get_lookup("contains")
        sql, params = contains(self.lhs, self.rhs).as_sql(compiler, connection)
        asked = _INDEXES[connection.vendor].asked(self.lhs.target.column, self.rhs)
        if asked is None:
            return sql, params
        have = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.entry_id IN ({asked.rows})"
        return (have, [asked.parameter]) if asked.is_all else (f"({have} AND {sql})", [asked.parameter, *params])


def keys_of(wordings: type[Model], column: str, text: str) -> list[int] | None:
    """The keys of all rows that have `text` in a column, from an index alone; None where that cannot say.

    They come in one piece, since a row for each would cost twice as much as all else.
    """
    connection = connections[router.db_for_read(wordings)]
    asked = _INDEXES[connection.vendor].asked(column, text)
    if asked is None or not asked.is_all:
        return None
    with connection.cursor() as cursor:
        cursor.execute(asked.json, [asked.parameter])
        return json.loads(cursor.fetchone()[0])
