"""How PostgreSQL looks things up: its planner uses the indexes, on rows enough for it to have a choice."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import Count, Q, QuerySet

from policyatlas.editions.models import Edition, Facet, Wording
from policyatlas.editions.reading import Reading
from policyatlas.values import searching

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks PostgreSQL how it would look things up"),
]
POLICIES = 8_000

_ENTRIES = """
INSERT INTO editions_entry
       (kind, slug, origin, since_id, until_id, title_en, title_ja, year_from, text, payload, schema, sha256, reason)
SELECT CASE WHEN n % 20 = 0 THEN 'framework' ELSE 'policy' END, 'made-up-' || n, 'test:' || n, 1,
       CASE WHEN n % 10 = 0 THEN 2 END, 'Policy ' || n, '', 1950 + n % 70, '', '{{}}', 1, md5(n::text), ''
FROM generate_series(1, {number}) AS n
"""
_FACETS = """
INSERT INTO editions_facet (entry_id, name, value)
SELECT id, name, CASE name WHEN 'refers' THEN 'source:' || id % 5000 ELSE name || '-' || id % facet.values_of END
FROM editions_entry, (VALUES ('level', 4), ('phase', 7), ('field', 40), ('refers', 5000)) AS facet (name, values_of)
WHERE origin LIKE 'test:%'
"""
# As long as real ones; one in a thousand names a place of two characters.
_WORDINGS = """
INSERT INTO editions_wording (entry_id, names, words)
SELECT id, CASE WHEN id % 500 = 0 THEN E'\n 岩槻の計画 \n' ELSE '計画 ' || id END,
       repeat(' 地域の産業と大学の連携を進める計画 regional plan ' || md5(id::text), 5)
               || CASE WHEN id % 500 = 0 THEN '岩槻' ELSE '' END
FROM editions_entry WHERE origin LIKE 'test:%'
"""


@pytest.fixture
def many(db) -> Reading:
    """What is in print, with so many further entries, all counted by the planner."""
    with connection.cursor() as cursor:
        for statement in (_ENTRIES.format(number=POLICIES), _FACETS, _WORDINGS):
            cursor.execute(statement)
        for table in ("entry", "facet", "wording"):
            cursor.execute(f"ANALYZE editions_{table}")
    return Reading(Edition.objects.open())


def nodes(plan: dict) -> Iterator[dict]:
    """Every step of a plan."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def plan(entries: QuerySet) -> tuple[set[str], set[str]]:
    """The indexes that a plan uses, and the tables that it reads from end to end."""
    (found,) = json.loads(entries.explain(format="json"))
    steps = list(nodes(found["Plan"]))
    read = {step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan"}
    return {step["Index Name"] for step in steps if "Index Name" in step}, read


ADDRESS = {"entry_once_in_print", "entry_once_per_edition"}
# What is asked, the indexes of which one must be used, and the tables that must not be read from end to end.
QUESTIONS = {
    "an entry by its address": (
        lambda reading: reading.entries("policy").filter(slug="made-up-17"),
        ADDRESS,
        {"editions_entry"},
    ),
    "a list of one kind": (
        lambda reading: reading.entries("framework").order_by("slug")[:25],
        {*ADDRESS, "entry_in_print"},
        {"editions_entry"},
    ),
    "what refers to an entry": (
        lambda reading: reading.referring_to("source", "17"),
        {"facet_by_value"},
        {"editions_entry", "editions_facet"},
    ),
    "a list with a value": (
        lambda reading: reading.entries("policy").with_facet("field", ["field-7"]),
        {"facet_by_value"},
        {"editions_facet"},
    ),
    "counts of the values of a selection": (
        lambda reading: (
            Facet.objects.order_by()
            .filter(
                name__in=["level", "phase"],
                entry__in=reading.entries("framework").with_facet("field", ["field-0"]).order_by().values("pk"),
            )
            .values_list("name", "value")
            .annotate(entries=Count("pk"))
        ),
        {"facet_by_value", "facet_once"},
        {"editions_facet"},
    ),
}


def test_what_readers_ask_is_looked_up_in_an_index(many):
    wrong = {}
    for name, (ask, wanted, unread) in QUESTIONS.items():
        indexes, read = plan(ask(many))
        if not indexes & wanted or read & unread:
            wrong[name] = f"uses {sorted(indexes)}, reads all of {sorted(read)}"
    assert not wrong, f"Ask otherwise, or give these an index that the planner takes: {wrong}"


@pytest.mark.parametrize("words", ["岩槻", "岩槻 計画", "岩槻計画"])
def test_words_are_looked_up_in_the_index_of_pairs_and_no_row_is_read_for_nothing(many, words):
    searched = many.entries().with_terms(searching.terms(words))
    before = scans("wording_pairs"), scans("editions_wording")
    found = searched.count()
    after = scans("wording_pairs"), scans("editions_wording")
    assert after == (before[0] + len(words.split()), before[1])
    assert found == many.entries().filter(*(Q(wording__words__contains=word) for word in words.split())).count()
    # What has a usual word too is not read from end to end for it either.
    _, read = plan(searched)
    assert not read & {"editions_entry", "editions_wording"}


def test_names_are_looked_up_in_the_index_of_their_pairs(many):
    before = scans("wording_name_pairs"), scans("editions_wording")
    assert Wording.objects.filter(names__holds="\n 岩槻の計画 \n").count() == POLICIES // 500
    assert (scans("wording_name_pairs"), scans("editions_wording")) == (before[0] + 1, before[1])


def scans(relation: str) -> int:
    """How often an index was looked into, or a table read from end to end, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans(%s::regclass)", [relation])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("words", ["", "岩", "岩手", "岩手岩手", "a b\n c", "𠮷野家", "100%_\\"])
def test_the_database_makes_the_pairs_of_characters_that_follow_each_other(db, words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT editions_bigrams(%s)", [words])
        assert cursor.fetchone()[0] == [words[place : place + 2] for place in range(len(words) - 1)]
