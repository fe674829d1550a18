"""Text in the order of its code points, which is the same on every database."""

from django.db.models import F, Value
from django.db.models.functions import Collate, Lower, NullIf


class ByCodePoint(Collate):
    """Text compared by code point: PostgreSQL would follow its locale otherwise, SQLite never does."""

    def __init__(self, expression):
        super().__init__(expression, "C")

    def as_sqlite(self, compiler, connection, **context):
        """SQLite calls the same order BINARY."""
        return self.as_sql(compiler, connection, collation="BINARY", **context)


def text(column: str) -> Lower:
    """The text of a column of the index card, capital and small letters as one; an empty one is nothing."""
    return Lower(ByCodePoint(NullIf(F(column), Value(""))))
