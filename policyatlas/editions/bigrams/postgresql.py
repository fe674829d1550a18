"""On PostgreSQL: columns of all pairs, which the database makes itself, with an index of each."""

# Kept beside the words, for a planner that starts from something else asks each row for its pairs again; each pair
# once. The indexes are without a list of what is still to be sorted in: every search would read it, and after a large
# print it made the planner turn away from the index. That costs a print 0.2 ms an entry.
WORDS = (
    """
    CREATE FUNCTION editions_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT one || next), '{}') FROM (
            SELECT letter AS one, lead(letter) OVER (ORDER BY place) AS next
            FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs WHERE next IS NOT NULL
    $$
    """,
    "ALTER TABLE editions_wording ADD COLUMN pairs text[] GENERATED ALWAYS AS (editions_bigrams(words)) STORED",
    "CREATE INDEX wording_pairs ON editions_wording USING gin (pairs) WITH (fastupdate = off)",
)
NO_WORDS = ("ALTER TABLE editions_wording DROP COLUMN pairs", "DROP FUNCTION editions_bigrams(text)")
NAMES = (
    "ALTER TABLE editions_wording ADD COLUMN name_pairs text[] GENERATED ALWAYS AS (editions_bigrams(names)) STORED",
    "CREATE INDEX wording_name_pairs ON editions_wording USING gin (name_pairs) WITH (fastupdate = off)",
)
NO_NAMES = ("ALTER TABLE editions_wording DROP COLUMN name_pairs",)
# The planner takes comparing arrays for as cheap as comparing numbers. For a word that three in ten rows have it would
# read all rows, which takes nine times as long.
_KEYS = """
CREATE FUNCTION editions_keys_by_{column}(pair text) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT coalesce(json_agg(entry_id), '[]')::text FROM editions_wording WHERE {column} @> ARRAY[pair]
$$
"""
KEYS = tuple(_KEYS.format(column=column) for column in ("name_pairs", "pairs"))
NO_KEYS = ("DROP FUNCTION editions_keys_by_name_pairs(text)", "DROP FUNCTION editions_keys_by_pairs(text)")
# Which column has the pairs of which.
COLUMNS = {"names": "name_pairs", "words": "pairs"}


def keys(column: str, text: str) -> tuple[str, list[str]] | None:
    """The question for the keys of all rows that have `text` in a column, where it is one pair."""
    return (f"SELECT editions_keys_by_{COLUMNS[column]}(%s)", [text]) if len(text) == 2 else None
