"""Finding words within words through an index on PostgreSQL: the lookup `holds`, which asks for pairs of characters.

A word of two Japanese characters is one pair. PostgreSQL's own trigrams cannot find it, since they need three.
"""

from django.db.models import Lookup

# Kept beside the words, for a planner that starts from something else asks each row for its pairs again; in SQL, so
# that PostgreSQL sees to it that they are always those of the words. Each pair once.
MAKE = (
    """
    CREATE FUNCTION editions_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT one || next), '{}') FROM (
            SELECT letter AS one, lead(letter) OVER (ORDER BY place) AS next
            FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs WHERE next IS NOT NULL
    $$
    """,
    "ALTER TABLE editions_wording ADD COLUMN pairs text[] GENERATED ALWAYS AS (editions_bigrams(words)) STORED",
    # Without a list of what is still to be sorted in, which every search would read, and which made the planner turn away
    # from the index after a large print: costs a print 0.2 ms an entry.
    "CREATE INDEX wording_pairs ON editions_wording USING gin (pairs) WITH (fastupdate = off)",
)
UNMAKE = ("ALTER TABLE editions_wording DROP COLUMN pairs", "DROP FUNCTION editions_bigrams(text)")


def bigrams(words: str) -> list[str]:
    """Each pair of characters that follow each other in `words`, once."""
    return sorted({words[place : place + 2] for place in range(len(words) - 1)})


class Holds(Lookup):
    """That `Wording.words` has some words in it, letter by letter: what `contains` says, from an index where it can."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        """As `contains` does it."""
        contains = self.lhs.output_field.get_lookup("contains")
        return contains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler, connection):
        """Asks first for its pairs of characters, of which there is an index; a single character has none."""
        sql, params = self.as_sql(compiler, connection)
        if not (pairs := bigrams(self.rhs)):
            return sql, params
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"({table}.pairs @> %s::text[] AND {sql})", (pairs, *params)
