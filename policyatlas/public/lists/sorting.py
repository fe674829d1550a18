"""Orders of entries that are the same on SQLite and PostgreSQL, whatever the language of the database."""

from collections.abc import Iterable

from django.db.models import Case, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT, KeyTextTransform, KeyTransform
from django.db.models.functions import Lower, NullIf

from policyatlas.editions.collating import ByCodePoint
from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading


class Length(Func):
    """How many items the list at `key` of the payload has."""

    output_field = IntegerField()

    def __init__(self, key: str):
        super().__init__(KeyTransform(key, F("payload")))

    def as_sqlite(self, compiler, connection, **context):
        """On SQLite the inner expression gives the list as JSON text."""
        return self.as_sql(compiler, connection, function="JSON_ARRAY_LENGTH", **context)

    def as_postgresql(self, compiler, connection, **context):
        """On PostgreSQL it gives the list as jsonb."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


def inside(path: str):
    """The text at `path` in the payload, such as `roles__0__role`; absent and empty are both nothing."""
    # SQLite says 'null' for a JSON null.
    found = NullIf(NullIf(KT(f"payload__{path}"), Value("")), Value("null"))
    return Lower(ByCodePoint(found))


def in_order_of(path: str, codes: Iterable[str]):
    """The place of a code in its vocabulary, so that a column sorts in the order in which people read it."""
    places = [When(**{f"payload__{path}": code}, then=Value(place)) for place, code in enumerate(codes)]
    return Case(*places, default=None, output_field=IntegerField())


def title_of(path: str, reading: Reading):
    """The title of the entry that the reference at `path` of the payload names, if it is in print."""
    named = reading.entries().filter(kind=_outer(f"{path}__kind"), slug=_outer(f"{path}__slug"))
    return Lower(ByCodePoint(Subquery(named.order_by().values("title_en")[:1])))


def ordered(entries: QuerySet[Entry], keys: Iterable, *, descending: bool) -> QuerySet[Entry]:
    """The entries by `keys` (expressions); what has none comes last either way, and equals go by slug."""
    directed = [key.desc(nulls_last=True) if descending else key.asc(nulls_last=True) for key in keys]
    return entries.order_by(*directed, ByCodePoint(F("slug")).asc())


def _outer(path: str):
    *keys, last = path.split("__")
    expression = OuterRef("payload")
    for key in keys:
        expression = KeyTransform(key, expression)
    return KeyTextTransform(last, expression)
