"""Text in the order of its code points, which is the same on every database."""

from django.db.models.functions import Collate


class ByCodePoint(Collate):
    """Text compared by code point: PostgreSQL would follow its locale otherwise, SQLite never does."""

    def __init__(self, expression):
        super().__init__(expression, "C")

    def as_sqlite(self, compiler, connection, **context):
        """SQLite calls the same order BINARY."""
        return self.as_sql(compiler, connection, collation="BINARY", **context)
